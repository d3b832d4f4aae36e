using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using NodaTime;

namespace Answerable.Tests.Grievances;

/// <summary>A town may reword its letters; it cannot make one that says less than the law asks, or that asks for what is never built.</summary>
public sealed class TemplateTests
{
    private const string Good = "title: {{office}} / 受理告知书\nto: {{recipient}}\n\n{{notice}}\n";

    public static TheoryData<LetterKind, string> Shipped =>
        [.. from kind in Enum.GetValues<LetterKind>() from language in new[] { "zh", "en" } select new TheoryDataRow<LetterKind, string>(kind, language)];

    [Theory, MemberData(nameof(Shipped))]
    public void What_ships_passes_its_own_check_and_fills_whole(LetterKind kind, string language)
    {
        var text = File.ReadAllText(Repository.Path($"data/letters/{language}/{LetterTemplate.FileName(kind)}.txt"));
        Assert.Empty(LetterTemplate.Check(kind, text));
        var words = LetterWords.Of(kind);
        var facts = new LetterFacts(kind, language, new(new("o"), Text.Of("甲镇", "A Town"), OfficeRole.HandlingOrgan, 1), new LocalDate(2026, 3, 2), null,
            words.Known.ToImmutableSortedDictionary(name => name, name => $"<{name}>"), [.. words.Flags.Where(flag => flag != "deemed")]);
        var letter = LetterTemplate.Shipped(kind, language).Fill(facts);
        var said = string.Join('\n', [.. letter.Title, letter.To, .. letter.Blocks.SelectMany(block => block.Cells)]);
        Assert.All(words.Needed, needed => Assert.Contains($"<{needed}>", said, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", said, StringComparison.Ordinal);
        Assert.Equal(language == "zh" && kind != LetterKind.ServiceReturn ? "cn-petition-2022" : null, LetterTemplate.Shipped(kind, language).Law);
    }

    [Fact]
    public void A_good_template_has_no_fault() => Assert.Empty(LetterTemplate.Check(LetterKind.Acceptance, Good));

    [Theory]
    [InlineData("{{nobody}}", "placeholder-unknown", "nobody", 5), InlineData("[weather] 晴", "condition-unknown", "weather", 5), InlineData("[!claim] [rain] 晴", "condition-unknown", "rain", 5)]
    [InlineData("本人承诺息诉罢访。", "words-forbidden", "息诉罢访", 5), InlineData("我们将把您劝返。", "words-forbidden", "劝返", 5)]
    public void A_line_that_cannot_be_sent_is_named(string line, string code, string words, int number)
    {
        var fault = Assert.Single(LetterTemplate.Check(LetterKind.Acceptance, Good + line));
        Assert.Equal((code, number), (fault.Code, fault.Line));
        Assert.Contains(words, fault.Words, StringComparison.Ordinal);
        Assert.Equal(code == "words-forbidden", fault.Instead is not null);
    }

    [Theory]
    [InlineData("title: 受理\ncolour: blue\n\n{{notice}}", "key-unknown", "colour"), InlineData("title: 受理\nheading: gold\n\n{{notice}}", "heading-unknown", "gold")]
    [InlineData("to: {{recipient}}\n\n{{notice}}", "title-missing", "title"), InlineData("title: 受理告知书\n\n已受理。", "placeholder-missing", "notice")]
    public void A_head_that_cannot_be_read_is_named(string text, string code, string words)
    {
        var fault = Assert.Single(LetterTemplate.Check(LetterKind.Acceptance, text));
        Assert.Equal((code, words), (fault.Code, fault.Words));
    }

    [Fact]
    public void An_opinion_cannot_leave_out_what_the_law_makes_it_say() =>
        Assert.Equal(["above", "appeal-days", "basis"],
            LetterTemplate.Check(LetterKind.Opinion, "title: 处理意见书\n\n{{asked}}\n{{facts}}").Select(fault => fault.Words).Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_without_its_value_is_left_out_and_a_long_value_becomes_paragraphs()
    {
        var template = LetterTemplate.Read(LetterKind.Acceptance, Good + "电话：{{office-phone}}\n[!office-phone] 请到窗口。\n| 编号 | {{number}} |\n| 备注 |  |\nattach");
        var facts = new LetterFacts(LetterKind.Acceptance, "zh", new(new("o"), Text.Zh("甲镇"), OfficeRole.HandlingOrgan, 1), new LocalDate(2026, 3, 2), null,
            ImmutableSortedDictionary<string, string>.Empty.Add("office", "甲镇").Add("recipient", "某人").Add("notice", "一\n\n　二 {{number}}"), []);
        var text = template.Fill(facts);
        Assert.Equal(["一", "二 {{number}}", "请到窗口。"], text.Blocks.Where(block => block.Form == LetterForm.Paragraph).SkipLast(1).Select(block => block.Words)); // what the record says is not filled again
        Assert.Equal([["编号", ""], ["备注", ""]], text.Blocks.Where(block => block.Form == LetterForm.Row).Select(block => block.Cells.ToArray()));
        Assert.Equal(["甲镇", "受理告知书"], text.Title);
        Assert.Equal("某人", text.To);
    }
}
