using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Duties that say "immediately" and mean no clock, or report without saying to whom.</summary>
internal static partial class TimeCheck
{
    private static readonly LawArticle Report = LawArticle.Parse("cn-emergency-2024 61 1 “应当按照国家有关规定向上级人民政府报送突发事件信息”");

    internal static IReadOnlyList<LawArticle> Cited => [Report];

    public static IEnumerable<PlanFinding> Check(Plan plan)
    {
        var items = plan.Steps.Where(step => step.WithinMinutes is null).Select(step => step.Action)
            .Concat(plan.Groups.SelectMany(group => group.Duties))
            .Concat(plan.Provisions.Where(item => item.Topic is PlanTopic.Reporting or PlanTopic.Warning or PlanTopic.Evacuation));
        foreach (var item in items)
            foreach (Match sentence in Sentences().Matches(item.Text))
                foreach (var clause in sentence.Value.Split('，', ',', '；', ';'))
                    if (Vague().Match(clause) is { Success: true } speed && !Exact().IsMatch(sentence.Value) && Act().IsMatch(clause))
                        yield return Finding(item, clause.Trim('。', ' '), speed.Value);
                    else if (Reports().IsMatch(clause) && !Exact().IsMatch(sentence.Value) && StepReader.Recipients(clause).Any() is false && Must().IsMatch(clause))
                        yield return Finding(item, clause.Trim('。', ' '), null);
    }

    private static PlanFinding Finding(PlanItem item, string clause, string? speed)
    {
        var reports = Reports().IsMatch(clause);
        var nobody = reports && !StepReader.Recipients(clause).Any();
        var (zh, en) = (nobody, speed) switch
        {
            (true, _) => ("既没有时限，也没有写明向谁报告：写明接收单位和分钟数（如“10分钟内电话报告镇值班室”）。", "No clock and no recipient: say to whom and within how many minutes."),
            (_, not null) => ($"“{speed}”没有时限：在 withinMinutes 中写明分钟数。", $"“{speed}” is no clock: put the minutes into withinMinutes."),
            _ => ("没有时限：写明分钟数。", "No clock: give the minutes."),
        };
        return PlanFinding.At(item.Line, FindingKind.Time, nobody ? Severity.Error : Severity.Warning, nobody ? "report-without-recipient" : "duty-without-time", clause,
            reports ? Text.Of($"{Report.Cited.In("zh")}（法律未规定小时数，以本地规定或者本预案为准）", $"{Report.Cited.In("en")} (no hours in the law: local rules or this plan set them)")
                : Text.Of("法律未规定时限，由本预案确定", "no time in the law: this plan sets it"), Text.Of(zh, en));
    }

    [GeneratedRegex("[^。！？]+")]
    private static partial Regex Sentences();

    [GeneratedRegex("第一时间|立即|马上|立刻|即时|即刻|迅速|尽快|快速|及时|随叫随到")]
    private static partial Regex Vague();

    [GeneratedRegex(@"[0-9一二三四五六七八九十两半]+\s*个?(分钟|小时|工作日)")]
    private static partial Regex Exact();

    [GeneratedRegex("报告|汇报|上报|报送|赶|集中|到达|启动|组织|反馈|处理|处置|通知|随叫随到|进入|转移|撤离|救|传|发布|请示")]
    private static partial Regex Act();

    [GeneratedRegex("报告|汇报|上报|报送|请示")]
    private static partial Regex Reports();

    [GeneratedRegex("要|应|须|必须|立即|及时|负责")]
    private static partial Regex Must();
}
