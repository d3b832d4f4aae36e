using System.Globalization;
using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>File names as people may see them: no path, no control or direction-changing character, the ending of what the file is.</summary>
public static class FileNames
{
    private const int LongestStem = 80;

    /// <param name="name">Anything a browser or a mail may claim.</param>
    /// <param name="extension">The ending by content, with its dot; null keeps the claimed one, for a refusal to name the file.</param>
    public static string Clean(string name, string? extension = null)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = new string([.. Whole(last).Normalize(NormalizationForm.FormC).Where(IsSeen).Select(one => "<>:\"|?*".Contains(one) ? '_' : one)]).Trim(' ', '.');
        var ending = Path.GetExtension(seen);
        var stem = extension is null ? seen : seen[..^ending.Length].TrimEnd(' ', '.');
        return (stem.Length == 0 ? "file" : Shortened(stem)) + extension;
    }

    // A lone surrogate would make Normalize throw.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static bool IsSeen(char one) => CharUnicodeInfo.GetUnicodeCategory(one) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

    private static string Shortened(string stem)
    {
        var starts = StringInfo.ParseCombiningCharacters(stem);
        return starts.Length <= LongestStem ? stem : stem[..starts[LongestStem]] + "…";
    }
}
