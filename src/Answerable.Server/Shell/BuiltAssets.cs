using System.IO.Compression;
using System.Text.Json;

namespace Answerable.Server.Shell;

/// <summary>The built styles, scripts and icons: read once at start, served from memory, compressed once, cached for a year.</summary>
public sealed class BuiltAssets
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".css"] = "text/css; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".svg"] = "image/svg+xml",
        [".png"] = "image/png", [".woff2"] = "font/woff2", [".json"] = "application/json",
    };

    private readonly Dictionary<string, string> manifest;
    private readonly Dictionary<string, Asset> files;

    /// <param name="folder">The <c>wwwroot/dist</c> that the build made.</param>
    /// <exception cref="FileNotFoundException">The assets were not built.</exception>
    public BuiltAssets(string folder)
    {
        manifest = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, "manifest.json")))!;
        files = Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), path => Asset.Read(path));
    }

    public static BuiltAssets BesideTheProgram() => new(Path.Combine(AppContext.BaseDirectory, "wwwroot", "dist"));

    /// <summary>The address of an asset by its plain name: "portal.css" → "/dist/portal-DYxn3TKp.css".</summary>
    public string this[string name] => "/dist/" + manifest[name];

    /// <summary>Bytes on the wire for a browser that takes gzip.</summary>
    public int Weight(string name) => files[manifest[name]].Gzip.Length;

    internal IResult Serve(HttpContext http, string file)
    {
        if (!files.TryGetValue(file, out var asset)) return Results.NotFound();
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var accepts = http.Request.Headers.AcceptEncoding.ToString();
        var (coding, bytes) = accepts.Contains("br", StringComparison.Ordinal) ? ("br", asset.Brotli)
            : accepts.Contains("gzip", StringComparison.Ordinal) ? ("gzip", asset.Gzip) : (null, asset.Plain);
        if (coding is not null) headers.ContentEncoding = coding;
        return Results.Bytes(bytes, asset.Type);
    }

    private sealed record Asset(byte[] Plain, byte[] Gzip, byte[] Brotli, string Type)
    {
        public static Asset Read(string path)
        {
            var plain = File.ReadAllBytes(path);
            return new(plain, Packed(plain, to => new GZipStream(to, CompressionLevel.Optimal)), Packed(plain, to => new BrotliStream(to, CompressionLevel.Optimal)),
                Types.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"));
        }

        private static byte[] Packed(byte[] plain, Func<Stream, Stream> by)
        {
            using var to = new MemoryStream();
            using (var packer = by(to)) packer.Write(plain);
            return to.ToArray();
        }
    }
}
