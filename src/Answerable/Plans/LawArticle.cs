using System.Text.RegularExpressions;
using Answerable.Deadlines;

namespace Answerable.Plans;

/// <summary>An article and the words in it that are relied on. A test holds every one against the text of the law.</summary>
/// <param name="Act">Short id of the act: <c>cn-petition-2022</c>.</param>
/// <param name="Paragraph">款, counted from 1; 0 means the article as a whole.</param>
/// <param name="Quote">Words that stand in that paragraph.</param>
/// <param name="Item">项, counted from 1; 0 when no item is meant.</param>
public sealed partial record LawArticle(string Act, int Article, int Paragraph, string Quote, int Item = 0)
{
    /// <summary>The acts cited in findings; ids as in the shipped rulebooks where these have one.</summary>
    public static IReadOnlyDictionary<string, Text> Acts { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["cn-petition-2022"] = Text.Of("信访工作条例", "Regulation on Petition Work (2022)"),
        ["cn-emergency-2024"] = Text.Of("突发事件应对法", "Emergency Response Law (2024)"),
        ["cn-plans-2024"] = Text.Of("突发事件应急预案管理办法", "Measures for Emergency Plans (Guobanfa [2024] 5)"),
        ["cn-accident-reporting-493"] = Text.Of("生产安全事故报告和调查处理条例", "Regulation on Reporting Work Accidents (Decree 493)"),
    };

    /// <summary>《信访工作条例》第三十九条第一款</summary>
    public Text Cited => Text.Of(
        $"《{Acts[Act].In("zh")}》第{Citation.Numeral(Article)}条{Part(Paragraph, "款")}{Part(Item, "项")}",
        $"{Acts[Act].In("en")}, Article {Article}{(Paragraph > 0 ? $"({Paragraph})" : "")}{(Item > 0 ? $", item {Item}" : "")}");

    private static string Part(int number, string unit) => number > 0 ? $"第{Citation.Numeral(number)}{unit}" : "";

    /// <exception cref="FormatException">Not <c>act article paragraph “quote”</c> (<c>paragraph.item</c> for an item), or an act that is not known.</exception>
    public static LawArticle Parse(string text) =>
        Shape().Match(text) is { Success: true } match && Acts.ContainsKey(match.Groups[1].Value)
            ? new(match.Groups[1].Value, int.Parse(match.Groups[2].Value, null), int.Parse(match.Groups[3].Value, null), match.Groups[5].Value, match.Groups[4].Success ? int.Parse(match.Groups[4].Value, null) : 0)
            : throw new FormatException($"Not a citation: {text}");

    [GeneratedRegex("^([a-z0-9-]+) ([0-9]+) ([0-9]+)(?:[.]([0-9]+))? “(.+)”$")]
    private static partial Regex Shape();
}
