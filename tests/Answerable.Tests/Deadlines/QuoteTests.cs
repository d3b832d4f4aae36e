using Answerable.Deadlines;

namespace Answerable.Tests.Deadlines;

/// <summary>A citation stands in the law it cites.</summary>
public sealed class QuoteTests
{
    [Theory]
    [InlineData("cn-petition-2022", "cn-petition-work-regulation-2022.md")]
    [InlineData("cn-emergency-2024", "cn-emergency-response-law-2024.md")]
    [InlineData("cn-accident-reporting-493", "cn-accident-reporting-decree-493.md")]
    [InlineData("cn-plans-2024", "cn-contingency-plan-measures-2024-5.md")]
    public void Every_quote_stands_word_for_word_under_its_article(string book, string law)
    {
        var text = File.ReadAllText(Repository.Path($"data/laws/{law}"));
        var (rules, standing) = (Rulebooks.Find(book)!.Rules.Values, Rulebooks.Find(book)!.Standing);
        Assert.Empty(rules.Where(rule => rule.Origin == Origin.Law && !Stands(rule.Article, rule.Quote, text)).Select(rule => $"{rule.Id} ({rule.Article.In("zh")}): {rule.Quote}"));
        Assert.Empty(standing.Where(one => one.Quote.Length > 0 && !Stands(one.Article, one.Quote, text)).Select(one => $"{one.Id} ({one.Article.In("zh")}): {one.Quote}"));
    }

    private static bool Stands(Text article, string quote, string law) => Articles(article.In("zh")).Any(one => quote.Split(" / ").All(words => Article(law, one).Contains(words, StringComparison.Ordinal)));

    private static IEnumerable<string> Articles(string citation) =>
        System.Text.RegularExpressions.Regex.Matches(citation, "第[一二三四五六七八九十百零]+条").Select(match => match.Value);

    private static string Article(string law, string article)
    {
        var from = law.IndexOf($"\n{article}", StringComparison.Ordinal);
        if (from < 0)
            from = law.IndexOf(article, StringComparison.Ordinal);
        var next = System.Text.RegularExpressions.Regex.Match(law[(from + article.Length + 1)..], "\n[#* ]*第[一二三四五六七八九十百零]+[条章]");
        return next.Success ? law.Substring(from, article.Length + 1 + next.Index) : law[from..];
    }
}
