using System.Globalization;
using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>The styles of numbering that official documents use (GB/T 9704: 一、（一）1.（1）), and those they use all the same.</summary>
public enum NumberStyle { Bare, Markdown, Chapter, Article, Ideograph, IdeographInParentheses, Arabic, Decimal, ArabicInParentheses, Circled, Bullet, Annex }

/// <param name="Depth">How deep within its style: 1.1 is 1, 1.1.1 is 2; ### is 3.</param>
/// <param name="Ordinal">The number itself; of 2.3 the 3; 0 where there is none.</param>
/// <param name="Length">Characters of the line that belong to the number, blanks after it included.</param>
public sealed record NumberMark(NumberStyle Style, int Depth, int Ordinal, int Length)
{
    /// <summary>Marks with the same rank stand on the same level of a document.</summary>
    public (NumberStyle, int) Rank => (Style, Depth);
}

/// <summary>Recognises the number in front of a heading or an item.</summary>
public static partial class Numbering
{
    private const string Ideographs = "〇零一二三四五六七八九十百两";

    public static NumberMark? Read(string line) => Markdown(line) ?? Plain(line);

    // "## 一、目标": the hashes are typography, the number says where it stands.
    private static NumberMark? Markdown(string line)
    {
        if (Hashes().Match(line) is not { Success: true } hashes)
            return null;
        return Plain(line[hashes.Length..]) is { } inner
            ? inner with { Length = inner.Length + hashes.Length }
            : new(NumberStyle.Markdown, hashes.Value.Count(c => c == '#'), 0, hashes.Length);
    }

    private static NumberMark? Plain(string line)
    {
        foreach (var (style, pattern) in Styles)
            if (pattern.Match(line) is { Success: true } match)
                return new(style, Depth(style, match), Ordinal(match.Groups["n"].Value), match.Length);
        return null;
    }

    private static int Depth(NumberStyle style, Match match) =>
        style == NumberStyle.Decimal ? match.Value.Trim().TrimEnd('.', '．', '、').Count(c => c is '.' or '．') : 0;

    /// <summary>十二 → 12, ③ → 3, ２ → 2.</summary>
    public static int Ordinal(string digits)
    {
        if (digits.Length == 0)
            return 0;
        if (digits[0] is >= '①' and <= '⑳')
            return digits[0] - '①' + 1;
        var narrow = string.Concat(digits.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
        return int.TryParse(narrow, NumberStyles.None, CultureInfo.InvariantCulture, out var arabic) ? arabic : Ideographic(digits);
    }

    private static int Ideographic(string digits)
    {
        var (total, digit) = (0, 0);
        foreach (var c in digits)
        {
            var unit = c switch { '十' => 10, '百' => 100, _ => 0 };
            if (unit == 0)
                digit = c switch { '〇' or '零' => 0, '两' => 2, _ => Ideographs.IndexOf(c) - 1 };
            else
                (total, digit) = (total + Math.Max(digit, 1) * unit, 0);
        }

        return total + digit;
    }

    private static readonly (NumberStyle, Regex)[] Styles =
    [
        (NumberStyle.Annex, AnnexMark()),
        (NumberStyle.Chapter, ChapterMark()),
        (NumberStyle.Article, ArticleMark()),
        (NumberStyle.IdeographInParentheses, IdeographParenthesesMark()),
        (NumberStyle.Ideograph, IdeographMark()),
        (NumberStyle.ArabicInParentheses, ArabicParenthesesMark()),
        (NumberStyle.Decimal, DecimalMark()),
        (NumberStyle.Arabic, ArabicMark()),
        (NumberStyle.Circled, CircledMark()),
        (NumberStyle.Bullet, BulletMark()),
    ];

    [GeneratedRegex(@"^\s*#{1,6}\s+")]
    private static partial Regex Hashes();

    [GeneratedRegex(@"^\s*(附件|附表|附录|附)\s*(?<n>[0-9０-９一二三四五六七八九十]{0,2})\s*[:：.．、]\s*")]
    private static partial Regex AnnexMark();

    [GeneratedRegex(@"^\s*第(?<n>[〇零一二三四五六七八九十百0-9]+)[章节编部][\s、:：]*")]
    private static partial Regex ChapterMark();

    [GeneratedRegex(@"^\s*第(?<n>[〇零一二三四五六七八九十百0-9]+)条[\s、:：]*")]
    private static partial Regex ArticleMark();

    [GeneratedRegex(@"^\s*[（(](?<n>[一二三四五六七八九十百]+)[)）][\s、.．]*")]
    private static partial Regex IdeographParenthesesMark();

    [GeneratedRegex(@"^\s*(?<n>[一二三四五六七八九十百]+)(?:[、.．]\s*|[\s]+(?=[\p{IsCJKUnifiedIdeographs}]{2,12}\s*$))")]
    private static partial Regex IdeographMark();

    [GeneratedRegex(@"^\s*[（(]?(?<n>[0-9０-９]{1,2})[)）][\s、.．]*")]
    private static partial Regex ArabicParenthesesMark();

    // 1.5米 is a measure, not a heading.
    [GeneratedRegex(@"^\s*(?:[0-9]{1,2}[.．]){1,4}(?<n>[0-9]{1,2})[.．、]?(?![0-9%％])(?!\s*(米|公里|千米|万|亿|吨|小时|倍|毫米|分钟|平方|立方|以上))\s*")]
    private static partial Regex DecimalMark();

    [GeneratedRegex(@"^\s*(?<n>[0-9０-９]{1,2})(?:[、.．](?![0-9])\s*|[\s　]+(?=[\p{IsCJKUnifiedIdeographs}“《]))")]
    private static partial Regex ArabicMark();

    [GeneratedRegex(@"^\s*(?<n>[①-⑳])\s*[、.．]?\s*")]
    private static partial Regex CircledMark();

    [GeneratedRegex(@"^\s*[-*•·●◆■]\s+")]
    private static partial Regex BulletMark();
}
