using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class GoldenTests
{
    private static readonly PagingPolicy Policy = new([new(PageTarget.Holder, 3, 2, []), new(PageTarget.Deputy, 5, 1, ["sms", "email"]), new(PageTarget.DutyLeader, 3, 1, [])]);

    private static readonly ReportRule Rule = new(
        "county-phone", Text.Of("电话快报", "Telephone report"), Text.Of("本镇", "this town"), true, Text.Zh("县值班室"), County,
        ReportStage.First, ReportForm.Phone, 30, ReportBasis.LocalRule, "县规定（虚构）", "原文", Confidence.Low, [EventKind.Accident, EventKind.PublicHealth], EventGrade.Larger);

    public static readonly TheoryData<string> Names = [.. Samples.Select(sample => EventType.Of(sample).Name)];

    private static IEnumerable<IEvent> Samples =>
    [
        new EmergencyOpened(EventKind.NaturalDisaster, "石桥溪漫堤", "石桥村二组", EventGrade.Larger, "37"),
        new RoundCalled(1, "leading", [HeadPost, WorksPost], Policy),
        new Paged(1, 2, 0, 1, PageTarget.Holder, Works, "374821", [new("m1", "sms"), new("m2", "email")], Night + Duration.FromMinutes(3)),
        new StepSkipped(1, 2, 1, SkipReason.NobodyHoldsPost),
        new DeskAlarmed(1, 2, 1),
        new DeskAnswered(1, 2, Officer),
        new PageAnswered(1, 2, 0, Works, Reply.Coming, AnsweredBy.Link, 20),
        new ReplyUnclear(1, Works, "374821", "m1", "13900000009", "在外地"),
        new PageReported("page/1/2/0/1/m1", DeliveryOutcome.Delivered, "250 OK"),
        new EventGraded(EventGrade.Larger, new(3, 0, 10_000_000), "cn-decree-493-3"),
        new FirstResponseBegun("疏散二组，设警戒线"),
        new ResponseActivated(4, "抢险", 12, "封桥", County, Head, "总体预案 4.2"),
        new Logged("桥面积水"),
        new StoodDown("退水"),
        new EmergencyClosed(CloseReason.FalseAlarm),
        new ReportClockStarted(Rule, 1, Night, Night + Duration.FromMinutes(30)),
        new ReportOverdue("county-phone", 1),
        new ReportPhoned("county-phone", 1, "某值班员", "漫堤"),
        new ReportWritten(1, ReportStage.First, "简要经过"),
        new ReportSigned(1, Head, true),
        new ReportSent(1, ["county-written"], SentBy.Fax),
        new ReportReceived(1, "某某"),
        new GroupArranged(new("leading", Text.Of("应急领导小组", "Leading group"), [HeadPost]), true),
        new PagingArranged(Policy),
        new PowersArranged([new(County, [1, 2], "总体预案 4.2")]),
        new ReportArranged(Rule),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_a_stored_event_never_change(string name) => Golden.Holds(Samples.Single(sample => EventType.Of(sample).Name == name));

    [Fact]
    public void Every_event_of_an_emergency_is_here() =>
        Assert.Empty(EventType.All.Select(type => type.Name).Where(name => name.StartsWith("emergency.", StringComparison.Ordinal) || name.StartsWith("arrangements.", StringComparison.Ordinal))
            .Except(Samples.Select(sample => EventType.Of(sample).Name)));
}
