using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Bench.Scale;

/// <summary>An invented county: one petition office to which most is brought, twenty-nine other offices, two hundred case officers.</summary>
internal static class County
{
    public const int Offices = 29, Officers = 200;
    public static readonly OfficeId Petitions = new("xinfang");
    public static readonly UnitId Unit = new("works");

    /// <summary>One who sees most of it, one who sees a small office, and one who sees what they handle.</summary>
    public static readonly string[] Readers = [TownServer.Clerk, "small", Officer(7).Value];

    public static OfficeId Office(int n) => new($"office-{n}");

    public static PersonId Officer(int n) => new($"officer-{n}");

    public static IEnumerable<ICommand> Setup() =>
    [
        .. TownServer.Setup(),
        .. Enumerable.Range(0, Offices).Select(n => new SetOffice(new(Office(n), Text.Zh($"测试机关{n}"), OfficeRole.HandlingOrgan, 2))),
        new SetUnit(new(Unit, Petitions, Text.Zh("测试科"))),
        .. Seat(new("small"), Office(7), null, Power.Reception, Power.Disposition),
        .. Enumerable.Range(0, Officers).SelectMany(n => Seat(Officer(n), Petitions, Unit, Power.Handling)),
    ];

    private static IEnumerable<ICommand> Seat(PersonId person, OfficeId office, UnitId? unit, params Power[] powers) =>
        [new SetPerson(person, $"测试员{person}"), new SetPost(new(new(person.Value), office, unit, Text.Zh("测试岗"), [.. powers])), new FillPost(new(person.Value), person)];
}
