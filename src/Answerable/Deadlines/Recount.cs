using System.Collections.Immutable;

namespace Answerable.Deadlines;

/// <param name="Off">The day is now off; false: it is now worked.</param>
/// <param name="Name">Of the holiday, where the announcement gives one.</param>
public sealed record DayChange(LocalDate Date, bool Off, string? Name)
{
    /// <summary>The days that one calendar works and the other does not, in order.</summary>
    public static ImmutableArray<DayChange> Between(WorkCalendar before, WorkCalendar now) =>
    [
        .. before.Years.Values.Concat(now.Years.Values).SelectMany(year => year.Days).Select(day => day.Date).Distinct().Order()
            .Where(day => before.IsWorking(day) != now.IsWorking(day))
            .Select(day => new DayChange(day, !now.IsWorking(day), now.Special(day)?.Name)),
    ];
}

/// <summary>That a running clock was moved by a changed calendar, for whoever asks why its day is another one than before.</summary>
/// <param name="Because">The days that are treated otherwise than before.</param>
public sealed record ClockMove(Instant At, LocalDate Before, LocalDate After, ImmutableArray<DayChange> Because);

/// <summary>A clock counted again with another calendar.</summary>
/// <param name="Because">The days on its way that are treated otherwise than before; empty when it did not move.</param>
public sealed record Recount(Clock Before, Clock After, ImmutableArray<DayChange> Because)
{
    public bool Moved => Before.StrictDueAt != After.StrictDueAt || Before.LaterDueAt != After.LaterDueAt;

    internal static ImmutableArray<DayChange> Changes(Clock before, WorkCalendar now)
    {
        var changes = ImmutableArray.CreateBuilder<DayChange>();
        foreach (var (day, worked) in Relied(before))
            if (now.IsWorking(day) != worked)
                changes.Add(new(day, worked, now.Special(day)?.Name));
        return changes.DrainToImmutable();
    }

    // The days whose being worked or off the old count relied on.
    private static IEnumerable<(LocalDate Day, bool Worked)> Relied(Clock clock)
    {
        if (clock.Term.Unit is TermUnit.Hour or TermUnit.Immediately or TermUnit.SameDay or TermUnit.PerDay)
            yield break;
        foreach (var span in clock.Walk)
            if (span.Kind is SpanKind.Weekend or SpanKind.Holiday || (span.Kind == SpanKind.Counted && clock.Term.Unit == TermUnit.WorkingDay))
                for (var day = span.From; day <= span.To; day = day.PlusDays(1))
                    yield return (day, span.Kind == SpanKind.Counted);
        if (clock.Term.Unit == TermUnit.WorkingDay && clock.Extension is null)
            yield break;
        for (var day = clock.StrictDay; day < clock.RolledDay; day = day.PlusDays(1))
            yield return (day, false);
        yield return (clock.RolledDay, true);
    }
}
