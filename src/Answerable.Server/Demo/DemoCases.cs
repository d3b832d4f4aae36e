using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;
using Answerable.Server.Grievances;
using NodaTime;

namespace Answerable.Server.Demo;

/// <summary>A handful of invented cases at different stages, one of them overdue, so that every page has something to show.</summary>
public sealed class DemoCases(LodgingDesk lodging, RecordDesk desk, BookShelf books, NoticeWays ways, TownClock clock, IdSource ids)
{
    private static readonly Contact Resident = new("测试居民", "13900000000");
    private static readonly Filing Canal = new(
        GrievanceKind.Claim, "灌溉渠被施工车辆压坏", "石楼村东的灌溉渠被施工车辆压断，二十亩田浇不上水，要求修复并说明由谁负责。", Place: "石楼村东", Contact: Resident);

    public async Task Lodge()
    {
        var town = (await books.Get(DemoTown.Jurisdiction)).Town;
        await File(new(GrievanceKind.Claim, "村口路灯坏了三个月", "北庄村口的五盏路灯从八月起全部不亮，晚上出门看不见路，已经有老人摔倒。请尽快修复。", Place: "北庄村口", Category: "lamp"));
        await File(new(GrievanceKind.Suggestion, "建议赶集日增设公交班次", "每逢赶集日早上等车的人很多，建议增加两班。", Contact: Resident));
        var accepted = (await ToTry()).Stream;
        await Staff(town, accepted, "clerk", new Accept("您反映的事项已经收到，属于本机关职权范围，决定受理。办理期限为自受理之日起六十日。"));
        var handling = await File(new(GrievanceKind.Claim, "宅基地登记面积有误", "不动产登记证上的面积比实际少了十二平方米，多次询问没有答复，要求更正。", Place: "南塘村", Contact: Resident with { Name = "测试村民" }, Confidential: true));
        await Staff(town, handling, "clerk", new Accept("您反映的事项已经收到，决定受理。"));
        if (town.Find(new PostId("officer")) is { Unit: { } unit } post)
        {
            var assigned = new Assign(unit, town.HolderOf(post.Id), town.HolderOf(new("leader")));
            await Staff(town, handling, "clerk", assigned);
            await AwaitingSignature(town, assigned);
            await UnderReview(town, assigned);
        }

        await Overdue(town);
        await Reception(town);
    }

    // The leader in charge receives next week; whoever looks at a case can book it.
    private async Task Reception(Town town)
    {
        if (town.HolderOf(new("leader")) is { } leader)
            await desk.Submit(DemoTown.Jurisdiction, new(ReceptionBook.Stream, new AnnounceReception(new(
                "demo-1", ReceptionKind.Leader, DemoTown.Office, clock.Now.InZone(town.TimeZone).Date.PlusDays(6), new LocalTime(9, 0), new LocalTime(11, 30),
                Text.Of("清河镇人民政府一楼接访室", "Reception room, Qinghe government"), Text.Of("农田水利、道路、住房等事项", "Water, roads, housing and other matters"), [leader], [])), new Actor.Staff(leader)));
    }

    /// <summary>
    /// The case that a visitor can look at as the resident who filed it. Asking for the same filing under the same key again gives
    /// the same number and the same access code, so that neither has to be kept anywhere.
    /// </summary>
    public async Task<Filed.Accepted> ToTry() => await Filed("demo-resident", Told(Canal));

    // The officer has drafted the written opinion; whoever signs in as the leader finds it waiting.
    private async Task AwaitingSignature(Town town, Assign assigned)
    {
        var bridge = await File(new(GrievanceKind.Claim, "便桥护栏断裂", "西溪村便桥的护栏断了两米，学生每天经过，要求尽快修复。", Place: "西溪村", Contact: Resident));
        await Staff(town, bridge, "clerk", new Accept("您反映的事项已经收到，属于本机关职权范围，决定受理。"));
        await Staff(town, bridge, "clerk", assigned);
        await Staff(town, bridge, "officer", new DraftOpinion(
            new(Outcome.Support, "修复西溪村便桥护栏。", "经现场查看，护栏锈蚀断裂约两米，已设置临时围挡，安排十日内更换。", "《中华人民共和国公路法》第三十五条"), "清政信答〔2026〕3号"));
    }

    // Answered, received and disputed: whoever signs in as the city's reviewer finds the review waiting.
    private async Task UnderReview(Town town, Assign assigned)
    {
        var well = await File(new(GrievanceKind.Claim, "机井电费计算有误", "东洼村三号机井的电费比电表读数多算了两个月，要求核对退还。", Place: "东洼村", Contact: Resident));
        await Staff(town, well, "clerk", new Accept("您反映的事项已经收到，属于本机关职权范围，决定受理。"));
        await Staff(town, well, "clerk", assigned);
        await Staff(town, well, "officer", new DraftOpinion(
            new(Outcome.NotSupport, "核对机井电费，退还多收部分。", "经查阅收费台账，七、八两月电费与台账一致，未发现多收。", "《农村集体经济组织财务制度》"), "清政信答〔2026〕5号"));
        await Staff(town, well, "leader", new SignOpinion());
        await Complainant(well, new Serve(ServiceProof.OpenedByComplainant));
        await Complainant(well, new RequestReview("台账和电表读数对不上，答复里没有提电表。请求核对电表底数。"));
    }

    // Came by letter twenty days ago and was left lying: the record says so by itself.
    private async Task Overdue(Town town)
    {
        var letter = new Register(
            Told(new(GrievanceKind.Claim, "河道旁垃圾长期无人清理", "田畈村河道旁的垃圾堆放了半年，夏天气味很大，要求清理。", Place: "田畈村河道", Contact: Resident)),
            Channel.Letter, AccessCode.Draw(ids), DemoTown.Office);
        var clerk = new Actor.Staff(town.HolderOf(new("clerk"))!.Value);
        await desk.Submit(DemoTown.Jurisdiction, new(StreamId.New(Grievance.Kind, ids), letter, clerk, clock.Now - Duration.FromDays(20), ExpectedVersion: 0));
    }

    // By SMS, where there is a gateway: the demonstration's own mailbox shows what arrives.
    private Filing Told(Filing filing) => ways.All.Contains(NoticeWay.Sms) ? filing with { Notices = new(NoticeWay.Sms, "zh") } : filing;

    private async Task<StreamId> File(Filing filing) => (await Filed(null, filing)).Stream;

    private async Task<Filed.Accepted> Filed(string? key, Filing filing) =>
        await lodging.Lodge(DemoTown.Jurisdiction, filing, null, Channel.Web, key, CancellationToken.None) as Filed.Accepted
        ?? throw new InvalidOperationException("The demonstration's own case was refused.");

    private async Task Complainant(StreamId stream, ICommand<Grievance> command)
    {
        if (await desk.Submit(DemoTown.Jurisdiction, new(stream, command, new Actor.Complainant())) is Answer.Refused refused)
            throw new InvalidOperationException($"{command} was refused: {refused.Code}.");
    }

    private async Task Staff(Town town, StreamId stream, string post, ICommand<Grievance> command)
    {
        if (town.HolderOf(new(post)) is { } holder && await desk.Submit(DemoTown.Jurisdiction, new(stream, command, new Actor.Staff(holder))) is Answer.Refused refused)
            throw new InvalidOperationException($"{command} was refused: {refused.Code}.");
    }
}
