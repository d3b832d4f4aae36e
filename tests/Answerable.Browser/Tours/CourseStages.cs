using Answerable.Grievances;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Server.Grievances;
using NodaTime;

namespace Answerable.Browser.Tours;

/// <summary>Invented cases in the stages beside the main way, and the petition office above that has a part in them.</summary>
internal sealed class CourseStages(DemoHost host)
{
    private static readonly OfficeId Town = new("qinghe"), City = new("yunzhou-xinfang");

    private LocalDate Today => host.Clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    /// <summary>Sent up, and assigned back with a day for the result.</summary>
    public async Task<Filed.Accepted> Assigned(string title = "河堤护坡被雨水冲毁")
    {
        var filed = await host.File(new(GrievanceKind.Claim, title, "七月底连续暴雨后，护坡塌了二十多米，要求修复。", Place: "东河堤"));
        await host.As("clerk", filed.Stream, new Transfer(City, "东河为市管河道，请市级协调。"));
        await host.As("city", filed.Stream, new Transfer(Town, "护坡日常维护属镇人民政府职责，请办理并反馈结果。", Today.PlusDays(20)));
        return filed;
    }

    public async Task<Filed.Accepted> Booked()
    {
        await host.PublishReception();
        var filed = await host.File(new(GrievanceKind.Claim, "老年食堂迟迟没有开门", "去年建成，至今没有开门。", Place: "南塘村"));
        await host.AsComplainant(filed.Stream, new BookReception("reception-2"));
        return filed;
    }

    public async Task<Filed.Accepted> SentUp()
    {
        var filed = await host.File(new(GrievanceKind.Claim, "河心洲围堰影响行洪", "要求清除。", Place: "东河"));
        await host.As("clerk", filed.Stream, new Transfer(City, "东河为市管河道，请市级处理。"));
        return filed;
    }

    public async Task<Filed.Accepted> Objected()
    {
        var filed = await Assigned("河道照明线路老化");
        await host.As("clerk", filed.Stream, new ObjectToTransfer("依云州市河道管理权责清单第四条，市管河道的照明由市河道管理处维护，不属于本镇职权。"));
        return filed;
    }

    public async Task<Filed.Accepted> Reported()
    {
        var filed = await Assigned("堤顶道路坑洼不平");
        await host.As("clerk", filed.Stream, new ReportBack("已列入九月养护计划，先行铺设碎石保障通行。"));
        return filed;
    }

    public async Task<Filed.Accepted> Supervised()
    {
        var filed = await Assigned("堤边垃圾无人清运");
        await host.As("city", filed.Stream, new Supervise(Ground.Shifting, "同一地段的垃圾清运，六月以来两个单位相互推诿。", "明确堤边保洁的责任单位，并在村口公示联系电话。", Today.PlusDays(10)));
        return filed;
    }

    public async Task<Filed.Accepted> Consulted(bool declined = false, bool referred = false)
    {
        var filed = await host.File(new(GrievanceKind.Claim, referred ? "跨河便桥无人管护" : declined ? "桥头限高杆被撞坏" : "桥下涵洞积水", "雨后积水半米深，车辆无法通行。", Place: "东河桥"));
        await host.As("clerk", filed.Stream, new Consult(City, "桥梁为市管，连接道路为镇管，请商定由谁受理。"));
        if (declined || referred)
            await host.As("city", filed.Stream, new StatePosition(City, false, "市级只负责主桥结构，附属设施由所在地管护。"));
        if (referred)
            await host.As("clerk", filed.Stream, new ReferCompetence("协商两次未能达成一致。"));
        return filed;
    }

    /// <summary>Mediation is proposed, help is offered and wanted, and the matter is major.</summary>
    public async Task<Filed.Accepted> Helped(bool wanted = true)
    {
        var filed = await new Stages(host).Accepted();
        await host.As("officer", filed.Stream, new ProposeMediation("北庄村三组鱼塘承包人", "水沟与鱼塘出水口相连，可以就疏通费用和放水时间调解，自愿参加。"));
        await host.As("officer", filed.Stream, new OfferRelief(ReliefKind.SocialAssistance, "因灾导致基本生活困难的家庭，可以申请临时救助。", "清河镇民政办，清河镇府前街 1 号，0000-5550120"));
        if (wanted)
            await host.AsComplainant(filed.Stream, new AnswerRelief(1, true));
        await host.As("clerk", filed.Stream, new FindMajor("积水持续上涨，可能漫入低洼处十余户房屋。"));
        return filed;
    }

    /// <summary>Answered and served, with a promise that has a day.</summary>
    public async Task<Filed.Accepted> Promised()
    {
        var filed = await new Stages(host).Answered();
        await host.As("officer", filed.Stream, new Undertake("九月三十日前更换该路段三盏损坏的路灯，并在村务公开栏公布。", Today.PlusDays(60)));
        await host.AsComplainant(filed.Stream, new Serve(ServiceProof.OpenedByComplainant));
        return filed;
    }

    /// <summary>A rule proposes a unit; and one where that was declined.</summary>
    public async Task<Filed.Accepted> Directed(bool declined = false)
    {
        var filed = await host.File(new(GrievanceKind.Claim, "桥头路面坑洼", "雨后积水，看不清深浅。", Category: "pothole", Place: "东桥头"));
        if (declined)
            await host.As("clerk", filed.Stream, new DeclineRule("桥面属市管，先核实。"));
        return filed;
    }

    public async Task<Filed.Accepted[]> All() =>
        [await Booked(), await SentUp(), await Objected(), await Assigned(), await Reported(), await Supervised(), await Consulted(), await Consulted(declined: true), await Consulted(referred: true), await Helped(), await Promised(), await Directed(), await Directed(declined: true)];
}
