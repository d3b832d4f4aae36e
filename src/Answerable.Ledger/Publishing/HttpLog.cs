using System.Net;

namespace Answerable.Ledger;

/// <summary>A log published on a web server, read over HTTP. What it sends is bounded: no answer is read past what it may be.</summary>
public sealed class HttpLog : ILogSource
{
    private const int MaxText = 2 * Note.MaxBytes;
    private readonly HttpClient http;
    private readonly Uri root;

    /// <param name="http">A client that decompresses gzip, such as <see cref="NewClient"/> gives.</param>
    /// <param name="root">The log's base, with or without a final slash.</param>
    public HttpLog(HttpClient http, Uri root)
    {
        this.http = http;
        this.root = root.AbsoluteUri.EndsWith('/') ? root : new Uri(root.AbsoluteUri + "/");
    }

    public string Place => root.AbsoluteUri.TrimEnd('/');

    public ILogSource Predecessor => new HttpLog(http, new Uri(root, "predecessor/"));

    /// <summary>A client as tlog-tiles asks for: it accepts gzip.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });

    public ValueTask<byte[]?> Read(TileId id, CancellationToken ct = default) =>
        Get(id.Path, id.Level == TileId.Entries ? EntryBundle.MaxBytes : TileId.FullWidth * Hash.Length, ct);

    public ValueTask<byte[]?> Checkpoint(CancellationToken ct = default) => Get("checkpoint", MaxText, ct);
    public ValueTask<byte[]?> Key(CancellationToken ct = default) => Get("vkey", MaxText, ct);
    public ValueTask<byte[]?> Succession(CancellationToken ct = default) => Get("succession", MaxText, ct);

    private async ValueTask<byte[]?> Get(string path, int limit, CancellationToken ct)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(root, path), HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
            if (!response.IsSuccessStatusCode)
                throw new LogException("log-unreachable", $"{root}{path} answered {(int)response.StatusCode}.");
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await Bounded.Read(body, limit, path, ct);
        }
        catch (HttpRequestException e)
        {
            throw new LogException("log-unreachable", $"{root}{path} cannot be read: {e.Message}");
        }
    }
}
