using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>
/// One line of the queue. Says nothing about who complained; of an anonymous or confidential filing staff see the day, not the time (safeguards A5).
/// </summary>
/// <param name="Offices">Whose people may see it: the answerable office first, then those above that it was brought to and those that follow it.</param>
/// <param name="Recused">People who never see it, whatever their office.</param>
/// <param name="NextClock">Rule of the clock that comes next: <c>close</c>; null when nothing is owed.</param>
/// <param name="NextDueAt">When it comes, or came: the queue's order.</param>
/// <param name="AwaitsApproval">A leader is to decide on more time, or to sign the opinion.</param>
/// <param name="ReceivedDay">In the town's zone.</param>
/// <param name="Reviewing">Who reviews it.</param>
/// <param name="ReceivedAt">Null for an anonymous or confidential filing.</param>
public sealed record CaseRow(
    StreamId Stream, string Number, GrievanceKind Kind, Stage Stage, Ending? Ending, Channel Channel, string? Category,
    OfficeId Office, ImmutableArray<OfficeId> Offices, UnitId? Unit, PersonId? Officer, PersonId? Leader, ImmutableArray<PersonId> Recused,
    string? NextClock, Instant? NextDueAt, bool IsOverdue, LocalDate ReceivedDay, Instant? ReceivedAt,
    bool IsSealed, bool IsUrgent, bool IsErased, bool AwaitsApproval, bool IsExtended, string AccessDigest, ReviewRow Reviewing)
{
    /// <summary>Its numbers in other systems.</summary>
    public ImmutableArray<OuterNumber> Outer { get; init; } = [];

    public bool IsOpen => Stage is not (Stage.Closed or Stage.Withdrawn);
}

/// <summary>What the queue and the tracking page know of a grievance, as a pure function of its state.</summary>
public static class CaseFile
{
    /// <summary>Grows whenever a row would come out differently from the same history.</summary>
    public const int Version = 4;

    /// <summary>What stands in the place of a rule where the day of another system comes first: <c>outer-petition</c>, <c>outer-hotline</c>.</summary>
    public static string OuterClock(OuterSystem system) => $"outer-{(system == OuterSystem.Petition ? "petition" : "hotline")}";

    /// <summary>The earliest leads, and moves no clock of the law: the later one still runs, and is late when it is late.</summary>
    public static CaseRow Row(StreamId stream, Grievance grievance, DateTimeZone zone)
    {
        var row = Own(stream, grievance, zone);
        return grievance.NextOuter is { Due: { } day } outer && zone.AtStartOfDay(day.PlusDays(1)).ToInstant() is var end && (row.NextDueAt is not { } due || end < due)
            ? row with { NextClock = OuterClock(outer.System), NextDueAt = end }
            : row;
    }

    private static CaseRow Own(StreamId stream, Grievance grievance, DateTimeZone zone) => new(
        stream, grievance.Number, grievance.FiledAs, grievance.Stage, grievance.Ending, grievance.Channel, grievance.Category,
        grievance.Office, [.. grievance.Seeing], grievance.Unit, grievance.Officer, grievance.Leader, [.. grievance.Recused],
        grievance.Next?.Clock.Rule.Rule, grievance.Next?.Clock.DueAt, grievance.IsOverdue,
        grievance.ReceivedAt.InZone(zone).Date, grievance.Openness == Openness.Open ? grievance.ReceivedAt : null,
        grievance.IsSealed, grievance.IsUrgent, grievance.IsErased, grievance.PendingExtension is not null || grievance.Draft is not null || grievance.Review?.Draft is not null || grievance.Redo is { IsOpen: true },
        grievance.Clocks.Any(clock => clock.Clock.Extension is not null), grievance.AccessDigest, ReviewRow.Of(grievance)) { Outer = grievance.Outer };

    /// <summary>The clocks as a complainant sees them, each with how it was computed.</summary>
    public static IEnumerable<(CaseClock Clock, Explanation Why)> ClocksFor(Grievance grievance) =>
        grievance.Clocks.Where(clock => clock.Role != Role.Objection && clock.Clock.Rule.Rule != "overdue-step").Select(clock => (clock, Explanation.Of(clock.Clock) with { Moves = clock.Moves }));

    /// <summary>The office with which the matter lay when it came to <paramref name="version"/>: what was done then was done by that one.</summary>
    public static OfficeId OfficeAt(IEnumerable<Happened> history, long version) => history.TakeWhile(one => one.Stamp.Version <= version)
        .Aggregate(default(OfficeId), (office, one) => one.Event switch { Lodged e => e.Office, AccusationSealed e => e.Office, Transferred e when one.Stamp.Version < version => e.To, _ => office });

    /// <summary>The openings of the identity that a complainant may be told of now.</summary>
    public static IEnumerable<Opening> OpeningsFor(Grievance grievance, Instant now) =>
        grievance.Openings.Where(opening => opening.ToldFrom <= now);
}
