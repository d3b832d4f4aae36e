using System.Collections.Immutable;

namespace Answerable.Deadlines;

/// <summary>Walks from the day after the start to the last day, keeping what became of every day.</summary>
internal static class Counting
{
    public static Clock Count(Clock clock, WorkCalendar calendar)
    {
        var zone = DateTimeZoneProviders.Tzdb[clock.Zone];
        return clock.Term.Unit is TermUnit.Hour or TermUnit.Immediately ? ByTheHour(clock, calendar, zone) : ByTheDay(clock, calendar, zone);
    }

    // A day off never moves a period counted in hours, nor what is due at once.
    private static Clock ByTheHour(Clock clock, WorkCalendar calendar, DateTimeZone zone)
    {
        var due = clock.StartedAt + Hours(clock.Term) + (clock.Extension is { } more ? Hours(new(more.Length, more.Unit)) : Duration.Zero);
        foreach (var pause in clock.Pauses.Where(pause => pause.To is not null && pause.To > clock.StartedAt).OrderBy(pause => pause.From))
            if (pause.From < due)
                due += pause.To!.Value - Instant.Max(pause.From, clock.StartedAt);
        var day = due.InZone(zone).Date;
        return clock with { Calendar = calendar.Version, StrictDay = day, RolledDay = day, StrictDueAt = due, LaterDueAt = due };
    }

    private static Clock ByTheDay(Clock clock, WorkCalendar calendar, DateTimeZone zone)
    {
        var walk = new Walk(clock, calendar, zone);
        var strict = walk.Run(clock.Term, clock.SetDay);
        if (clock.Extension is { } more)
            strict = walk.Run(new(more.Length, more.Unit));
        // What happens day by day, holiday or not, is never rolled on.
        var rolled = clock.Term.Unit is TermUnit.SameDay or TermUnit.PerDay ? strict : walk.Roll();
        clock = clock with { Calendar = calendar.Version, Unannounced = walk.Unannounced, StrictDay = strict, RolledDay = rolled, Walk = walk.Spans };
        return clock with { StrictDueAt = EndOf(strict, zone), LaterDueAt = EndOf(clock.LaterDay, zone) };
    }

    /// <summary>24:00 of a local day.</summary>
    public static Instant EndOf(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day.PlusDays(1)).ToInstant();

    private static Duration Hours(Term term) => term.Unit == TermUnit.Hour ? Duration.FromHours(term.Length) : Duration.Zero;
}

/// <summary>A day counter that remembers its way.</summary>
internal sealed class Walk(Clock clock, WorkCalendar calendar, DateTimeZone zone)
{
    private readonly ImmutableArray<Span>.Builder spans = ImmutableArray.CreateBuilder<Span>();
    private readonly SortedSet<int> unannounced = [];
    private readonly ImmutableArray<(LocalDate From, LocalDate To)> paused =
        [.. clock.Pauses.Where(pause => pause.To is not null).Select(pause => (pause.From.InZone(zone).Date, pause.To!.Value.InZone(zone).Date))];

    private LocalDate at = clock.StartDay;

    public ImmutableArray<Span> Spans => spans.ToImmutable();
    public ImmutableArray<int> Unannounced => [.. unannounced];

    /// <summary>Counts one term from where it stands; returns the last day.</summary>
    public LocalDate Run(Term term, LocalDate? setDay = null) => term.Unit switch
    {
        TermUnit.SameDay => at,
        TermUnit.SetByAssigner => To(setDay!.Value),
        TermUnit.Month => To(at.PlusMonths(term.Length)),
        TermUnit.Year => To(at.PlusYears(term.Length)),
        TermUnit.PerDay => Steps(1, working: false),
        TermUnit.WorkingDay => Steps(term.Length, working: true),
        _ => Steps(term.Length, working: false),
    };

    /// <summary>The first working day from the last day on (民法典 203).</summary>
    public LocalDate Roll()
    {
        var day = at;
        for (; !IsWorking(day); day = day.PlusDays(1))
            if (day != at)
                Add(day, SpanKind.Rolled, calendar.Special(day)?.Name);
        return day;
    }

    private LocalDate Steps(int length, bool working)
    {
        for (var counted = 0; counted < length;)
        {
            at = at.PlusDays(1);
            var kind = IsPaused(at) ? SpanKind.Paused : !working || IsWorking(at) ? SpanKind.Counted : Off(at);
            Add(at, kind, kind == SpanKind.Holiday ? calendar.Special(at)!.Name : null);
            counted += kind == SpanKind.Counted ? 1 : 0;
        }

        return at;
    }

    // A period in months ends on the day of the same number (民法典 202); each paused day puts it one day later.
    private LocalDate To(LocalDate end)
    {
        while (at < end)
        {
            at = at.PlusDays(1);
            Add(at, IsPaused(at) ? SpanKind.Paused : SpanKind.Counted);
            end = IsPaused(at) ? end.PlusDays(1) : end;
        }

        return at;
    }

    private bool IsWorking(LocalDate day)
    {
        if (!calendar.IsPublished(day.Year))
            unannounced.Add(day.Year);
        return calendar.IsWorking(day);
    }

    private bool IsPaused(LocalDate day) => paused.Any(pause => pause.From <= day && day <= pause.To);
    private SpanKind Off(LocalDate day) => calendar.Special(day) is null ? SpanKind.Weekend : SpanKind.Holiday;

    private void Add(LocalDate day, SpanKind kind, string? name = null)
    {
        if (spans.Count > 0 && spans[^1] is { } last && last.Kind == kind && last.Name == name && last.To.PlusDays(1) == day)
            spans[^1] = last with { To = day };
        else
            spans.Add(new(day, day, kind, name));
    }
}
