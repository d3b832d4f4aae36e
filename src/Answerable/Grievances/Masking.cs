using System.Globalization;
using System.Text;

namespace Answerable.Grievances;

/// <summary>
/// Hides a complainant's contact values wherever they recur in what staff read or search (safeguards A2): with spaces, line breaks,
/// punctuation or invisible signs between, in full width, in any case, in Chinese numerals, with or without a country code; a name
/// also without its surname or with its parts turned round. What is not hidden stays exactly as written. Not found are pinyin for
/// characters, traditional for simplified ones, and digits with words between them.
/// </summary>
public static class Masking
{
    private const string Hidden = "▇▇▇";
    private const int LongNumber = 7;
    private static readonly string[] TailWords = ["尾号", "后四位", "末四位", "尾数", "endingin", "lastfour"];

    /// <param name="words">Title, body, note, file name or extracted text.</param>
    public static string Mask(string words, Contact? contact)
    {
        if (contact is null || string.IsNullOrEmpty(words))
            return words;
        var (signs, numerals) = (Folded.Of(words), Folded.WithNumerals(words));
        List<(int Start, int End)> spans =
        [
            .. Phones(contact.Phone).SelectMany(number => InNumerals(numerals, number)),
            .. Spellings(contact).Distinct().SelectMany(value => signs.Find(Folded.Of(value).Signs, whole: true)),
        ];
        return spans.Count == 0 ? words : Without(signs.Text, spans);
    }

    private static IEnumerable<(int Start, int End)> InNumerals(Folded text, string number)
    {
        var found = text.Find(Folded.Of(number).Signs, whole: number.Length < LongNumber);
        return number.Length < LongNumber ? found : found.Concat(Tails(text, number[^4..]));
    }

    // 尾号0001: four digits tell little, but with the word before them they tell whose they are.
    private static IEnumerable<(int Start, int End)> Tails(Folded text, string tail) =>
        text.Find(Folded.Of(tail).Signs, whole: false).Count == 0 ? [] :
        from word in TailWords
        from between in new[] { "", "是", "为" }
        from span in text.Find(Folded.WithNumerals(word + between + tail).Signs, whole: false)
        select span;

    /// <summary>The numbers in what was given as a phone, as digits: as dialled, without a country code, and without the area code of a landline.</summary>
    private static IEnumerable<string> Phones(string? given)
    {
        foreach (var part in (given ?? "").Split([',', ';', '/', '、', '，', '；', '或', '转'], StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = string.Concat(Folded.WithNumerals(part).Signs.Select(sign => sign.Rune.ToString()).Where(sign => sign.Length == 1 && char.IsAsciiDigit(sign[0])));
            var bare = Bare(digits);
            if (bare.Length >= 5)
                yield return bare;
            if (bare.Length is >= 10 and <= 12 && bare[0] == '0')
                foreach (var local in new[] { bare[3..], bare[4..] }.Where(local => local.Length >= LongNumber))
                    yield return local;
        }
    }

    private static string Bare(string digits) =>
        digits.Length > 11 && digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
        : digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..]
        : digits;

    private static IEnumerable<string> Spellings(Contact contact)
    {
        foreach (var value in Names(contact.Name).Append(contact.Email).Append(MailBox(contact.Email)).Append(contact.Address))
            if (value is not null && Folded.Of(value).Signs.Count >= 2)
                yield return value;
    }

    private static IEnumerable<string> Names(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            yield break;
        yield return name;
        var signs = Folded.Of(name).Signs;
        if (signs.All(sign => Folded.IsDense(sign.Rune)))
        {
            // 测试甲 calls himself 试甲; a surname of two characters leaves the last two as well.
            if (signs.Count is 3 or 4)
                yield return string.Concat(signs.TakeLast(2).Select(sign => sign.Rune.ToString()));
            yield break;
        }

        var parts = name.Split([' ', ',', '，', '·', '.', '-', '\u3000', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        // The order of names differs between countries: turned round, or the surname first or last.
        if (parts.Length > 1)
            foreach (var turned in new[] { parts.Reverse(), parts.TakeLast(1).Concat(parts.SkipLast(1)), parts.Skip(1).Append(parts[0]) })
                yield return string.Concat(turned);
        foreach (var part in parts.Where(part => part.Length >= 3))
            yield return part;
    }

    // What stands before the @ is often a number or a name of its own; a plain short word (info, office) is left alone.
    private static string? MailBox(string? email) =>
        email?.IndexOf('@') is > 0 and var at && email[..at] is var box && (box.Length >= 6 || (box.Length >= 4 && box.Any(char.IsAsciiDigit))) ? box : null;

    private static string Without(string text, List<(int Start, int End)> spans)
    {
        var shown = new StringBuilder(text.Length);
        var from = 0;
        foreach (var (start, end) in spans.Select(span => (Start: Countries(text, span.Start), span.End)).Order())
        {
            if (start >= from)
                shown.Append(text, from, start - from).Append(Hidden);
            from = Math.Max(from, end);
        }

        return shown.Append(text, from, text.Length - from).ToString();
    }

    // +86 before a number goes with it.
    private static int Countries(string text, int start)
    {
        var before = text[Math.Max(0, start - 8)..start].Normalize(NormalizationForm.FormKC).TrimEnd();
        if (before.Length == 0 || start >= text.Length || !IsDigit(text, start))
            return start;
        before = before.TrimEnd(')', '-', ' ');
        var code = before.EndsWith("0086", StringComparison.Ordinal) ? "0086" : before.EndsWith("+86", StringComparison.Ordinal) ? "+86" : null;
        if (code is null)
            return start;
        var at = start;
        while (at > 0 && !IsDigit(text, at - 1)) at--;
        for (var left = code.TrimStart('+').Length; left > 0 && at > 0; left--) at--;
        if (code[0] == '+')
            while (at > 0 && text[at - 1] is '+' or '＋') at--;
        return at;
    }

    private static bool IsDigit(string text, int at) => CharUnicodeInfo.GetDecimalDigitValue(text, at) >= 0;
}
