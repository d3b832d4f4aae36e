using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Counts the running clocks again after a calendar changed, and records why each moved. What has already come stays as it was.
/// In a closed case only a right to ask still runs; it moves too.
/// </summary>
public sealed record RecountClocks : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context)
    {
        if (context.Actor is not (Actor.Engine or Actor.Clock))
            return Refuse("clock-only");
        var calendar = context.Book.Calendar;
        var moved = grievance.Clocks
            .Where(clock => clock is { Status: ClockStatus.Running, Clock.IsPaused: false } && clock.Clock.Calendar != calendar.Version && context.Now < clock.Clock.DueAt)
            .Select(clock => (clock.Key, Recount: clock.Clock.Recompute(calendar)))
            .Where(clock => clock.Recount.Before.DueAt != clock.Recount.After.DueAt)
            .Select(clock => new MovedClock(clock.Key, clock.Recount.Before.DueAt, clock.Recount.After, clock.Recount.Because))
            .ToImmutableArray();
        return moved.IsEmpty ? Nothing : Record(new ClocksRecounted(calendar.Version, moved));
    }
}

/// <param name="Because">The days that are treated otherwise than before.</param>
public sealed record MovedClock(string Key, Instant Before, Clock After, ImmutableArray<DayChange> Because);

[Event("grievance.clocks-recounted", 1)]
public sealed record ClocksRecounted(string Calendar, ImmutableArray<MovedClock> Moved) : IEvent;
