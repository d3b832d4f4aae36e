using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Recording;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// A copy of a draft in the browser that writes it: sealed, for an hour, sent to <c>/lodge</c> only, gone once it is filed. Every question is thereby a page
/// of its own address, to go back to; and the browser that wrote a draft is known from one that was only given a page of it (docs/decisions/0091).
/// </summary>
/// <remarks>A form still carries its draft in full. A draft too long for cookies travels in the form alone.</remarks>
public sealed class HeldDrafts(IDataProtectionProvider protection, NoticeWays ways, IdSource ids)
{
    private const string Prefix = "answerable.draft.";
    private const string Path = "/lodge";
    private const int Longest = 6_000; // characters of all drafts together: a proxy that allows 8 kB of cookies is common
    private const int Chunk = 3_500;
    private const int MostDrafts = 4;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.HeldDraft").ToTimeLimitedDataProtector();

    private sealed record Held(Draft Draft, bool IsWhole, string Secret);

    /// <summary>A fresh draft, bound to this browser.</summary>
    /// <param name="follows">The matter it follows, as its complainant says.</param>
    public Draft Begin(HttpContext http, JurisdictionId jurisdiction, Earlier? follows = null)
    {
        foreach (var older in Names(http).Reverse().Skip(MostDrafts - 1))
            Delete(http, older);
        var secret = ids.Hex(16);
        var draft = new Draft(ids.Hex(16), jurisdiction.Value) { Holder = HashOf(secret), Follows = follows, Sends = [.. ways.All.Select(CaseEntry.Code)] };
        Write(http, new(draft, true, secret));
        return draft;
    }

    /// <summary>Keeps what was answered by now.</summary>
    /// <returns>False where it is too long for that: the page has to carry it.</returns>
    public bool Keep(HttpContext http, Draft draft)
    {
        var secret = Read(http, draft.Id)?.Secret ?? "";
        if (Write(http, new(draft, true, secret)))
            return true;
        Write(http, new(new(draft.Id, draft.Jurisdiction) { Holder = draft.Holder }, false, secret));
        return false;
    }

    /// <param name="name">The beginning of its id, as it stands in the address.</param>
    /// <returns>Null where this browser holds none of that name (any more); the draft alone is null where it is too long to be held.</returns>
    public (Draft? Draft, string Id)? Find(HttpContext http, string name) =>
        name.Length == Draft.MarkLength && Open(http, name) is { } held ? (held.IsWhole ? held.Draft : null, held.Draft.Id) : null;

    /// <summary>Whether this browser began the draft, and has not been answered yet.</summary>
    public bool IsOf(HttpContext http, Draft draft) => draft.Holder is { Length: > 0 } holder && Read(http, draft.Id) is { } held && HashOf(held.Secret) == holder;

    public void Drop(HttpContext http, Draft draft) => Delete(http, draft.Mark);

    private Held? Read(HttpContext http, string id) => Open(http, Draft.MarkOf(id)) is { } held && held.Draft.Id == id ? held : null;

    private Held? Open(HttpContext http, string name)
    {
        try
        {
            if (http.Request.Cookies[Prefix + name] is not { } closed)
                return null;
            using var packed = new MemoryStream(seal.Unprotect(WebEncoders.Base64UrlDecode(closed + http.Request.Cookies[Prefix + name + Second])));
            using var unpacker = new BrotliStream(packed, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Held>(unpacker, Json.Options);
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    private const string Second = "-2";

    private bool Write(HttpContext http, Held held)
    {
        using var packed = new MemoryStream();
        using (var packer = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(packer, held, Json.Options);
        var closed = WebEncoders.Base64UrlEncode(seal.Protect(packed.ToArray(), Life));
        var name = held.Draft.Mark;
        var others = http.Request.Cookies.Where(one => one.Key.StartsWith(Prefix, StringComparison.Ordinal) && !one.Key.StartsWith(Prefix + name, StringComparison.Ordinal)).Sum(one => one.Value.Length);
        if (held.IsWhole && closed.Length + others > Longest)
            return false;
        http.Response.Cookies.Append(Prefix + name, closed[..Math.Min(closed.Length, Chunk)], Options(http, Life));
        if (closed.Length > Chunk)
            http.Response.Cookies.Append(Prefix + name + Second, closed[Chunk..], Options(http, Life));
        else if (http.Request.Cookies.ContainsKey(Prefix + name + Second))
            http.Response.Cookies.Delete(Prefix + name + Second, Options(http, null));
        return true;
    }

    private static void Delete(HttpContext http, string name)
    {
        http.Response.Cookies.Delete(Prefix + name, Options(http, null));
        http.Response.Cookies.Delete(Prefix + name + Second, Options(http, null));
    }

    // In the order in which a browser sends them, the oldest first.
    private static IReadOnlyList<string> Names(HttpContext http) =>
        [.. http.Request.Cookies.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) && !key.EndsWith(Second, StringComparison.Ordinal)).Select(key => key[Prefix.Length..])];

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    private static CookieOptions Options(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = Path, MaxAge = life, IsEssential = true,
    };
}
