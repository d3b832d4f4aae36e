namespace Answerable.Server.Shell;

/// <summary>HEAD is answered as GET without its body (RFC 9110, 9.3.2): the pages are asked as for GET, and the server writes no body to a request that began as HEAD.</summary>
internal static class Head
{
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        http.RequestAborted = end.Token;
        http.Response.OnStarting(() =>
        {
            // A page that stays open would never come to its end.
            if (http.Response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) is true)
                end.Cancel();
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    });
}
