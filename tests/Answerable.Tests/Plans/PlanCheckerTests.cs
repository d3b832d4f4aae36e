using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class PlanCheckerTests
{
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly PlanReading Reading = Sample.Reading with { Plan = PlanReview.Apply(Sample.Plan) };
    private static readonly IReadOnlyList<PlanFinding> Findings = PlanChecker.Check(Reading, Today);

    [Fact]
    public void The_sample_has_findings_of_every_kind_each_with_line_law_and_advice_in_both_languages()
    {
        Assert.Equal(Enum.GetValues<FindingKind>(), Findings.Select(f => f.Kind).Distinct().Order());
        Assert.All(Findings, f =>
        {
            Assert.InRange(f.Line, 1, 88);
            Assert.All(new[] { f.Law, f.Advice }, text => Assert.All(new[] { "zh", "en" }, language => Assert.False(string.IsNullOrWhiteSpace(text.Values[language]))));
        });
    }

    [Fact]
    public void A_finding_marks_the_very_characters_of_the_clause()
    {
        foreach (var finding in Findings.Where(f => f.Rule is not null))
            Assert.Equal(finding.Words, string.Concat(finding.Where.Select(range => Sample.Lines[range.Line - 1].Text.Substring(range.Start, range.Length))));
    }

    [Fact]
    public void Every_article_the_checks_rely_on_says_what_is_quoted() => Assert.All(PlanChecker.Cited, RightsRulesTests.AssertQuoted);

    [Theory]
    [InlineData(20, "unit-without-holder", "司法所")]
    [InlineData(28, "report-without-recipient", "要立即报告")]
    [InlineData(28, "role-without-holder", "有关领导")]
    [InlineData(11, "law-outdated", "《信访条例》")]
    [InlineData(3, "inspection-is-no-emergency", "关于开展脱贫攻坚专项巡察工作的信访维稳应急预案")]
    [InlineData(27, "duty-without-time", "第一时间向包案领导汇报")]
    [InlineData(81, "post-without-title", "邹万")]
    [InlineData(14, "role-without-deputy", "接访工作组")]
    [InlineData(44, "role-without-contact", "赵知远")]
    public void The_sample_is_told_what_it_lacks(int line, string code, string words) =>
        Assert.Contains(Findings, finding => (finding.Line, finding.Code, finding.Words) == (line, code, words));

    [Fact]
    public void Units_that_somebody_holds_under_another_form_are_not_complained_of() =>
        Assert.Equal(["司法所"], Findings.Where(f => f.Code == "unit-without-holder").Select(f => f.Words));

    [Fact]
    public void The_accountability_clauses_that_name_concealed_reports_are_lawful() =>
        Assert.DoesNotContain(Findings, f => f.Kind == FindingKind.Rights && f.Line is >= 34 and <= 39 or 17 or 32 or 33);

    [Fact]
    public void Contacts_deputies_minutes_and_dates_filled_in_silence_their_findings()
    {
        var plan = Reading.Plan with
        {
            People = [.. Reading.Plan.People.Select(p => p with { Phone = "13000000000" })],
            Groups = [.. Reading.Plan.Groups.Select(g => g with { Deputy = "尤七" })],
            Steps = [.. Reading.Plan.Steps.Select(s => s with { WithinMinutes = 10 })],
            LastDrill = Today.PlusYears(-1),
            LastEvaluation = Today.PlusYears(-1),
        };
        var codes = PlanChecker.Check(Reading with { Plan = plan }, Today).Select(f => f.Code).ToHashSet();
        Assert.DoesNotContain("role-without-contact", codes);
        Assert.DoesNotContain("role-without-deputy", codes);
        Assert.DoesNotContain("drill-unknown", codes);
        Assert.DoesNotContain(PlanChecker.Check(Reading with { Plan = plan }, Today), f => f.Kind == FindingKind.Time && f.Line >= 27);
    }

    [Fact]
    public void A_drill_is_due_two_years_after_the_last()
    {
        string[] Codes(LocalDate drill) => [.. PlanChecker.Check(Reading with { Plan = Reading.Plan with { LastDrill = drill } }, Today).Select(f => f.Code)];
        Assert.DoesNotContain("drill-overdue", Codes(Today.PlusYears(-2)));
        Assert.Contains("drill-overdue", Codes(Today.PlusYears(-2).PlusDays(-1)));
    }

    [Fact]
    public void What_an_import_struck_out_is_not_held_against_the_plan_again_but_a_coercive_edit_is()
    {
        Assert.DoesNotContain(PlanChecker.Check(PlanReading.Of(Reading.Plan), Today), f => f.Kind == FindingKind.Rights && f.Severity == Severity.Error);
        var item = Reading.Plan.Objectives[0];
        var edited = Reading.Plan with { Objectives = [item with { Clauses = [.. item.Clauses, new("", ClauseVerdict.Carried, "对上访人员落实盯防措施")] }] };
        Assert.Contains(PlanChecker.Check(PlanReading.Of(edited), Today), f => f is { Kind: FindingKind.Rights, Severity: Severity.Error });
    }
}
