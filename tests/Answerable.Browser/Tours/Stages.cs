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

    /// <summary>Opened by its complainant, who asked for a review: nobody above has taken it up yet.</summary>
    public async Task<Filed.Accepted> Disputed()
    {
        var filed = await Answered();
        await host.AsComplainant(filed.Stream, new Serve(ServiceProof.OpenedByComplainant));
        await host.AsComplainant(filed.Stream, new RequestReview("答复只写了换管，没有查明是谁挖断的，也没有说明孩子绕行期间怎么办。请求查清责任。"));
        return filed;
    }

    /// <summary>The review is prepared; the town has handed in its position.</summary>
    public async Task<Filed.Accepted> InReview()
    {
        var filed = await Disputed();
        await host.As("reviewer", filed.Stream, new TakeUpReview(await host.Holder("reviewer"), await host.Holder("review-leader")));
        await host.As("reviewer", filed.Stream, new AskPosition("请提交勘查记录、施工合同和关于责任认定的书面意见。"));
        return filed;
    }

    /// <summary>The review opinion awaits its signature.</summary>
    public async Task<Filed.Accepted> ReviewDrafted(ReviewOutcome outcome = ReviewOutcome.Uphold)
    {
        var filed = await InReview();
        await host.As("clerk", filed.Stream, new GivePosition("塌陷系管道老化破损，未发现第三方施工挖断的痕迹，勘查记录随卷报送。"));
        await host.As("reviewer", filed.Stream, new DraftReview(
            new(outcome, "查清塌陷责任，说明绕行期间的安置。", "经调阅勘查记录并现场复核，管道破损系老化所致，原处理意见认定事实清楚。", "《信访工作条例》第三十五条；《中华人民共和国公路法》第三十五条"), "云信复查〔2026〕8号"));
        return filed;
    }

    /// <summary>Reviewed; the complainant has not opened the review opinion yet.</summary>
    public async Task<Filed.Accepted> Reviewed(ReviewOutcome outcome = ReviewOutcome.Uphold)
    {
        var filed = await ReviewDrafted(outcome);
        await host.As("review-leader", filed.Stream, new SignReview());
        return filed;
    }

    /// <summary>The final review is taken up.</summary>
    public async Task<Filed.Accepted> InFinalReview()
    {
        var filed = await Reviewed();
        await host.AsComplainant(filed.Stream, new Serve(ServiceProof.OpenedByComplainant));
        await host.AsComplainant(filed.Stream, new RequestFinalReview("复查没有回答绕行期间的安置问题。"));
        await host.As("final-reviewer", filed.Stream, new TakeUpReview(await host.Holder("final-reviewer"), await host.Holder("final-reviewer")));
        return filed;
    }

    public async Task<Filed.Accepted> HearingAhead(int days = 9)
    {
        var filed = await InFinalReview();
        await host.As("final-reviewer", filed.Stream, new AnnounceHearing(host.Clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(days).At(new(9, 30)), "东海省信访局二楼听证室", "听证事项：村小学门口路面塌陷的责任和绕行期间的安置。双方可以委托代理人，可以申请与本事项有利害关系的听证人员回避。"));
        return filed;
    }

    /// <summary>Decided for the last time, and received.</summary>
    public async Task<Filed.Accepted> FinallyReviewed()
    {
        var filed = await InFinalReview();
        await host.As("final-reviewer", filed.Stream, new DraftReview(
            new(ReviewOutcome.Uphold, "说明绕行期间的安置。", "镇政府已在绕行期间安排专人护送过街，复查意见事实清楚、依据充分。", "《信访工作条例》第三十六条"), "东信复核〔2026〕3号"));
        await host.As("final-reviewer", filed.Stream, new SignReview());
        await host.AsComplainant(filed.Stream, new Serve(ServiceProof.OpenedByComplainant));
        return filed;
    }

    /// <summary>Its complainant is not satisfied and asks for it to be handled anew.</summary>
    public async Task<Filed.Accepted> RedoAsked()
    {
        var filed = await Answered();
        await host.AsComplainant(filed.Stream, new Serve(ServiceProof.OpenedByComplainant));
        await host.AsComplainant(filed.Stream, new RequestRedo("路面修了，下雨后又积水，答复里答应的排水没有做。"));
        return filed;
    }

    /// <summary>Filed anew by the complainant of a finally decided matter, who marked it as following that one.</summary>
    public async Task<Filed.Accepted> FollowsFinal() => await host.File(new(GrievanceKind.Claim, "村道塌陷的责任", "还是村小学门口那次塌陷，要求查清责任。", Contact: Resident)
        { Follows = new("2345-6789-ABCD", new(new("donghai-xinfang"), new(2026, 7, 1), "东信复核〔2026〕3号")) });

    /// <summary>Nobody gave notice in time, and its complainant turned to the office above.</summary>
    public async Task<Filed.Accepted> HigherAsked()
    {
        var filed = await host.File(new(GrievanceKind.Claim, "没有人管的井盖", "井盖丢失三个月。", Contact: Resident));
        await host.After(Duration.FromDays(16));
        await host.AsComplainant(filed.Stream, new AskHigher("三个月没有人来看。"));
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
