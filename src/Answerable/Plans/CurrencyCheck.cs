using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Repealed or replaced law, and how long ago the plan was drilled and evaluated.</summary>
internal static class CurrencyCheck
{
    private sealed record Outdated(Regex Pattern, Text Now, Severity Severity);

    private static readonly LawArticle Drills = LawArticle.Parse("cn-plans-2024 32 0 “应急预案编制单位应当建立应急预案演练制度”");
    private static readonly LawArticle Evaluations = LawArticle.Parse("cn-plans-2024 34 0 “应急预案编制单位应当建立应急预案定期评估制度”");
    private static readonly LawArticle Revision = LawArticle.Parse("cn-plans-2024 35 0.1 “有关法律、法规、规章、标准、上位预案中的有关规定发生重大变化的”");
    private static readonly Text EveryTwoYears = Text.Of("《生产安全事故应急条例》（国务院令第708号）第八条第一款", "Accident Response Regulation (Decree 708), Article 8(1)");

    private static readonly Lazy<IReadOnlyList<Outdated>> Table = new(() =>
        [.. ((List<object>)((Dictionary<string, object>)PlainYaml.Read(UnitNames.Resource("currency.yaml")))["outdated"]).Cast<Dictionary<string, object>>()
            .Select(row => new Outdated(new((string)row["pattern"]), Text.Of((string)row["now-zh"], (string)row["now-en"]), Enum.Parse<Severity>((string)row["severity"], true)))]);

    internal static IReadOnlyList<LawArticle> Cited => [Drills, Evaluations, Revision];

    public static IEnumerable<PlanFinding> Check(PlanReading reading, LocalDate today)
    {
        foreach (var paragraph in reading.Paragraphs)
            foreach (var old in Table.Value)
                foreach (Match match in old.Pattern.Matches(paragraph.Text.Text))
                    yield return new(FindingKind.Currency, old.Severity, "law-outdated", paragraph.Text.Ranges(match.Index, match.Length), match.Value, Revision.Cited,
                        Text.Of($"“{match.Value}”已被替代：改引{old.Now.In("zh")}，并按新规定核对有关内容。", $"{match.Value} has been replaced: cite the {old.Now.In("en")} and check what changed."));
        var line = Math.Max(reading.Plan.Title.Line, 1);
        var title = reading.Plan.Title.Text;
        if (reading.Plan.LastDrill is not { } drill)
            yield return PlanFinding.At(line, FindingKind.Currency, Severity.Warning, "drill-unknown", title, Drills.Cited,
                Text.Of("没有演练记录：组织演练，并在 lastDrill 中写明日期。", "No drill on record: hold one and enter its date under lastDrill."));
        else if (drill.PlusYears(2) < today)
            yield return PlanFinding.At(line, FindingKind.Currency, Severity.Warning, "drill-overdue", title, reading.Plan.Nature == PlanNature.Accident ? EveryTwoYears : Drills.Cited,
                Text.Of($"上次演练是{drill:yyyy-MM-dd}，已满两年：再次演练（生产安全事故预案至少每两年一次，其他预案两年为本系统规则）。", $"The last drill was on {drill:yyyy-MM-dd}, over two years ago: drill again (two years is the law for work accidents, our rule for other plans)."));
        if (reading.Plan.LastEvaluation is not { } evaluation)
            yield return PlanFinding.At(line, FindingKind.Currency, Severity.Warning, "evaluation-unknown", title, Evaluations.Cited,
                Text.Of("没有评估记录：定期评估，并在 lastEvaluation 中写明日期。", "No evaluation on record: evaluate and enter the date under lastEvaluation."));
        else if (evaluation.PlusYears(3) < today)
            yield return PlanFinding.At(line, FindingKind.Currency, Severity.Warning, "evaluation-overdue", title, Evaluations.Cited,
                Text.Of($"上次评估是{evaluation:yyyy-MM-dd}，已满三年：重新评估（三年为本系统规则；第三十四条的三年只约束县级以上）。", $"The last evaluation was on {evaluation:yyyy-MM-dd}, over three years ago: evaluate again (our rule; the three years of Article 34 bind counties and up)."));
    }
}
