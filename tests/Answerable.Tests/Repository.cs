namespace Answerable.Tests;

/// <summary>Where the files beside the code are.</summary>
internal static class Repository
{
    public static readonly string Root = Find(AppContext.BaseDirectory);

    private static string Find(string? folder) =>
        folder is null ? throw new DirectoryNotFoundException("Answerable.slnx")
        : File.Exists(Path.Combine(folder, "Answerable.slnx")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
