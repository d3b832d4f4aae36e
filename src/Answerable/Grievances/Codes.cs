using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>
/// Codes that people read out and copy by hand: 30 characters that are not mistaken for one another, in groups of four,
/// the last a check character that finds every single mistake and nearly every swap (Luhn modulo 30).
/// </summary>
internal static class Codes
{
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    public static string Draw(IdSource ids, int length) => Grouped(ids.Draw(Alphabet, length - 1));

    /// <summary>Adds the check character and the hyphens.</summary>
    public static string Grouped(string drawn) => string.Join('-', (drawn + Check(drawn)).Chunk(4).Select(group => new string(group)));

    /// <summary>The canonical form of what somebody typed (case, spaces, hyphens, look-alikes); null when it cannot be a code.</summary>
    public static string? Read(string? typed, int length)
    {
        if (typed is null || typed.Length > 4 * length || typed.Any(char.IsSurrogate))
            return null;
        var bare = new StringBuilder(length);
        foreach (var c in typed.Normalize(NormalizationForm.FormKC))
            if (!char.IsWhiteSpace(c) && c is not ('-' or '–' or '—' or '_'))
                bare.Append(char.ToUpperInvariant(c));
        var code = bare.ToString();
        return code.Length == length && !code.AsSpan().ContainsAnyExcept(Characters) && Check(code[..^1]) == code[^1] ? Grouped(code[..^1]) : null;
    }

    private static char Check(string drawn)
    {
        var sum = 0;
        for (var i = 0; i < drawn.Length; i++)
        {
            var value = Alphabet.IndexOf(drawn[^(i + 1)]) * (i % 2 == 0 ? 2 : 1);
            sum += value / Alphabet.Length + value % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}

/// <summary>The number of a grievance: random, so that it tells neither date nor place nor unit (safeguards A5). 54 bits and a check character.</summary>
public static class CaseNumber
{
    public static string Draw(IdSource ids) => Codes.Draw(ids, 12);

    /// <summary>The number somebody typed, in its written form; null when it is none.</summary>
    public static string? Read(string? typed) => Codes.Read(typed, 12);
}

/// <summary>What opens one grievance to its complainant: 93 bits and a check character. Only its digest is recorded.</summary>
public static class AccessCode
{
    private const int Length = 20;

    public static string Draw(IdSource ids) => Codes.Draw(ids, Length);

    /// <summary>
    /// The same code for the same secret and request, so that a repeated request is told the same code although nobody kept it. The same key
    /// with any other content gives another code, which opens nothing.
    /// </summary>
    /// <param name="secret">At least 32 bytes that never leave the server.</param>
    /// <param name="content">SHA-256 of all that the request says.</param>
    public static string Derive(ReadOnlySpan<byte> secret, string idempotencyKey, ReadOnlySpan<byte> content)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(secret.Length, 32);
        ArgumentOutOfRangeException.ThrowIfNotEqual(content.Length, SHA256.HashSizeInBytes);
        var bytes = HKDF.Expand(HashAlgorithmName.SHA256, HMACSHA256.HashData(secret, [.. Encoding.UTF8.GetBytes(idempotencyKey), .. content]), 128, "answerable/access-code"u8.ToArray());
        var even = bytes.Where(b => b < 240).Take(Length - 1); // 240 = 8 × 30
        return Codes.Grouped(string.Concat(even.Select(b => Codes.Alphabet[b % Codes.Alphabet.Length])));
    }

    public static string? Read(string? typed) => Codes.Read(typed, Length);

    /// <summary>What the record keeps of a code, in lower-case hexadecimal. Null for what is no code.</summary>
    public static string? Digest(string? code) =>
        Read(code) is { } canonical ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("answerable/access-code/" + canonical))) : null;

    /// <summary>Takes the same time whether the code is right or wrong.</summary>
    public static bool Opens(string? typed, string digest) =>
        Digest(typed) is { } given && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(digest));
}
