using Microsoft.AspNetCore.HttpOverrides;

namespace Answerable.Server.Hosting;

/// <summary>
/// Behind a proxy all requests come from one address and over HTTP. What a named proxy says of both is believed, so that one village's
/// wrong codes do not make another wait, and cookies and links are those of HTTPS. Nothing of it is kept (safeguards A6).
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app, ServerOptions options)
    {
        if (options.Proxies.Count == 0)
            return;
        var trusted = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        trusted.KnownProxies.Clear(); // loopback is trusted unless one says otherwise: anybody on this machine could speak for others
        trusted.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
            trusted.KnownProxies.Add(proxy);
        app.UseForwardedHeaders(trusted);
    }
}
