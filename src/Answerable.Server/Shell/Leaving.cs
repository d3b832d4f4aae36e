namespace Answerable.Server.Shell;

/// <summary>For answers that stay open.</summary>
internal static class LeavingReader
{
    /// <summary>Cancelled when the reader goes away or the server stops: an open page must not keep a stopping server waiting.</summary>
    public static CancellationToken Leaving(this HttpContext http)
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        http.Response.RegisterForDispose(either);
        return either.Token;
    }
}
