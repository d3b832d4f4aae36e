using System.Net;
using Microsoft.AspNetCore.Http.Extensions;

namespace Answerable.Server.Hosting;

/// <summary>
/// Where this server is reached, for links that leave it. The name a request asks for is written by whoever asks, so it is believed only if it is ours:
/// otherwise a forged one would stand in somebody's receipt.
/// </summary>
public sealed class Site
{
    private readonly Uri? publicUrl;
    private readonly bool isFiltered;
    private readonly HashSet<string> names;

    /// <param name="publicUrl">The setting <c>PublicUrl</c>: what links begin with, whatever was asked for.</param>
    /// <param name="urls">The addresses the server listens on.</param>
    /// <param name="allowedHosts">The setting <c>AllowedHosts</c>: requests for any other name do not arrive here. Null or <c>*</c>: all do.</param>
    public Site(Uri? publicUrl, string urls, string? allowedHosts)
    {
        this.publicUrl = publicUrl;
        isFiltered = allowedHosts?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } allowed && !allowed.Contains("*");
        names = urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => BindingAddress.Parse(url).Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A path of this server as an address for other programs and for paper; null when it is not known.</summary>
    public string? Absolute(HttpContext http, string path) =>
        publicUrl is not null ? new Uri(publicUrl, path).ToString()
        : IsOurs(http) ? UriHelper.BuildAbsolute(http.Request.Scheme, http.Request.Host, default, path)
        : null;

    /// <summary>The same, or the path alone, which a program resolves against the address it asked.</summary>
    public string Link(HttpContext http, string path) => Absolute(http, path) ?? path;

    private bool IsOurs(HttpContext http)
    {
        var host = http.Request.Host.Host;
        return isFiltered || names.Contains(host) || host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)
            || IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || address.Equals(Unmapped(http.Connection.LocalIpAddress)));
    }

    private static IPAddress? Unmapped(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
