using System.Globalization;
using System.Text.RegularExpressions;

namespace Answerable.Server.Grievances.Letters;

/// <summary>The measures of GB/T 9704-2012 (党政机关公文格式), shared by paper and page.</summary>
public static partial class Gongwen
{
    /// <summary>A full-width character of 3号 on a line of 28 in 156 mm, in points.</summary>
    public const double Em = 156 / 25.4 * 72 / 28;

    /// <summary>The year in 〔〕 (GB/T 9704 7.2.5), however it was typed; without a number, room to write one.</summary>
    public static string Number(string? given, int year) =>
        given is null ? string.Create(CultureInfo.InvariantCulture, $"　　　〔{year}〕　　号") : Year().Replace(given, "〔$1〕");

    /// <summary>Width in full-width characters: letters and digits are half of one.</summary>
    public static double Width(string words) => words.EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? 0.5 : 1);

    /// <summary>
    /// How far the office's name and the date stand from the right edge, in characters (7.3.5.1, with a seal): the date four from the edge, the name
    /// centred above it; a name too long for that moves both.
    /// </summary>
    public static (double Name, double Date) Signature(string office, string date)
    {
        var (name, day) = (Width(office), Width(date));
        var right = Math.Max(4, (name - day) / 2);
        return (right + (day - name) / 2, right);
    }

    /// <summary>Size of the office's name above the red line, in points: as large as fits the 170 mm of the line, and no larger than 36.</summary>
    public static int HeadSize(string office) => (int)Math.Min(36, 460 / Math.Max(1, Width(office)));

    [GeneratedRegex(@"[\[［【(（〔〈<]\s*(\d{4})\s*[\]］】)）〕〉>]")]
    private static partial Regex Year();
}
