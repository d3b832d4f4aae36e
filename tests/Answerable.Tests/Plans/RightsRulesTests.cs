using System.Text.RegularExpressions;
using Answerable.Plans;

namespace Answerable.Tests.Plans;

public partial class RightsRulesTests
{
    public static TheoryData<string> Rules => [.. RightsRules.Shipped.All.Select(rule => rule.Id)];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_finds_its_positive_examples(string id)
    {
        var rule = RightsRules.Shipped[id];
        Assert.NotEmpty(rule.Positive);
        Assert.All(rule.Positive, text => Assert.Contains(id, Found(text, rule.NamesOnly)));
    }

    [Theory, MemberData(nameof(Rules))]
    public void No_rule_at_all_finds_anything_in_the_negative_examples(string id)
    {
        var rule = RightsRules.Shipped[id];
        Assert.NotEmpty(rule.Negative);
        Assert.All(rule.Negative, text => Assert.Empty(Found(text, rule.NamesOnly)));
    }

    [Theory, MemberData(nameof(Rules))]
    public void The_words_a_rule_cites_stand_in_the_paragraph_it_names(string id)
    {
        var rule = RightsRules.Shipped[id];
        AssertQuoted(rule.DutyLaw);
        if (rule.Law is { } law)
            AssertQuoted(law);
    }

    [Theory, MemberData(nameof(Rules))]
    public void What_a_rule_offers_in_its_place_passes_the_rules_itself(string id)
    {
        var rule = RightsRules.Shipped[id];
        Assert.Empty(RightsCheck.Find(rule.Duty.In("zh")));
        Assert.True(NameGuard.Check(rule.LawfulName).IsAllowed);
        Assert.False(string.IsNullOrWhiteSpace(rule.Duty.In("en")));
    }

    /// <summary>Safeguards A23: findings are shown on screens, and a rule's own words are in them.</summary>
    [Theory, MemberData(nameof(Rules))]
    public void What_a_rule_says_on_a_screen_calls_nobody_a_danger(string id)
    {
        var rule = RightsRules.Shipped[id];
        var shown = string.Concat(new[] { rule.Name, rule.Duty, rule.Only ?? Text.Empty }.SelectMany(text => text.Values.Values)) + rule.LawfulName;
        Assert.All(new[] { "稳控", "维稳", "缠访", "闹访", "非访", "上访老户", "重点人员" }, word => Assert.DoesNotContain(word, shown));
    }

    [Theory]
    [InlineData("稳·控")]
    [InlineData("稳 控")]
    [InlineData("穩控")]
    [InlineData("稳\u200b控")]
    [InlineData("稳-控 专班")]
    [InlineData("ＷＡＴＣＨ list of petitioners")]
    public void A_disguise_does_not_help(string name) => Assert.False(NameGuard.Check(name).IsAllowed);

    [Theory]
    [InlineData("不得放松稳控措施")]
    [InlineData("对稳控不力的责任人严肃追究责任")]
    [InlineData("严防重点信访人脱管失控")]
    [InlineData("不得推诿，确保稳控到位")]
    [InlineData("对自称受到迫害的上访人员加强看管")]
    public void A_negation_that_demands_it_all_the_more_is_no_prohibition(string text) => Assert.NotEmpty(RightsCheck.Find(text));

    [Theory]
    [InlineData("严禁截访、拦访")]
    [InlineData("不得以任何理由，对信访人采取稳控措施")]
    [InlineData("对截访的责任人员依法追究责任")]
    [InlineData("撤销重点人员名单")]
    [InlineData("任何单位不得要求信访人承诺不再上访")]
    [InlineData("取消各村“零上访”考核指标")]
    [InlineData("接访大厅不使用人脸识别")]
    [InlineData("决不给举报人穿小鞋")]
    [InlineData("信访人称受到跟踪、威胁的，接待人员应当立即转报")]
    public void A_prohibition_or_its_correction_is_lawful(string text) => Assert.Empty(RightsCheck.Find(text));

    [Fact]
    public void A_match_points_at_its_own_words_in_the_original()
    {
        const string text = "领导包案，做好  稳·控 工作。";
        var match = Assert.Single(RightsCheck.Find(text));
        Assert.Equal("稳·控", text.Substring(match.Start, match.Length));
    }

    [Fact]
    public void Hostile_text_is_read_in_bounded_time_and_never_throws()
    {
        foreach (var text in new[] { new string('稳', 4_000), string.Concat(Enumerable.Repeat("对上访人员掌握", 200)), "不得" + new string('，', 2_000), "\ud800\udfff\0" })
            _ = RightsCheck.Find(text);
    }

    private static IEnumerable<string> Found(string text, bool name) => RightsCheck.Find(text, name: name).Select(match => match.Rule.Id);

    internal static void AssertQuoted(LawArticle law)
    {
        var file = law.Act switch
        {
            "cn-petition-2022" => "cn-petition-work-regulation-2022",
            "cn-emergency-2024" => "cn-emergency-response-law-2024",
            "cn-plans-2024" => "cn-contingency-plan-measures-2024-5",
            _ => "cn-accident-reporting-decree-493",
        };
        var text = File.ReadAllText(Path.Combine(Sample.Root, "data/laws", file + ".md"));
        var article = Articles().Split(text).SkipWhile(part => part != law.Cited.In("zh").Split('》')[1].Split('条')[0] + "条").ElementAt(1);
        if (law.Paragraph == 0)
        {
            Assert.Contains(law.Quote, article, StringComparison.Ordinal);
            return;
        }

        var paragraphs = article.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('（') && !line.StartsWith('#')).ToList();
        var whole = string.Concat(article.Split('\n').SkipWhile(line => line.Trim() != paragraphs[law.Paragraph - 1])
            .TakeWhile(line => line.Trim() == paragraphs[law.Paragraph - 1] || line.Trim().Length == 0 || line.StartsWith('（')));
        Assert.Contains(law.Quote, whole, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?:## )?(第[一二三四五六七八九十百零]+条)\s", RegexOptions.Multiline)]
    private static partial Regex Articles();
}
