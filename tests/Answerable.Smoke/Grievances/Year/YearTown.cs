using Answerable.Engine.Sealing;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Hosting;
using NodaTime;

namespace Answerable.Smoke.Grievances.Year;

/// <summary>An invented town with a petition office, a handling office and a school, under an invented county and city.</summary>
internal sealed class YearTown() : RealServer(Id, Instant.FromUtc(2026, 1, 4, 1, 0))
{
    public static readonly JurisdictionId Id = new("liuhe");
    public static readonly OfficeId Hall = new("hall"), Petitions = new("petitions"), School = new("school"), County = new("county"), City = new("city"), Discipline = new("discipline");
    public static readonly UnitId Works = new("works"), SchoolDesk = new("school-desk"), CountyDesk = new("county-desk"), CityDesk = new("city-desk");
    public static readonly PersonId Deputy = new("deputy"), Officer = new("officer"), Mayor = new("mayor"), Vice = new("vice"), PetitionsHead = new("petitions-head"), Principal = new("principal"),
        Teacher = new("teacher"), CountyClerk = new("county-clerk"), CountyOfficer = new("county-officer"), CountyHead = new("county-head"), CityClerk = new("city-clerk"), CityOfficer = new("city-officer"), CityHead = new("city-head");

    private readonly AgeIdentity county = AgeIdentity.Generate(), discipline = AgeIdentity.Generate();

    public HttpClient Http { get; private set; } = null!;

    public static async Task<YearTown> Start()
    {
        var town = new YearTown();
        await town.StartServer();
        town.Http = new() { BaseAddress = new(town.Address) };
        foreach (var command in town.Commands())
            await town.Set(command);
        return town;
    }

    public override async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await base.DisposeAsync();
        county.Dispose();
        discipline.Dispose();
    }

    // Filings of a whole town come from one address here.
    protected override ServerOptions Options(ServerOptions basis) => basis with { Beat = 0.5, Quantum = 16, UnhurriedFilings = int.MaxValue };

    private IEnumerable<ICommand> Commands()
    {
        yield return new FoundTown(Text.Of("柳河镇", "Liuhe"), "Asia/Shanghai", "cn-petition-2022");
        yield return new SetOffice(new(City, Text.Of("云州市人民政府", "Yunzhou City"), OfficeRole.Superior, 2));
        yield return new SetOffice(new(Discipline, Text.Of("丙县纪委监委", "Bing County discipline body"), OfficeRole.DisciplineBody, 3, City, discipline.Recipient.ToString()));
        yield return new SetOffice(new(County, Text.Of("丙县人民政府", "Bing County"), OfficeRole.Superior, 3, City, county.Recipient.ToString(), Text.Zh("丙县二号"), "000-0000"));
        yield return new SetOffice(new(Hall, Text.Of("柳河镇人民政府", "Liuhe Town"), OfficeRole.HandlingOrgan, 4, County), Receives: true);
        yield return new SetOffice(new(Petitions, Text.Of("柳河镇信访办公室", "Liuhe petition office"), OfficeRole.PetitionOffice, 4, County));
        yield return new SetOffice(new(School, Text.Of("柳河中心小学", "Liuhe school"), OfficeRole.HandlingOrgan, 5, Hall));
        yield return new SetUnit(new(Works, Hall, Text.Of("工程办公室", "Works office")));
        yield return new SetUnit(new(SchoolDesk, School, Text.Of("总务处", "School office")));
        yield return new SetUnit(new(CountyDesk, County, Text.Of("复查复核科", "Reviews")));
        yield return new SetUnit(new(CityDesk, City, Text.Of("市政府办公室", "City office")));
        foreach (var command in People().SelectMany(one => Seat(one.Person, one.Office, one.Unit, one.Powers)))
            yield return command;
    }

    private static IEnumerable<(PersonId Person, OfficeId Office, UnitId? Unit, Power[] Powers)> People() =>
    [
        (Deputy, Hall, null, [Power.Reception, Power.Disposition]), (Officer, Hall, Works, [Power.Handling]), (Mayor, Hall, null, [Power.Leadership]), (Vice, Hall, null, [Power.Leadership]),
        (PetitionsHead, Petitions, null, [Power.Reception, Power.Disposition, Power.Leadership]),
        (Principal, School, null, [Power.Disposition, Power.Leadership]), (Teacher, School, SchoolDesk, [Power.Handling]),
        (CountyClerk, County, null, [Power.Disposition]), (CountyOfficer, County, CountyDesk, [Power.Handling]), (CountyHead, County, null, [Power.Leadership]),
        (CityClerk, City, null, [Power.Disposition]), (CityOfficer, City, CityDesk, [Power.Handling]), (CityHead, City, null, [Power.Leadership]),
    ];

    private static IEnumerable<ICommand> Seat(PersonId person, OfficeId office, UnitId? unit, Power[] powers) =>
        [new SetPerson(person, $"人员{person}"), new SetPost(new(new(person.Value), office, unit, Text.Zh($"{person}岗"), [.. powers])), new FillPost(new(person.Value), person)];
}
