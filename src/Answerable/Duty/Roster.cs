using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Duty;

/// <summary>Who stands duty when: the one stream <c>roster/main</c>. What was arranged is computed; who actually took over is a fact.</summary>
public sealed record Roster : IState<Roster>
{
    public static readonly StreamId Stream = StreamId.Only("roster");

    public ImmutableList<Rotation> Rotations { get; init; } = [];

    /// <summary>In the order in which they were arranged: of two that cover one moment the later arranged counts.</summary>
    public ImmutableList<Override> Overrides { get; init; } = [];

    /// <summary>A hand-over that the outgoing side has signed and the incoming side has not.</summary>
    public ImmutableSortedDictionary<DutyPost, Handover> Offered { get; init; } = ImmutableSortedDictionary<DutyPost, Handover>.Empty;

    /// <summary>Who signed for the post last.</summary>
    public ImmutableSortedDictionary<DutyPost, Holding> Holding { get; init; } = ImmutableSortedDictionary<DutyPost, Holding>.Empty;

    public static string Kind => "roster";
    public static Roster Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<Roster> OnDeadline(string key) => throw new InvalidOperationException("A roster has no deadlines.");

    public Roster With(IEvent happened, Stamp stamp) => happened switch
    {
        RotationSet e => this with { Rotations = Rotations.RemoveAll(r => r.Post == e.Rotation.Post && r.From == e.Rotation.From).Add(e.Rotation) },
        DutyOverridden e => this with { Overrides = Overrides.Add(e.Override) },
        HandoverSigned e => this with { Offered = Offered.SetItem(e.Post, new(e.Outgoing, e.Incoming, stamp.RecordedAt)) },
        DutyTakenOver e => this with
        {
            Offered = Offered.Remove(e.Post),
            Holding = Holding.SetItem(e.Post, new(e.Incoming, stamp.RecordedAt)),
        },
        _ => this,
    };
}

public sealed record Handover(PersonId Outgoing, PersonId Incoming, Instant SignedAt);

public sealed record Holding(PersonId Person, Instant Since);
