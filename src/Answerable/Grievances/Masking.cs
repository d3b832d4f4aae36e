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

    /// <param name="words">Title, body, note, file name or extracted text; what is not hidden stays as written, sign for sign.</param>
    public static string Mask(string words, Contact? contact)
    {
        if (contact is null)
            return words;
        var (folded, origin) = Fold(words);
        var hidden = new bool[words.Length + 1];
        foreach (Match found in Values(contact).SelectMany(value => Pattern(value).Matches(folded)))
            Array.Fill(hidden, true, origin[found.Index], origin[found.Index + found.Length] - origin[found.Index]);
        return Hide(words, hidden);
    }

    // Compatibility forms made plain (full width, ligatures), each sign remembering where it stood.
    private static (string Folded, List<int> Origin) Fold(string words)
    {
        var folded = new StringBuilder(words.Length);
        var origin = new List<int>(words.Length + 1);
        for (var i = 0; i < words.Length; i++)
        {
            var pair = char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]);
            var sign = pair ? words.Substring(i, 2) : char.IsSurrogate(words[i]) ? "\uFFFD" : words[i].ToString().Normalize(NormalizationForm.FormKC);
            folded.Append(sign);
            origin.AddRange(Enumerable.Repeat(i, sign.Length));
            if (pair) i++;
        }

        origin.Add(words.Length);
        return (folded.ToString(), origin);
    }

    private static string Hide(string words, bool[] hidden)
    {
        var shown = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
            if (!hidden[i])
                shown.Append(words[i]);
            else if (i == 0 || !hidden[i - 1])
                shown.Append(Hidden);
        return shown.ToString();
    }

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
