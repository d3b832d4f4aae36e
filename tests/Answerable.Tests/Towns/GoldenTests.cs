using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Tests.Towns;

/// <summary>The stored bytes of every event of a town, and of a refusal on record, forever.</summary>
public sealed class GoldenTests
{
    private static readonly IEvent[] Samples =
    [
        new TownFounded(Text.Of("明山镇", "Mingshan"), "Asia/Shanghai", "cn-petition-2022", "cn-2025-2026-00000000"),
        new OfficeSet(
            new(new("mingshan"), Text.Of("明山镇人民政府", "Mingshan town government"), OfficeRole.HandlingOrgan, 1, new OfficeId("yunzhou"), null, Text.Zh("府前街 1 号"), "0000-5550100"), Receives: true),
        new UnitSet(new(new("works"), new("mingshan"), Text.Zh("村建办"))),
        new PostSet(new(new("clerk"), new("mingshan"), new UnitId("works"), Text.Zh("接访岗"), [Power.Reception, Power.Disposition], new PostId("head"), new PostId("deputy"))),
        new PersonSet(new("p1"), "测试甲"),
        new PostFilled(new("clerk"), new("p1")),
        new PostVacated(new("clerk")),
        new ContactSet(new("p1"), "m1", "sms", "13900000001"),
        new ContactVerified(new("p1"), "m1"),
        new HolidaysAnnounced(new(2027, ["invented"], [new(new(2027, 1, 1), "元旦", Off: true), new(new(2027, 1, 3), "元旦", Off: false)])),
        new ClocksCounted("cn-2025-2026-00000000"),
        new RefusalGiven("not-allowed", "Transfer"),
        new WordsMarked("watching-persons", "Reason"),
    ];

    public static TheoryData<string> Names => [.. Samples.Select(sample => EventType.Of(sample).Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_a_stored_event_never_change(string name) => Golden.Holds(Samples.Single(sample => EventType.Of(sample).Name == name));
}
