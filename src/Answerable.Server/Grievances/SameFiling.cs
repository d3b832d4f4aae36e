using System.Security.Cryptography;
using System.Text.Json;
using Answerable.Recording;

namespace Answerable.Server.Grievances;

/// <summary>
/// What makes a filing that comes again the same filing: every word of it, and a key that nobody else can guess. Whoever shows both is told
/// number and access code once more (docs/decisions/0090).
/// </summary>
internal static class SameFiling
{
    private const int HexDigits = 32; // 128 bits
    private const int DifferentDigits = 8;

    /// <summary>SHA-256 of all that a request says.</summary>
    public static byte[] Digest(object said) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said, Json.Options));

    /// <summary>
    /// A random UUID (version 4), or 32 hexadecimal digits or more. A key made of a date, a counter or words could be guessed, and with a guess
    /// at a short filing would open somebody's case.
    /// </summary>
    public static bool IsUnguessable(string key)
    {
        var digits = key.Replace("-", "", StringComparison.Ordinal);
        return digits.Length >= HexDigits && digits.All(char.IsAsciiHexDigit) && digits.Distinct().Count() >= DifferentDigits
            && (digits.Length == key.Length || Guid.TryParseExact(key, "D", out var id) && id.Version == 4);
    }
}
