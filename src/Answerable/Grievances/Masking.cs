using System.Text;
using System.Text.RegularExpressions;

namespace Answerable.Grievances;

/// <summary>
/// Hides a complainant's contact values wherever they recur in what staff read or search (safeguards A2): with spaces, dots or
/// hyphens between the signs, in full width, in any case, with or without +86.
/// </summary>
public static class Masking
{
    private const string Hidden = "▇▇▇";

    /// <param name="words">Title, body, note, file name or extracted text.</param>
    public static string Mask(string words, Contact? contact) =>
        contact is null ? words : Values(contact).Aggregate(words.Normalize(NormalizationForm.FormKC), (so, value) => Pattern(value).Replace(so, Hidden));

    private static IEnumerable<string> Values(Contact contact)
    {
        if (contact.Phone is { } phone && Digits(phone) is { Length: >= 5 } digits)
            yield return digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
        foreach (var value in new[] { contact.Email, contact.Name, contact.Address })
            if (Bare(value) is { Length: >= 2 } bare)
                yield return bare;
    }

    // Between any two signs there may be spaces and separators; before a number, a country code.
    private static Regex Pattern(string value)
    {
        var between = @"[\s\p{Cf}.\-_·•*/()（）、,，]{0,3}";
        var signs = string.Join(between, value.EnumerateRunes().Select(rune => Regex.Escape(rune.ToString())));
        var country = value.All(char.IsAsciiDigit) ? @"(?:\+?86" + between + ")?" : "";
        return new Regex(country + signs, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
    }

    private static string Digits(string phone) => string.Concat(phone.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));

    private static string? Bare(string? value) => value is null ? null : string.Concat(value.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}
