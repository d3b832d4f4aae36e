using System.Security.Cryptography;
using System.Text;
using Answerable.Grievances;

namespace Answerable.Engine.Residents;

/// <summary>
/// The six digits that a complainant types back. They are worked out from a fresh nonce under a key derived from the vault when the
/// message is written, and stored nowhere; the record keeps a digest under the same key, from which nobody finds them by trying.
/// </summary>
/// <param name="key">32 bytes, from the vault: <see cref="Purpose"/>.</param>
public sealed class ContactCodes(byte[] key)
{
    public const string Purpose = "contact codes";

    /// <summary>A fresh code for a case, as the record keeps it.</summary>
    public SentCode Draw(JurisdictionId jurisdiction, StreamId stream, IdSource ids)
    {
        var nonce = ids.Hex(16);
        return new(nonce, Digest(jurisdiction, stream, nonce, Code(jurisdiction, stream, nonce)));
    }

    public string Code(JurisdictionId jurisdiction, StreamId stream, string nonce) =>
        (BitConverter.ToUInt64(Mac("code", jurisdiction, stream, nonce, "")) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the record would hold if <paramref name="typed"/> were the code. Spaces and full-width digits are taken as they are meant.</summary>
    public string Digest(JurisdictionId jurisdiction, StreamId stream, string nonce, string typed) =>
        Convert.ToHexStringLower(Mac("digest", jurisdiction, stream, nonce, string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit))));

    private byte[] Mac(string what, JurisdictionId jurisdiction, StreamId stream, string nonce, string typed) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}\n{jurisdiction}\n{stream}\n{nonce}\n{typed}"));
}
