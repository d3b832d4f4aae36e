using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using Answerable.Reports;
using NodaTime;

namespace Answerable.Tests.Plans;

/// <summary>Safeguard A1, at the one place every command passes.</summary>
public sealed class StaffWordsTests
{
    private static readonly Town Town = Fold(
        new TownFounded(Text.Zh("明山镇"), "Asia/Shanghai", "cn-petition-2022"),
        new OfficeSet(new(new("mingshan"), Text.Zh("明山镇人民政府"), OfficeRole.HandlingOrgan, 1), Receives: true),
        new PersonSet(new("p1"), "测试甲"),
        new PostSet(new(new("leader"), new("mingshan"), null, Text.Zh("值班领导"), [Power.Duty, Power.Leadership, Power.Administration])),
        new PostFilled(new("leader"), new("p1")));

    private static readonly Actor ByLeader = new Actor.Staff(new("p1"));

    /// <summary>A wish with a name in it, and how it is called.</summary>
    private static readonly Dictionary<string, Func<string, ICommand>> Wishes = new()
    {
        ["town"] = name => new FoundTown(Text.Zh(name), "Asia/Shanghai", "cn-petition-2022"),
        ["office"] = name => new SetOffice(new(new("o1"), Text.Zh(name), OfficeRole.HandlingOrgan, 1)),
        ["unit, village or area"] = name => new SetUnit(new(new("u1"), new("mingshan"), Text.Of("办公室", name))),
        ["post"] = name => new SetPost(new(new("post-1"), new("mingshan"), null, Text.Zh(name), [])),
        ["person"] = name => new SetPerson(new("p2"), name),
        ["group"] = name => new ArrangeGroup(new("g1", Text.Zh(name), [new("leader")])),
        ["report"] = name => new ArrangeReport(new("local-1", Text.Zh(name), Text.Zh("镇政府"), true, Text.Zh("市政府"), null, ReportStage.First, ReportForm.Phone, 30, ReportBasis.Plan, "预案第三条", "", Confidence.Low, [], null)),
        ["headline"] = name => new OpenEmergency(EventKind.Accident, name, "镇政府门口"),
        ["place"] = name => new OpenEmergency(EventKind.Accident, "三号楼起火", name),
    };

    private static readonly string[] Coercive = ["稳控组", "上访人员劝返点", "截访值班岗", "重点人员", "信访人员台账", "Petitioner watch list"];
    private static readonly string[] Lawful = ["信访接待室", "接访组", "防汛值班岗", "疏散引导组", "群众工作站", "党群服务中心", "Reception desk"];

    public static TheoryData<string, string> Refused => [.. from wish in Wishes.Keys from name in Coercive select (wish, name)];
    public static TheoryData<string, string> Allowed => [.. from wish in Wishes.Keys from name in Lawful select (wish, name)];

    [Theory, MemberData(nameof(Refused))]
    public void A_name_that_asks_for_what_is_never_built_is_refused_wherever_it_is_given(string wish, string name)
    {
        var refused = Assert.IsType<Decision.Refused>(Decide(Wishes[wish](name), wish));
        Assert.Equal(NameVerdict.Refused.Code, refused.Code);
        Assert.True(NameGuard.Check(refused.Details["lawful"]).IsAllowed);
        Assert.NotEmpty(refused.Details["duty"]);
    }

    [Theory, MemberData(nameof(Allowed))]
    public void A_lawful_name_is_taken_wherever_it_is_given(string wish, string name) => Assert.IsType<Decision.Recorded>(Decide(Wishes[wish](name), wish));

    [Fact]
    public void Whoever_may_not_give_names_is_told_that_and_nothing_else() =>
        Assert.Equal("not-allowed", Assert.IsType<Decision.Refused>(Decide(new SetUnit(new(new("u1"), new("mingshan"), Text.Zh("稳控组"))), "", new Actor.Complainant())).Code);

    [Fact]
    public void A_sentence_is_kept_as_written_and_that_it_matched_is_recorded()
    {
        var instead = new OverrideDuty(new(DutyPost.Officer, Start, Start + Duration.FromHours(8), new("p1"), "去车站拦截上访人员"));
        var recorded = Assert.IsType<Decision.Recorded>(Decide(instead, ""));
        Assert.Equal("去车站拦截上访人员", Assert.IsType<DutyOverridden>(recorded.Events[0]).Override.Reason);
        Assert.Contains(new WordsMarked("intercepting", "Override.Reason"), recorded.Events);
    }

    [Fact]
    public void An_ordinary_sentence_leaves_no_mark() =>
        Assert.Single(Assert.IsType<Decision.Recorded>(Decide(new OverrideDuty(new(DutyPost.Officer, Start, Start + Duration.FromHours(8), new("p1"), "请假看病")), "")).Events);

    [Fact]
    public void A_mark_changes_no_state()
    {
        var kind = Kind.Of(Roster.Stream);
        Assert.Same(Roster.Initial, kind.With(Roster.Initial, new WordsMarked("intercepting", "Reason"), new(1, Start, Start, ByLeader.Id)));
    }

    private static readonly Instant Start = Instant.FromUtc(2026, 8, 4, 1, 0);

    private static Decision Decide(ICommand wish, string name, Actor? by = null)
    {
        var founding = name == "town";
        var stream = wish switch { ICommand<Town> => Town.Stream, ICommand<Arrangements> => Arrangements.Stream, ICommand<Roster> => Roster.Stream, _ => StreamId.New("emergency", new CountedIds()) };
        var kind = Kind.Of(stream);
        var state = wish is ICommand<Town> && !founding ? Town : kind.Initial;
        return kind.Decide(state, wish, new Context(by ?? (founding ? new Actor.Operator() : ByLeader), stream, Start, Start, new CountedIds(), new Book(Town)));
    }

    private static Town Fold(params IEvent[] events) =>
        events.Aggregate(Town.Initial, (town, happened) => town.With(happened, new(1, Start, Start, new("operator"))));
}
