using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Microsoft.AspNetCore.DataProtection;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// What somebody has answered so far. It travels in the form itself and in a cookie (<see cref="HeldDrafts"/>), sealed; nothing of it is kept here before it is submitted.
/// </summary>
/// <param name="Id">Fresh for each filing; with the answers it makes the idempotency key.</param>
public sealed record Draft(string Id, string Jurisdiction)
{
    /// <summary>suggestion, accusation or claim.</summary>
    public string? Kind { get; init; }

    /// <summary>For an accusation: <c>person:ID</c>, <c>unit:ID</c>, <c>office:ID</c>, or empty.</summary>
    public string? About { get; init; }
    public string? AboutWords { get; init; }
    public string? Title { get; init; }
    public string? Body { get; init; }
    public string? Place { get; init; }
    public string? Category { get; init; }
    public string? Area { get; init; }

    /// <summary>As typed.</summary>
    public string? Latitude { get; init; }
    public string? Longitude { get; init; }

    /// <summary>open, confidential or anonymous.</summary>
    public string? Openness { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }

    /// <summary>The matter this one follows, as its complainant says: marked where they had opened that one.</summary>
    public Earlier? Follows { get; init; }

    /// <summary>The ways by which this server can tell somebody something, as it was when the filing began: <c>sms</c>, <c>email</c>.</summary>
    public IReadOnlyList<string> Sends { get; init; } = [];

    /// <summary>sms, email or here; empty while nobody has asked.</summary>
    public string? Told { get; init; }

    /// <summary>The language of what is sent.</summary>
    public string? ToldIn { get; init; }
    /// <summary>Hash of a secret that only the browser holds which began this (<see cref="HeldDrafts"/>).</summary>
    public string? Holder { get; init; }

    /// <summary>What it is called in addresses: it opens nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Mark => MarkOf(Id);

    internal const int MarkLength = 8;

    internal static string MarkOf(string id) => id[..Math.Min(id.Length, MarkLength)];

    /// <summary>The answers were shown for checking: from then on each change leads back there.</summary>
    public bool Checked { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAccusation => Kind == "accusation";

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsAnonymous => Openness == "anonymous";

    /// <summary>The ways that reach whoever fills this in. None: they are not asked how to be told, and look here.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<NoticeWay> NoticeWays => IsAccusation || IsAnonymous ? [] : [.. new NoticeWays(Sends.Contains("sms"), Sends.Contains("email")).For(Phone, Email)];

    private NoticeChoice? Notices => NoticeWays.Count > 0 && NoticeForm.Way(Told) is { } way ? new(way, ToldIn ?? "zh") : null;

    public GrievanceKind ToKind() => Kind switch { "suggestion" => GrievanceKind.Suggestion, "accusation" => GrievanceKind.Accusation, _ => GrievanceKind.Claim };

    public Filing ToFiling() => new(
        ToKind(), Title ?? "", Body ?? "", Category: Blank(Category), Place: Blank(Place),
        Contact: IsAnonymous ? null : new(Blank(Name), Blank(Phone), Blank(Email), Blank(Address)), Confidential: Openness == "confidential") { Area = ToSubject().Area, Spot = ToSubject().Spot, Follows = Follows, Notices = Notices };

    /// <summary>Where the matter is, as named and as pointed out.</summary>
    internal (string? Area, Answerable.Grievances.Directing.Spot? Spot) ToSubject() => (Blank(Area), Directing.SpotText.Read(Latitude, Longitude));

    public Accused ToAccused() => (About ?? "").Split(':', 2) switch
    {
        ["person", var id] => new(Person: new PersonId(id), Words: Blank(AboutWords)),
        ["unit", var id] => new(Unit: new UnitId(id), Words: Blank(AboutWords)),
        ["office", var id] => new(Office: new OfficeId(id), Words: Blank(AboutWords)),
        _ => new(Words: Blank(AboutWords)),
    };

    /// <summary>The same answers and files are the same filing, however often they are sent; changed ones are another.</summary>
    public string KeyWith(IEnumerable<string> fileHashes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        JsonSerializer.Serialize(this with { Checked = true }, Json.Options) + "\n" + string.Join('\n', fileHashes))));

    private static string? Blank(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

/// <summary>Seals drafts: whoever holds the page can send it back, and nobody can read or change it.</summary>
public sealed class DraftSeal(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.Draft").ToTimeLimitedDataProtector();

    public string Close(Draft draft)
    {
        using var packed = new MemoryStream();
        using (var packer = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(packer, draft, Json.Options);
        return Convert.ToBase64String(seal.Protect(packed.ToArray(), Life));
    }

    /// <summary>The draft; null when it is not ours, was changed, or is older than a day.</summary>
    public Draft? Open(string? closed)
    {
        try
        {
            using var packed = new MemoryStream(seal.Unprotect(Convert.FromBase64String(closed ?? "")));
            using var unpacker = new BrotliStream(packed, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Draft>(unpacker, Json.Options);
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>What a person typed, as we keep it: no control characters, one kind of line break, no half characters.</summary>
internal static class Typed
{
    public static string Line(string? typed) => string.Join(' ', Text(typed).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public static string Text(string? typed)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(typed ?? "")).ReplaceLineEndings("\n");
        return string.Concat(whole.Where(c => c is '\n' or '\t' || char.GetUnicodeCategory(c) != UnicodeCategory.Control)).Trim();
    }

    /// <summary>Came in another encoding (GBK, UTF-16): bytes that were no text, replaced by a sign or left as they were escaped.</summary>
    public static bool IsGarbled(string? words) => words is not null && System.Text.RegularExpressions.Regex.IsMatch(words, "\uFFFD|%[89a-fA-F][0-9a-fA-F]");

    /// <summary>Eighteen digits in a row, the last perhaps an X: nobody asks for it here (safeguards A9).</summary>
    public static bool HoldsIdentityNumber(string? words) => words is not null && System.Text.RegularExpressions.Regex.IsMatch(words, @"(?<!\d)\d{17}[\dXx](?!\d)");
}
