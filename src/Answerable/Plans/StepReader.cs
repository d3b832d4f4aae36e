using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Finds in a step who acts, what sets it off, how fast, and to whom they report.</summary>
internal static partial class StepReader
{
    public static PlanStep Read(PlanItem item)
    {
        var text = item.Text;
        return new()
        {
            Id = item.Id,
            Action = item,
            When = Trigger(text),
            Who = [.. Actors().Matches(text).Select(m => m.Groups["who"].Value).Where(who => !NotActors().IsMatch(who)).Distinct()],
            Speed = [.. Speeds().Matches(text).Select(m => m.Value).Distinct()],
            ReportTo = [.. Recipients(text).Distinct()],
        };
    }

    private static string? Trigger(string text)
    {
        var found = Triggers().Matches(text).Select(m => m.Groups["when"].Value.Trim('，', ',')).ToList();
        return found.Count == 0 ? null : string.Join("，", found);
    }

    /// <summary>Recipients of a report named in the text; empty when it names none.</summary>
    public static IEnumerable<string> Recipients(string text)
    {
        foreach (Match match in ReportedTo().Matches(text))
            foreach (var part in And().Split(match.Groups["to"].Value))
                if (Recipient().IsMatch(part))
                    yield return part;
    }

    private const string Nouns =
        "工作领导小组|领导小组|工作小组|工作组|应急小组|小组|指挥部|办公室|领导干部|主要领导|分管领导|包案领导|带班领导|有关领导|主要负责人|负责人|负责同志|值班人员|值班员|工作人员|信息员|报告员|网格员|巡查员|党员干部|干部|队员|队伍|民警|单位|部门|政府|党委|村民?委会|村（社区）|派出所|卫生院|司法所|信访办|应急办|党政办|企业|医院|学校|[^，。；、]{1,4}[办站所科]";

    [GeneratedRegex(@"(?:(?<=^|[，。；：,;:\t])|(?<=时[，,]?))(?<who>(?:本预案中的)?[\p{IsCJKUnifiedIdeographs}、（）]{0,16}?(?:" + Nouns + @")(?:全体人员|全体成员|成员|人员)?)(?=要|应|须|必须|立即|迅速|负责|组织|发现|实行|做到|做好|各司|接到|对|第一时间|及时|赶|开展|启动|牵头|不得|按|根据|快速|会同|配合|每|将|采取|保持|服从|在|于|到|参加)|由(?<who>[\p{IsCJKUnifiedIdeographs}、]{2,16}?(?:" + Nouns + "))(?=负责|牵头|组织|统一)")]
    private static partial Regex Actors();

    [GeneratedRegex("^(向|对|由|经|报|报告|听从|组织|通知|在|按|本着|并|做好|要|应(?!急)|及时|立即|迅速|做到|一方面|另一方面|协调|指导|督促|配合|会同|责令)")]
    private static partial Regex NotActors();

    [GeneratedRegex(@"(?:(?<=^|[，。；：,;])(?<when>(?:一旦|如遇|若遇|遇有|如|若|当|凡|接到|发生|出现|发现|得知|收到)[^，。；,;]{2,40}|[^，。；,;]{0,20}(?:一旦发生|期间|发生后|启动后|解除后)|[^，。；,;]{2,30}(?:发生时|出现时|到来时|时))(?=[，,]))|^[^，。；,;]{2,12}?(?:小组|工作组|人员|单位)(?<when>(?:发现|接到|收到)[^，。；,;]{1,20})(?=[，,])")]
    private static partial Regex Triggers();

    [GeneratedRegex(@"第一时间|立即|马上|立刻|即时|即刻|随时|迅速|尽快|快速|及时|随叫随到|24\s*小时|[0-9一二三四五六七八九十两半]+\s*个?(分钟|小时|个?工作日|日|天)(之?内|以内)?|当日|当天|每(日|天|小时|半小时)")]
    private static partial Regex Speeds();

    [GeneratedRegex(@"向(?<to>[^，。；,;向]{2,30}?)(?:汇报|报告|上报|请示|报送|通报|续报)|(?<!职责)(?:报告|上报|报送?|通知|汇报)(?:给|至|到)?(?<to>[\p{IsCJKUnifiedIdeographs}、（）]{2,30}?)(?=[，。；,;]|$)")]
    private static partial Regex ReportedTo();

    [GeneratedRegex("、|及|和|与|或者?|并")]
    private static partial Regex And();

    [GeneratedRegex("(小组|领导|机关|政府|党委|指挥部|部门|办公室|负责人|负责同志|办|科|所|站|局|委|中心|镇长|书记|主任|组长|指挥|指挥长|值班室|单位|人员)$")]
    private static partial Regex Recipient();
}
