using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Answerable.Grievances;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Residents;

/// <summary>
/// What a message to a complainant may say outside its words. A gateway that sees number and key must not learn from the key that its
/// owner complained, or how far it has come; and what a mail server answers may name the address, which no row keeps.
/// </summary>
internal static partial class Discretion
{
    /// <summary>The same for every sending of one delivery.</summary>
    public static string KeyOf(DeliveryRow row)
    {
        var key = $"{row.Jurisdiction}/{row.Stream}/{row.Key}";
        return NoticeMessages.IsTo(row.Recipient) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32] : key;
    }

    /// <summary>Of a message to a complainant, the code alone.</summary>
    public static string? DetailOf(DeliveryRow row, string? detail) =>
        detail is null || !NoticeMessages.IsTo(row.Recipient) ? detail : Code().Match(detail) is { Success: true } code ? code.Value : "refused";

    [GeneratedRegex("^(?:[0-9]{3}(?![0-9])|[A-Za-z-]{1,40}$)")]
    private static partial Regex Code();
}
