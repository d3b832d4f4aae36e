using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;

namespace Answerable.Tests.Grievances;

/// <summary>An invented town under an invented county and city, with a petition office, a handling office and the people in them.</summary>
internal static class Liuhe
{
    public static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>10:00 on Monday 2 March 2026 in the town.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 2, 0);

    public static readonly OfficeId Petitions = new("petitions"), Hall = new("town"), County = new("county"), City = new("city"), Discipline = new("discipline"), School = new("school");
    public static readonly UnitId Works = new("works"), CityDesk = new("city-desk");
    public static readonly PersonId Clerk = new("clerk"), Officer = new("officer"), Second = new("second"), Mayor = new("mayor"), Deputy = new("deputy"),
        CountyHead = new("county-head"), CountyClerk = new("county-clerk"), CityHead = new("city-head"), Admin = new("admin"), PetitionsHead = new("petitions-head");

    public static readonly Actor Resident = new Actor.Complainant(), Ticking = new Actor.Clock(), Engine = new Actor.Engine();
    public static readonly string Code = AccessCode.Draw(new CountedIds(7));
    public static readonly string Armored = "-----BEGIN AGE ENCRYPTED FILE-----\n" + new string('A', 120) + "\n-----END AGE ENCRYPTED FILE-----\n";
    public static readonly Opinion Yes = new(Outcome.Support, "修复柳河村路灯", "经查，三盏路灯损坏，已列入维修。", "《甲省乡道条例》第七条");

    public static Actor By(PersonId person) => new Actor.Staff(person);

    public static Filing Claim => new(GrievanceKind.Claim, "路灯不亮", "柳河村三盏路灯坏了半年。", Category: "lamp", Place: "柳河村", Contact: new("测试甲", "10000000000"));

    public static Book Rules { get; } = new(Build())
    {
        Receptions = Receptions(new ReceptionDay("day-1", ReceptionKind.Leader, Hall, new(2026, 3, 12), new(9, 0), new(11, 30), Text.Zh("镇政府接访室"), Text.Zh("各类事项"), [Mayor], [])),
    };

    public static ReceptionBook Receptions(params ReceptionDay[] days) => days.Aggregate(ReceptionBook.Initial, (book, day) => book.With(new ReceptionAnnounced(day), new(1, Monday, Monday, new("staff.deputy"))));

    /// <summary>Filed on the web with the town government, a handling organ.</summary>
    public static Given<Grievance> Lodged(Filing? filing = null, OfficeId? to = null, Instant? at = null) =>
        new Given<Grievance>(new Story<Grievance>(Rules, at ?? Monday)).And(new Lodge(filing ?? Claim, Channel.Web, Code, to ?? Hall), Resident);

    public static Given<Grievance> Accepted(Filing? filing = null) => Lodged(filing).And(new Accept("已受理，由工程办办理。"), By(Deputy));

    public static Given<Grievance> Handled(Filing? filing = null) => Accepted(filing).And(new Assign(Works, Officer, Mayor), By(Deputy));

    public static Given<Grievance> Drafted() => Handled().And(new DraftOpinion(Yes), By(Officer));

    public static Given<Grievance> Answered() => Drafted().And(new SignOpinion(), By(Mayor));

    public static Given<Grievance> Served() => Answered().And(new Serve(ServiceProof.OpenedByComplainant), Resident);

    public static Given<Grievance> Closed() => Served().And(new Close(), By(Deputy));

    public static LodgeAccusation Accuse(PersonId? person = null, UnitId? unit = null, OfficeId? office = null, OfficeId? sealedTo = null) =>
        new(Armored, sealedTo ?? County, Channel.Web, Code, person, unit, office, Hall);

    public static Given<Grievance> Accused() => new Given<Grievance>(new Story<Grievance>(Rules, Monday)).And(Accuse(Mayor), Resident);

    public static Given<Grievance> Nothing(Book? book = null) => new(new Story<Grievance>(book ?? Rules, Monday));

    /// <summary>24:00 of a day in the town.</summary>
    public static Instant EndOf(int year, int month, int day) => Zone.AtStartOfDay(new LocalDate(year, month, day).PlusDays(1)).ToInstant();

    public static Book With(params IEvent[] more) => new(Fold(Rules.Town, more));

    private static Town Build() => Fold(Town.Initial, [
        new TownFounded(Text.Of("柳河镇", "Liuhe"), "Asia/Shanghai", "cn-petition-2022"),
        new OfficeSet(new(City, Text.Of("云州市人民政府", "Yunzhou City"), OfficeRole.Superior, 2, null, "age1city", Text.Zh("云州市一号")), false),
        new OfficeSet(new(Discipline, Text.Of("丙县纪委监委", "Bing County discipline body"), OfficeRole.DisciplineBody, 3, City, "age1discipline"), false),
        new OfficeSet(new(County, Text.Of("丙县人民政府", "Bing County"), OfficeRole.Superior, 3, City, "age1county", Text.Zh("丙县二号"), "000-0000"), false),
        new OfficeSet(new(Hall, Text.Of("柳河镇人民政府", "Liuhe Town"), OfficeRole.HandlingOrgan, 4, County), true),
        new OfficeSet(new(Petitions, Text.Of("柳河镇信访办公室", "Liuhe petition office"), OfficeRole.PetitionOffice, 4, County), false),
        new OfficeSet(new(School, Text.Of("柳河中心小学", "Liuhe school"), OfficeRole.HandlingOrgan, 5, Hall), false),
        new UnitSet(new(Works, Hall, Text.Of("工程办公室", "Works office"))), new UnitSet(new(CityDesk, City, Text.Of("市政府办公室", "City office"))),
        Post("p-clerk", Hall, null, Power.Reception), Post("p-deputy", Hall, null, Power.Disposition),
        Post("p-officer", Hall, Works, Power.Handling), Post("p-second", Hall, Works, Power.Handling),
        Post("p-mayor", Hall, null, Power.Leadership), Post("p-admin", Hall, null, Power.Administration),
        Post("p-petitions", Petitions, null, Power.Disposition, Power.Leadership, Power.Reception),
        Post("p-county-head", County, null, Power.Leadership), Post("p-county-clerk", County, null, Power.Disposition), Post("p-city", City, null, Power.Leadership, Power.Disposition),
        .. Holder("p-clerk", Clerk), .. Holder("p-deputy", Deputy), .. Holder("p-officer", Officer), .. Holder("p-second", Second), .. Holder("p-mayor", Mayor),
        .. Holder("p-admin", Admin), .. Holder("p-petitions", PetitionsHead), .. Holder("p-county-head", CountyHead), .. Holder("p-county-clerk", CountyClerk), .. Holder("p-city", CityHead)]);

    private static PostSet Post(string id, OfficeId office, UnitId? unit, params Power[] powers) =>
        new(new(new(id), office, unit, Text.Zh(id), [.. powers], id switch
        {
            "p-officer" or "p-second" or "p-deputy" or "p-clerk" => new PostId("p-mayor"),
            "p-mayor" => new PostId("p-county-head"),
            "p-county-head" => new PostId("p-city"),
            _ => null,
        }));

    private static IEvent[] Holder(string post, PersonId person) => [new PersonSet(person, $"人员{person}"), new PostFilled(new(post), person)];

    private static Town Fold(Town town, params ReadOnlySpan<IEvent> events)
    {
        var version = 0;
        foreach (var happened in events)
            town = town.With(happened, new(++version, Monday, Monday, new("operator")));
        return town;
    }
}
