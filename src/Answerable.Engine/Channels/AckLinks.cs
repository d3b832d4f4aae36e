using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Answerable.Recording;

namespace Answerable.Engine.Channels;

/// <summary>
/// The tokens in acknowledgement links: <c>CODE-MAC</c>, where MAC is the first 72 bits of an HMAC over jurisdiction, stream and code
/// under a key derived from the vault. Worked out anew when a message is written and again when a link is opened, so that no secret
/// is stored anywhere and whoever reads the database or the record can open no link.
/// </summary>
/// <param name="key">32 bytes, from the vault: <see cref="Purpose"/>.</param>
public sealed class AckLinks(byte[] key)
{
    public const string Purpose = "acknowledgement links";
    private const int MacBytes = 9;

    public string Token(JurisdictionId jurisdiction, StreamId stream, string code) => $"{code}-{Base64Url.EncodeToString(Mac(jurisdiction, stream, code))}";

    /// <summary>The code in a token, to find the page by; it proves nothing until <see cref="Opens"/> says so.</summary>
    public static string? CodeOf(string token) =>
        token.IndexOf('-') is >= 4 and <= 10 and var at && token.AsSpan(0, at).IndexOfAnyExceptInRange('0', '9') < 0 ? token[..at] : null;

    /// <summary>Whether the token is the one for this page.</summary>
    public bool Opens(string token, JurisdictionId jurisdiction, StreamId stream, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Token(jurisdiction, stream, code)));

    private byte[] Mac(JurisdictionId jurisdiction, StreamId stream, string code) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{jurisdiction}\n{stream}\n{code}"))[..MacBytes];
}
