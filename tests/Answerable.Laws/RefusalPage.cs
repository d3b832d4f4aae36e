using System.Text;
using Answerable.Server.Shell;

namespace Answerable.Laws;

/// <summary>docs/refusals.md, as the word book has it.</summary>
internal static class RefusalPage
{
    public const string Path = "docs/refusals.md";

    public static string Write(IEnumerable<string> codes)
    {
        var page = new StringBuilder("""
            # Refusals 不予办理的代码

            Every refusal has a code that stays the same across versions and languages. The API returns it as `code` in problem details (RFC 9457);
            pages show its words. This page is written from those words by a test; change them beside the pages that say them.

            | Code | What happened | What to do next | 情况 | 下一步 |
            |---|---|---|---|---|

            """);
        foreach (var code in codes)
            page.Append($"| `{code}` | {Say(Language.English, code)} | {Say(Language.Chinese, code)} |\n");
        return page.ToString();
    }

    private static string Say(string language, string code) => $"{Phrase(language, $"refusal.{code}")} | {Phrase(language, $"refusal.{code}.next")}";

    private static string Phrase(string language, string key) => (WordBook.Embedded.Find(language, key)?.Other ?? "").Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
