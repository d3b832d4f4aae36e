using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>What a heading says its part is about.</summary>
internal static partial class PlanTopics
{
    // The first that matches wins: 信息报告程序 is about reporting, not about procedure.
    private static readonly (Regex Words, PlanTopic Topic)[] Table =
    [
        (new("责任追究|责任与奖惩|奖惩|问责|追责|法律责任|监督考核"), PlanTopic.Accountability),
        (new("名单|通讯录|联系方式|联系电话|^附[件表录]?"), PlanTopic.Annex),
        (new("总则"), PlanTopic.General),
        (new("(编制|工作|制定)?目的|编制背景"), PlanTopic.Purpose),
        (new("依据"), PlanTopic.Basis),
        (new("适用范围|事件分[类级]|术语|定义"), PlanTopic.Scope),
        (new("目标|总体要求|指导思想"), PlanTopic.Objectives),
        (new("原则"), PlanTopic.Principles),
        (new("组织(指挥|机构|体系|领导)|机构|职责|分工|指挥体系|领导小组|指挥部"), PlanTopic.Organisation),
        (new("保障|物资|经费|队伍建设"), PlanTopic.Resources),
        (new("预警|监测|预防"), PlanTopic.Warning),
        (new("信息(报告|报送|发布|收集)|报告|报送|值班"), PlanTopic.Reporting),
        (new("疏散|转移|安置|避险"), PlanTopic.Evacuation),
        (new("善后|后期|恢复|重建|总结"), PlanTopic.Aftermath),
        (new("演练|培训|宣传|评估|修订|备案|预案管理|附则|实施(时间|日期)|解释"), PlanTopic.Management),
        (new("风险|隐患"), PlanTopic.Risk),
        (new("处置|响应|程序|流程|步骤|工作方法|措施|应急行动|工作安排|先期"), PlanTopic.Response),
    ];

    /// <summary>Null when the heading names nothing the plan model knows.</summary>
    public static PlanTopic? Of(string heading)
    {
        foreach (var (words, topic) in Table)
            if (words.IsMatch(heading))
                return topic;
        return null;
    }

    /// <summary>Articles of a chapter 总则 have no headings: their first words say what they are about.</summary>
    public static PlanTopic OfArticle(string text) =>
        Aim().IsMatch(text) ? PlanTopic.Purpose
        : text.Contains("适用于", StringComparison.Ordinal) ? PlanTopic.Scope
        : text.Contains("原则", StringComparison.Ordinal) ? PlanTopic.Principles
        : text.Contains("目标", StringComparison.Ordinal) ? PlanTopic.Objectives
        : PlanTopic.General;

    public static bool IsBareHeading(string text) => Bare().IsMatch(text);

    public static PlanNature NatureOf(string title) =>
        title switch
        {
            _ when Inspection().IsMatch(title) => PlanNature.Inspection,
            _ when Disaster().IsMatch(title) => PlanNature.NaturalDisaster,
            _ when Accident().IsMatch(title) => PlanNature.Accident,
            _ when Health().IsMatch(title) => PlanNature.PublicHealth,
            _ when Security().IsMatch(title) => PlanNature.SocialSafety,
            _ => PlanNature.General,
        };

    [GeneratedRegex("^为了?|(特|现)?制定本(预案|方案|办法)")]
    private static partial Regex Aim();

    [GeneratedRegex("^(总则|编制目的|编制依据|适用范围|(工作|总体)(目标|原则)|指导思想|组织(机构|领导|指挥体系|体系)(及职责|与职责)?|工作职责|职责分工|(监测)?预警|信息报告|应急(响应|处置)(程序|措施)?|处置(程序|方法|措施)|(应急)?保障措施|应急保障|后期处置|善后处置|预案管理|附则|责任追究)$")]
    private static partial Regex Bare();

    [GeneratedRegex("巡察|巡视|督察|督导|检查组|考察团|两会|重大活动|敏感")]
    private static partial Regex Inspection();

    [GeneratedRegex("防汛|抗旱|洪|地震|地质|台风|气象|森林|草原|雪|冰冻|自然灾害|火险|山洪|干旱")]
    private static partial Regex Disaster();

    [GeneratedRegex("安全生产|事故|火灾|消防|危险化学品|燃气|交通|建筑施工|矿山|溺水")]
    private static partial Regex Accident();

    [GeneratedRegex("公共卫生|疫情|传染病|食品安全|动物疫|中毒")]
    private static partial Regex Health();

    [GeneratedRegex("群体性|信访|社会安全|维稳|治安")]
    private static partial Regex Security();
}
