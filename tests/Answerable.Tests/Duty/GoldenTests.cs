using Answerable.Duty;
using Answerable.Recording;
using Answerable.Tests.Emergencies;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Duty;

public class GoldenTests
{
    public static readonly TheoryData<string> Names = [.. Samples.Select(sample => EventType.Of(sample).Name)];

    private static IEnumerable<IEvent> Samples =>
    [
        new RotationSet(new(DutyPost.Leader, new(2026, 7, 1), new(8, 0), [DutyLeader, Head])),
        new DutyOverridden(new(DutyPost.Officer, Night, Night + Duration.FromHours(8), Officer, "换班")),
        new HandoverSigned(DutyPost.Officer, Officer, Clerk, "水位待续报"),
        new DutyTakenOver(DutyPost.Officer, Officer, Clerk),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_of_a_stored_event_never_change(string name) => Golden.Holds(Samples.Single(sample => EventType.Of(sample).Name == name));
}
