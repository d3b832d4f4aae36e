using System.Globalization;
using System.Text.RegularExpressions;

namespace Answerable.Deadlines;

/// <summary>Writes an article number the way Chinese law is cited: 22(1)(3) is 第二十二条第一款第三项.</summary>
public static partial class Citation
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Anything that is not plainly article, paragraph and item stays as it is: a guessed citation is worse than a raw one.</summary>
    public static string InChinese(string article)
    {
        var match = Plain().Match(article);
        return match.Success
            ? $"第{Numeral(match.Groups["article"])}条{Part("款", match.Groups["paragraph"])}{Part("项", match.Groups["item"])}{(match.Groups["next"].Success ? "、" : "")}{Part("款", match.Groups["next"])}"
            : article;
    }

    private static string Part(string unit, Group group) => group.Success ? $"第{Numeral(group)}{unit}" : "";

    private static string Numeral(Group group) => Numeral(int.Parse(group.ValueSpan, CultureInfo.InvariantCulture));

    /// <summary>1 to 999 in Chinese numerals.</summary>
    public static string Numeral(int number) => number switch
    {
        < 10 => Digits[number].ToString(),
        < 20 => $"十{(number == 10 ? "" : Digits[number - 10])}",
        < 100 => $"{Digits[number / 10]}十{(number % 10 == 0 ? "" : Digits[number % 10])}",
        _ => $"{Digits[number / 100]}百{Rest(number % 100)}",
    };

    private static string Rest(int rest) => rest switch
    {
        0 => "",
        < 10 => $"零{Digits[rest]}",
        < 20 => $"一{Numeral(rest)}",
        _ => Numeral(rest),
    };

    [GeneratedRegex(@"^(?<article>\d{1,3})(\((?<paragraph>\d{1,2})\)(\((?<item>\d{1,2})\))?(-\((?<next>\d{1,2})\))?)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();
}
