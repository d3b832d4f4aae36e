namespace Answerable.Server.Shell;

/// <summary>What every answer forbids the browser: foreign or inline script and style, framing, sniffing, telling where a reader came from.</summary>
public static class Headers
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Where the matter is may be pointed out with the device: on that one page, and only when its button is pressed.
    private const string PointsOut = "/lodge/subject";

    private static string Permissions(PathString path) => $"camera=(), microphone=(), geolocation=({(path == PointsOut ? "self" : "")}), payment=(), usb=(), browsing-topics=()";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            Write(http);
            return Task.CompletedTask;
        });
        return next(http);
    });

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurityPolicy; // a download says a stricter one
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions(http.Request.Path);
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // A page about a person's grievance is not left behind on a shared phone.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }
}
