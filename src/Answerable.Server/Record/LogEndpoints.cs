using Answerable.Engine.Publishing;
using Answerable.Recording;

namespace Answerable.Server.Record;

/// <summary>The public log: <c>/log/{jurisdiction}/checkpoint</c>, <c>vkey</c>, <c>tile/…</c>, <c>succession</c>, <c>predecessor/…</c>. For anybody, from anywhere.</summary>
internal static class LogEndpoints
{
    public static void MapLog(this IEndpointRouteBuilder app) =>
        app.MapMethods("/log/{jurisdiction}/{**path}", ["GET", "HEAD"], Serve).ExcludeFromDescription();

    private static async Task<IResult> Serve(HttpContext http, string jurisdiction, string? path, PublishedLog log, CancellationToken cancel)
    {
        if (await log.Find(new JurisdictionId(jurisdiction), path ?? "", cancel) is not { } file)
            return Results.NotFound();
        // A monitor on another site reads it too: there is nothing here that is not meant for everybody.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.CacheControl = file.IsForever ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Bytes, file.IsText ? "text/plain; charset=utf-8" : "application/octet-stream");
    }
}
