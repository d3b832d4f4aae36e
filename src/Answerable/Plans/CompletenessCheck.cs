using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>What 国办发〔2024〕5号 expects of a plan of this level.</summary>
internal static partial class CompletenessCheck
{
    private sealed record Element(string Code, string Zh, string En, Regex Words);

    private static readonly LawArticle Township = LawArticle.Parse("cn-plans-2024 15 0 “侧重明确突发事件的预警信息传播、任务分工、处置措施、信息收集报告、现场管理、人员疏散与安置等内容”");
    private static readonly LawArticle Village = LawArticle.Parse("cn-plans-2024 15 0 “侧重明确风险点位、应急响应责任人、预警信息传播与响应、人员转移避险、应急处置措施、应急资源调用等内容”");
    private static readonly LawArticle Filing = LawArticle.Parse("cn-plans-2024 26 0.6 “乡镇（街道）应急预案报上一级人民政府备案”");
    private static readonly LawArticle Publication = LawArticle.Parse("cn-plans-2024 28 0 “政府及其部门应急预案应当在正式印发后20个工作日内向社会公开”");
    private static readonly LawArticle Emergency = LawArticle.Parse("cn-emergency-2024 2 1 “需要采取应急处置措施予以应对的自然灾害、事故灾难、公共卫生事件和社会安全事件”");

    private static readonly Element[] TownshipElements =
    [
        new("warning", "预警信息传播", "passing on of warnings", new("预警(?!、控制)|叫应|警报|警示信息")),
        new("tasks", "任务分工", "division of tasks", new("职责|分工|责任单位")),
        new("measures", "处置措施", "response measures", new("处置|抢险|救援|响应措施")),
        new("reporting", "信息收集报告", "collecting and reporting information", new("报告|上报|报送")),
        new("scene", "现场管理", "management of the scene", new("现场(秩序|管理|管控|指挥|警戒)|警戒")),
        new("evacuation", "人员疏散与安置", "evacuation and shelter", new("(疏散|转移|撤离)[\\s\\S]*安置|安置[\\s\\S]*(疏散|转移|撤离)")),
    ];

    private static readonly Element[] VillageElements =
    [
        new("risks", "风险点位", "risk points", new("风险点|隐患点|危险区|风险点位")),
        new("persons", "应急响应责任人", "persons who respond", new("责任人|负责人|网格员")),
        new("warning", "预警信息传播与响应", "warning and response to it", new("预警|叫应|警报")),
        new("transfer", "人员转移避险", "transfer to safety", new("转移|避险|撤离")),
        new("measures", "应急处置措施", "response measures", new("处置|抢险|救援")),
        new("resources", "应急资源调用", "use of resources", new("物资|资源|装备|队伍")),
    ];

    internal static IReadOnlyList<LawArticle> Cited => [Township, Village, Filing, Publication, Emergency];

    public static IEnumerable<PlanFinding> Check(PlanReading reading)
    {
        var plan = reading.Plan;
        var line = Math.Max(plan.Title.Line, 1);
        var text = string.Join('\n', plan.Items.SelectMany(Operative).Concat(plan.Groups.Select(group => group.Name + "责任单位")));
        if (plan.Title.Text.Length == 0)
            yield return Missing(line, Severity.Error, "title-missing", "标题", Township, "文件没有可识别的预案标题：写明预案名称。", "No title was recognised: give the plan its name.");
        if (plan.IssuedBy.Count == 0)
            yield return Missing(line, Severity.Warning, "issuer-missing", plan.Title.Text, Filing, "没有写明制定和印发机关：补充。", "The issuing body is not stated: add it.");
        if (plan.Nature == PlanNature.Inspection)
            yield return Missing(line, Severity.Warning, "inspection-is-no-emergency", plan.Title.Text, Emergency,
                "巡察、督察不是突发事件，不因此启动应急响应、改变值班和层级：信访接待照常，并公布向巡察组反映问题的渠道；真正的突发事件另行适用相应预案。",
                "An inspection is no emergency: it starts no response and changes no duty or level. Receive petitions as always and publish the channel to the inspectors; real emergencies have their own plans.");
        var village = VillageTitle().IsMatch(plan.Title.Text);
        foreach (var element in (village ? VillageElements : TownshipElements).Where(element => !element.Words.IsMatch(text)))
            yield return Missing(line, Severity.Warning, $"missing-{element.Code}", plan.Title.Text, village ? Village : Township,
                $"没有写明“{element.Zh}”：补充，力求简明实用。", $"Nothing on {element.En}: add it, short and usable.");
        if (!text.Contains("备案", StringComparison.Ordinal))
            yield return Missing(line, Severity.Warning, "filing-missing", plan.Title.Text, Filing, "没有写明备案：印发后20个工作日内报上一级人民政府备案，径送上一级应急管理部门。", "Nothing on filing: within 20 working days of issue file it with the government above, sent to its emergency department.");
        if (!Published().IsMatch(text))
            yield return Missing(line, Severity.Warning, "publication-missing", plan.Title.Text, Publication, "没有写明公开：印发后20个工作日内向社会公开。", "Nothing on publication: publish it within 20 working days of issue.");
        foreach (var item in plan.Unmapped)
            yield return Missing(item.Line, Severity.Info, "text-unmapped", item.Text, Township, "这段文字未能归入任何部分，已原样保留在 unmapped 中：请人工归类。", "This text belongs to no part the reader knows; it is kept under unmapped: place it by hand.");
    }

    // What is carried over counts; what is not does not make a plan complete.
    private static IEnumerable<string> Operative(PlanItem item) =>
        (item.Clauses.Count == 0 ? [item.Text] : item.Clauses.Where(clause => clause.Verdict != ClauseVerdict.Replaced).Select(clause => clause.Carried)).Append(item.Heading ?? "");

    private static PlanFinding Missing(int line, Severity severity, string code, string words, LawArticle law, string zh, string en) =>
        PlanFinding.At(line, FindingKind.Completeness, severity, code, words, law.Cited, Text.Of(zh, en));

    [GeneratedRegex("村|社区|居委会")]
    private static partial Regex VillageTitle();

    [GeneratedRegex("向社会公开|向社会公布|公开发布|予以公开|预案公开|对外公开")]
    private static partial Regex Published();
}
