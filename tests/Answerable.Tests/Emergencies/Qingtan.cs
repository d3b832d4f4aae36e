using System.Collections.Immutable;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Tests.Emergencies;

/// <summary>An invented town with a leading group of three, their deputies, and a duty room.</summary>
internal static class Qingtan
{
    public static readonly Instant Night = Instant.FromUtc(2026, 7, 3, 18, 20); // 02:20 on 4 July in the town
    public static readonly OfficeId Town = new("town"), County = new("county");
    public static readonly PersonId Head = new("head"), HeadDeputy = new("head-deputy"), Works = new("works"), WorksDeputy = new("works-deputy"),
        Clinic = new("clinic"), DutyLeader = new("duty-leader"), Officer = new("officer"), Clerk = new("clerk");

    public static readonly Actor ByOfficer = new Actor.Staff(Officer), ByHead = new Actor.Staff(Head), ByClerk = new Actor.Staff(Clerk),
        Clock = new Actor.Clock(), Engine = new Actor.Engine();

    public static readonly PostId HeadPost = new("p-head"), WorksPost = new("p-works"), ClinicPost = new("p-clinic");

    public static readonly OpenEmergency Flood = new(EventKind.NaturalDisaster, "石桥溪漫堤", "石桥村二组", EventGrade.Ordinary, "37");

    public static Actor By(PersonId person) => new Actor.Staff(person);

    public static Book InForce { get; } = new(Build())
    {
        Roster = Roster.Initial with
        {
            Rotations = [new(DutyPost.Leader, new(2026, 1, 1), new(8, 0), [DutyLeader]), new(DutyPost.Officer, new(2026, 1, 1), new(8, 0), [Officer])],
        },
        Arrangements = Arrangements.Initial with
        {
            Groups = Arrangements.Initial.Groups.Add("leading", new("leading", Text.Of("应急领导小组", "Leading group"), [HeadPost, WorksPost, ClinicPost])),
            OpeningGroup = "leading",
            Powers = [new(County, [1, 2, 3, 4], "云州县突发事件总体应急预案 4.2")],
        },
    };

    public static Story<Emergency> Story(Book? book = null) => new(book ?? InForce, Night);

    public static Story<Emergency> Flooded(Book? book = null) => Story(book).Do(Flood, ByOfficer);

    /// <summary>The arrangements with another policy and, optionally, only some seats.</summary>
    public static Book With(PagingPolicy policy, params PostId[] posts) => InForce with
    {
        Arrangements = InForce.Arrangements with
        {
            Policy = policy,
            Groups = posts.Length == 0 ? InForce.Arrangements.Groups : InForce.Arrangements.Groups.SetItem("leading", new("leading", Text.Zh("组"), [.. posts])),
        },
    };

    private static Town Build()
    {
        var town = Fold(Offices.Town.Initial,
            new TownFounded(Text.Of("青滩镇", "Qingtan"), "Asia/Shanghai", "cn-petition-2022"),
            new OfficeSet(new(County, Text.Of("云州县人民政府", "Yunzhou County"), OfficeRole.Superior, 3, Outside: true), false),
            new OfficeSet(new(Town, Text.Of("青滩镇人民政府", "Qingtan Town"), OfficeRole.HandlingOrgan, 4, County), true));
        town = Seat(town, HeadPost, Head, "镇长", [Power.Command, Power.Leadership], "p-head-deputy");
        town = Seat(town, new("p-head-deputy"), HeadDeputy, "副镇长", [Power.Command]);
        town = Seat(town, WorksPost, Works, "村建办主任", [Power.Handling], "p-works-deputy");
        town = Seat(town, new("p-works-deputy"), WorksDeputy, "村建办副主任", [Power.Handling]);
        town = Seat(town, ClinicPost, Clinic, "卫生院院长", [Power.Handling]);
        town = Seat(town, new("p-duty-leader"), DutyLeader, "带班领导", [Power.Duty, Power.Leadership]);
        town = Seat(town, new("p-officer"), Officer, "值班员", [Power.Duty]);
        return Seat(town, new("p-clerk"), Clerk, "窗口", [Power.Reception]);
    }

    private static Town Seat(Town town, PostId post, PersonId person, string title, ImmutableSortedSet<Power> powers, string? deputy = null) => Fold(town,
        new PostSet(new(post, Town, null, Text.Zh(title), powers, Deputy: deputy is null ? null : new PostId(deputy))),
        new PersonSet(person, $"某{person}"),
        new ContactSet(person, "m1", "sms", "13900000000"),
        new ContactSet(person, "m2", "email", "someone@example.invalid"),
        new PostFilled(post, person));

    private static Town Fold(Town town, params IEvent[] events) =>
        events.Aggregate(town, (state, e) => state.With(e, new(1, Night, Night, new("operator"))));
}
