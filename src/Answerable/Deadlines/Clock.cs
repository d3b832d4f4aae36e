using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Answerable.Recording;

namespace Answerable.Deadlines;

/// <param name="Length">In <paramref name="Unit"/>; 0 for what is due when it starts.</param>
public readonly record struct Term(int Length, TermUnit Unit);

/// <summary>Time that the law does not count (听证所需时间不计算). Both ends' days are left out of a period counted in days.</summary>
/// <param name="To">Null while it lasts.</param>
/// <param name="Why">Code of what pauses: <c>hearing</c>.</param>
public sealed record Pause(Instant From, Instant? To, string Why);

/// <param name="By">Who granted it: never the person who asked.</param>
public sealed record Granted(int Length, TermUnit Unit, ActorId By, Instant At);

/// <summary>What became of a run of days on the way from the start to the last day.</summary>
public enum SpanKind { Counted, Weekend, Holiday, Paused, Rolled }

/// <summary>Neighbouring days, both ends included, that were treated alike.</summary>
/// <param name="Name">The holiday's, as announced.</param>
public sealed record Span(LocalDate From, LocalDate To, SpanKind Kind, string? Name = null);

/// <summary>
/// One running period: the rule it began under, what it started from, and every day on its way to the end.
/// Holds all that is needed to count it again. A clock is a value: only a rule of law, an approved extension,
/// a pause the law names or a changed calendar makes a new one; nothing a participant does can.
/// </summary>
public sealed record Clock
{
    public required RuleRef Rule { get; init; }
    public required Trigger Trigger { get; init; }
    public required Instant StartedAt { get; init; }

    /// <summary>The local day of the start; it is not counted (民法典 201, by analogy).</summary>
    public required LocalDate StartDay { get; init; }

    /// <summary>TZDB id of the town's zone.</summary>
    public required string Zone { get; init; }

    public required Term Term { get; init; }
    public required Owed Owed { get; init; }

    /// <summary>The day an assigner set, where the rule leaves it to them.</summary>
    public LocalDate? SetDay { get; init; }

    public Granted? Extension { get; init; }
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>A right's last day under an earlier calendar, kept because a right is never shortened (our rule).</summary>
    public LocalDate? NotBefore { get; init; }

    /// <summary>Version of the calendar it was last counted with.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>Years it ran into that nobody had announced: there the working week alone decided.</summary>
    public ImmutableArray<int> Unannounced { get; init; } = [];

    /// <summary>The last day without any rolling forward: what an office owes.</summary>
    public LocalDate StrictDay { get; init; }

    /// <summary>The last day when a day off moves it on (民法典 203, by analogy).</summary>
    public LocalDate RolledDay { get; init; }

    /// <summary>When a resident's right ends.</summary>
    [JsonIgnore]
    public LocalDate LaterDay => NotBefore is { } kept && kept > RolledDay ? kept : RolledDay;

    /// <summary>The first instant after the period: 24:00 of the last day, or the exact hour of a period in hours.</summary>
    public Instant StrictDueAt { get; init; }

    public Instant LaterDueAt { get; init; }
    public ImmutableArray<Span> Walk { get; init; } = [];

    [JsonIgnore]
    public LocalDate DueDay => Owed == Owed.Resident ? LaterDay : StrictDay;

    [JsonIgnore]
    public Instant DueAt => Owed == Owed.Resident ? LaterDueAt : StrictDueAt;

    /// <summary>Counted in days, weeks or months: the hour of its start does not matter.</summary>
    [JsonIgnore]
    public bool IsByDay => Term.Unit is not (TermUnit.Hour or TermUnit.Immediately);

    [JsonIgnore]
    public bool IsPaused => Pauses.Any(pause => pause.To is null);

    public TimeLeft LeftAt(Instant now, WorkCalendar calendar) => TimeLeft.At(now, DueAt, Term.Unit, calendar, DateTimeZoneProviders.Tzdb[Zone]);

    /// <summary>Starts a period.</summary>
    /// <param name="because">What set it going, when that is not the rule's usual trigger.</param>
    /// <param name="until">The day an assigner set; required where the rule leaves it to them.</param>
    /// <exception cref="ArgumentException">The rule has no number, is disabled, or needs a day that is not given or lies before the start.</exception>
    public static Clock Start(
        Rulebook book, string rule, Instant at, WorkCalendar calendar, DateTimeZone zone, Trigger? because = null, LocalDate? until = null)
    {
        var law = book[rule];
        var day = at.InZone(zone).Date;
        if (!law.Enabled || (law.Unit == TermUnit.SetByAssigner ? until is null || until < day : !law.HasTerm))
            throw new ArgumentException($"{book.Ref(rule)} cannot start a clock.", nameof(rule));
        return Counting.Count(
            new Clock
            {
                Rule = book.Ref(rule),
                Trigger = because ?? law.Starts,
                StartedAt = at,
                StartDay = day,
                Zone = zone.Id,
                Term = new(law.Length ?? 0, law.Unit),
                Owed = law.Owed,
                SetDay = law.Unit == TermUnit.SetByAssigner ? until : null,
            },
            calendar);
    }

    /// <summary>The same from a local day whose hour does not matter.</summary>
    public static Clock Start(
        Rulebook book, string rule, LocalDate day, WorkCalendar calendar, DateTimeZone zone, Trigger? because = null, LocalDate? until = null) =>
        Start(book, rule, zone.AtStartOfDay(day).ToInstant(), calendar, zone, because, until);

    /// <summary>The longest extension its rule still allows, in the extension's unit; 0 when none.</summary>
    public int LongestExtension(Rule rule) => Extension is null ? rule.Extension?.Length ?? 0 : 0;

    /// <summary>Makes it longer, once, within what the rule allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer than the rule allows, or a second time.</exception>
    public Clock Extend(Rule rule, int length, ActorId by, Instant at, WorkCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LongestExtension(rule));
        return Counting.Count(this with { Extension = new(length, rule.Extension!.Unit ?? rule.Unit, by, at) }, calendar);
    }

    /// <summary>Stops the count for a reason that the rule itself names.</summary>
    /// <exception cref="InvalidOperationException">The rule does not name this pause, or one is running.</exception>
    public Clock PauseAt(Rule rule, Instant at, string why) =>
        !rule.PausedFor.Contains(why) || IsPaused
            ? throw new InvalidOperationException($"{Rule} cannot be paused.")
            : this with { Pauses = Pauses.Add(new(at, null, why)) };

    /// <exception cref="InvalidOperationException">It is not paused, or would end before it began.</exception>
    public Clock ResumeAt(Instant at, WorkCalendar calendar) =>
        !IsPaused || at < Pauses[^1].From
            ? throw new InvalidOperationException($"{Rule} is not paused.")
            : Counting.Count(this with { Pauses = Pauses.SetItem(Pauses.Length - 1, Pauses[^1] with { To = at }) }, calendar);

    /// <summary>Ends the last pause earlier than was fixed: what it was for does not take place.</summary>
    /// <exception cref="InvalidOperationException">There is none that would last until later.</exception>
    public Clock EndPauseAt(Instant at, WorkCalendar calendar) =>
        Pauses is not [.., { To: { } to } last] || at > to || at < last.From
            ? throw new InvalidOperationException($"{Rule} has no pause that ends later.")
            : Counting.Count(this with { Pauses = Pauses.SetItem(Pauses.Length - 1, last with { To = at }) }, calendar);

    /// <summary>Counts again with a newer calendar, and says which days made the difference.</summary>
    public Recount Recompute(WorkCalendar calendar)
    {
        var after = Counting.Count(this, calendar);
        if (Owed == Owed.Resident && after.LaterDay < LaterDay)
            after = Counting.Count(this with { NotBefore = LaterDay }, calendar);
        return new(this, after, Recount.Changes(this, calendar));
    }
}
