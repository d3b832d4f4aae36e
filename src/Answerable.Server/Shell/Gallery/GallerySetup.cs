namespace Answerable.Server.Shell.Gallery;

/// <summary>Every piece of the shell on one page, in development only: what browser tests photograph and axe reads.</summary>
internal static class GallerySetup
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/dev/gallery", () => Show.Page<GalleryPage>());
    }
}
