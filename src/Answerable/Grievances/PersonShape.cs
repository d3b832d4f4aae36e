using System.Text;
using System.Text.RegularExpressions;

namespace Answerable.Grievances;

/// <summary>Whether words are shaped like a phone number, an identity number or an e-mail address: nobody searches by those (safeguards A2).</summary>
public static partial class PersonShape
{
    private const int FewestDigits = 7;

    /// <summary>Seven digits or more in a row, in any script and with any separators, other than a date or the year of a document; or something on both sides of an @.</summary>
    public static bool IsLike(string words) => HasAddress(words) || HasNumber(Date().Replace(Plain(words), "日"));

    private static bool HasAddress(string words) => Address().IsMatch(Plain(words));

    private static bool HasNumber(string words)
    {
        var run = 0;
        foreach (var sign in Folded.WithNumerals(words).Signs)
        {
            run = Rune.IsDigit(sign.Rune) ? run + 1 : 0;
            if (run >= FewestDigits)
                return true;
        }

        return false;
    }

    private static string Plain(string words) => Folded.Of(words).Text.Normalize(NormalizationForm.FormKC);

    [GeneratedRegex(@"[〔\[【(](19|20)\d\d[〕\]】)]|(?<!\d)(19|20)\d\d(?<sep>[-./])(0?[1-9]|1[0-2])\k<sep>(0?[1-9]|[12]\d|3[01])(?!\d)")]
    private static partial Regex Date();

    [GeneratedRegex(@"[^\s@]\s*(@|[\[(（]\s*at\s*[\])）])\s*[^\s@]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
