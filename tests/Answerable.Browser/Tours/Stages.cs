using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Grievances;
using NodaTime;

namespace Answerable.Browser.Tours;

/// <summary>Invented cases, each brought to one stage: every page has something to show.</summary>
internal sealed class Stages(DemoHost host)
{
    private static readonly Contact Resident = new("测试居民", "139-0000-0001", "resident@qinghe.invalid", Address: "北庄村 3 组");

    /// <summary>Accepted, assigned, looked into; a message was written, more was told, the identity was opened, the period was extended.</summary>
    public async Task<Filed.Accepted> InHandling()
    {
        var filed = await Accepted("自来水断断续续，水压不够", "七月以来每天傍晚停水两三个小时，二楼以上完全没有水。多次打电话，答复都是“正在抢修”。要求恢复正常供水，并告诉我们哪天修好。");
        await host.As("officer", filed.Stream, new OpenIdentity(Purpose.VerifyClaim));
        await host.As("officer", filed.Stream, new Note("八月四日上午到现场查看，加压泵一台停机，已联系供水站更换。"));
        await host.As("officer", filed.Stream, new WriteToComplainant("水泵配件已经订购，预计八月十日到货。更换期间每天早晚各送水一次，请留意村委会通知。"));
        await host.AsComplainant(filed.Stream, new AddInformation("今天傍晚六点到九点又停了三个小时。"));
        await host.As("officer", filed.Stream, new RequestExtension(20, "更换水泵需要停水施工，须另行安排时间。"));
        await host.As("leader", filed.Stream, new ApproveExtension(await host.Holder("leader"), ApprovalMeans.Online));
        return filed;
    }

    /// <summary>Answered in writing; the complainant has not opened the answer yet.</summary>
    public async Task<Filed.Accepted> Answered()
    {
        var filed = await AwaitingSignature();
        await host.As("leader", filed.Stream, new SignOpinion());
        return filed;
    }

    /// <summary>The written opinion is drafted; the leader in charge has not signed it yet.</summary>
    public async Task<Filed.Accepted> AwaitingSignature()
    {
        var filed = await Accepted("村道塌陷无人处理", "村小学门口的路面六月塌了一块，宽约一米，孩子上学要绕行。要求尽快填补，并查清原因。");
        await host.As("officer", filed.Stream, new DraftOpinion(
            new(Outcome.Support, "修复村小学门口塌陷的路面，查清原因。", "经现场勘查，塌陷系地下排水管破损所致，面积约两平方米。已于八月三日更换水管、回填夯实，恢复通行。", "《中华人民共和国公路法》第三十五条；《村庄和集镇规划建设管理条例》第二十六条"),
            "清政信答〔2026〕12号"));
        return filed;
    }

    /// <summary>Chose e-mail; the first message came back.</summary>
    public async Task<Filed.Accepted> Unreached()
    {
        var filed = await Accepted("村道积水", "村口低洼处一下雨就积水，要求疏通排水口。", new(NoticeWay.Email, "zh"));
        await host.AsEngine(filed.Stream, new TakeNoticeFailure("2.accepted.email"));
        return filed;
    }

    public async Task<Filed.Accepted> NotOurs()
    {
        var filed = await host.File(new(GrievanceKind.Claim, "公积金提取被退回", "提交了两次材料都被退回，没有说明原因。", Contact: Resident));
        await host.As("clerk", filed.Stream, new NotOurs(Text.Zh("云州市住房公积金管理中心"), "云州市建设路 8 号，电话 0000-5550400", "住房公积金提取由市住房公积金管理中心负责，不属于本机关职权范围。"));
        return filed;
    }

    public async Task<Filed.Accepted> Withdrawn()
    {
        var filed = await host.File(new(GrievanceKind.Claim, "邻居占用公共通道", "堆放的砖块已经影响出行。"));
        await host.AsComplainant(filed.Stream, new Withdraw(Words: "邻居已经自行清理。"));
        return filed;
    }

    /// <summary>An extension is asked for and nobody has decided yet.</summary>
    public async Task<Filed.Accepted> AwaitingApproval()
    {
        var filed = await Accepted("危房改造补助没有到账", "去年十月验收合格，补助款至今没有到账。");
        await host.As("officer", filed.Stream, new RequestExtension(30, "须向市级主管部门核对拨付记录。"));
        return filed;
    }

    public Task<Filed.Accepted> Accepted() => Accepted("田边水沟堵塞", "连着三场雨，水沟堵塞，稻田被淹。要求疏通。");

    private async Task<Filed.Accepted> Accepted(string title, string body, NoticeChoice? notices = null)
    {
        var filed = await host.File(new(GrievanceKind.Claim, title, body, Category: "water-power", Place: "北庄村", Contact: Resident) { Notices = notices });
        await host.As("clerk", filed.Stream, new Accept("您反映的事项已经收到，属于本机关职权范围，决定受理。办理期限为自受理之日起六十日。"));
        await host.As("clerk", filed.Stream, new Assign(await host.UnitOf("officer"), await host.Holder("officer"), await host.Holder("leader")));
        return filed;
    }
}
