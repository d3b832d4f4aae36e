namespace Answerable.Plans;

/// <summary>Turns the verdicts on clauses into findings.</summary>
public static class RightsFindings
{
    private static readonly LawArticle Police = LawArticle.Parse("cn-petition-2022 47 2 “由公安机关依法采取必要的现场处置措施、给予治安管理处罚”");
    private static readonly Text NoBasis = Text.Of("未查到法律依据", "no legal basis found");

    internal static IReadOnlyList<LawArticle> Cited => [Police];

    public static IEnumerable<PlanFinding> Check(PlanReading reading) =>
        reading.Paragraphs.SelectMany(paragraph => Paragraph(paragraph.Text, paragraph.Around)).Concat(PoliceInGroups(reading.Plan));

    private static IEnumerable<PlanFinding> Paragraph(Passage passage, string around)
    {
        foreach (var (start, length, clause) in ClauseReview.Read(passage.Text, around).Where(reviewed => reviewed.Clause.Verdict != ClauseVerdict.Carried))
        {
            var rule = RightsRules.Shipped[clause.Rule!];
            yield return new(FindingKind.Rights, rule.Severity, rule.Finding switch
            {
                RightsFinding.Breaks => "breaks-article",
                RightsFinding.LawfulOnly => "lawful-only",
                _ => "no-legal-basis",
            }, passage.Ranges(start, length), clause.Text, rule.Law?.Cited ?? NoBasis, Advice(rule, clause), rule.Id);
        }
    }

    /// <summary>What the law says of it, what to write instead, and where that comes from.</summary>
    public static Text Advice(RightsRule rule, PlanClause clause)
    {
        var (zh, en) = rule.Finding switch
        {
            RightsFinding.Breaks => ($"{rule.Name.In("zh")}：违反{rule.Law!.Cited.In("zh")}（“{rule.Law.Quote}”）。", $"{rule.Name.In("en")}: breaks the {rule.Law.Cited.In("en")}. "),
            RightsFinding.LawfulOnly => ($"{rule.Name.In("zh")}：{rule.Only!.In("zh")}（{rule.Law!.Cited.In("zh")}）。", $"{rule.Name.In("en")}: lawful only as follows. {rule.Only.In("en")} ({rule.Law.Cited.In("en")}). "),
            _ => ($"{rule.Name.In("zh")}：未查到法律依据。", $"{rule.Name.In("en")}: no legal basis found. "),
        };
        return clause.Verdict == ClauseVerdict.Reworded
            ? Text.Of($"{zh}导入时改写为“{clause.Carried}”。", $"{en}Imported in these words: {clause.Carried}")
            : Text.Of($"{zh}不予导入，改为：{rule.Duty.In("zh")}（{rule.DutyLaw.Cited.In("zh")}）。", $"{en}Not imported. Instead: {rule.Duty.In("en")} ({rule.DutyLaw.Cited.In("en")}).");
    }

    // Police named in a reception group get no access to any case from it.
    private static IEnumerable<PlanFinding> PoliceInGroups(Plan plan) =>
        from item in plan.Groups
        where item.Name.Contains('访')
        from unit in item.Units.Where(UnitNames.IsPolice)
        select PlanFinding.At(item.Line, FindingKind.Rights, Severity.Warning, "lawful-only", unit, Police.Cited, Text.Of(
            $"“{unit}”列入{item.Name}：公安机关只对构成违反治安管理行为的依法处置；导入后不给予其查看任何信访事项的权限。",
            $"Police ({unit}) in {item.Name}: police act only on breaches of public security rules; the import gives them no access to any case."));
}
