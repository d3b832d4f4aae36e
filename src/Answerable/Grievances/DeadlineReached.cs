using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// A deadline of this grievance has come. Lateness becomes a fact and goes to the next office above, whether or not anybody had picked
/// the matter up; every further five working days (our rule) it goes one office higher, to the top.
/// </summary>
public sealed record DeadlineReached(string Key) : ICommand<Grievance>
{
    /// <summary>The day from which a claim counts as accepted (safeguards B3).</summary>
    public const string AcceptanceKey = "acceptance";

    public Decision Decide(Grievance grievance, Context context) =>
        context.Actor is not Actor.Clock ? Refuse("clock-only")
        : grievance.Deadlines.FirstOrDefault(deadline => deadline.Key == Key) is not { Key: not null } due || context.Now < due.DueAt ? Nothing
        : Key == AcceptanceKey ? Record(Deemed(grievance, context))
        : Booking.DayOf(Key) is { } day ? Record(new ReceptionPassed(day))
        : grievance.Find(Key) is not { } clock ? Nothing
        : clock.Clock.Rule.Rule switch
        {
            "withdrawal-reversal" => Record(new Closed(Ending.Withdrawn)),
            "overdue-step" => Record(Brought(grievance, clock, context)),
            _ => Grounds.Watched(grievance, context, Missed(grievance, clock, context)),
        };

    private static AcceptanceDeemed Deemed(Grievance grievance, Context context) =>
        new(CaseClocks.OnAcceptance(context, grievance, grievance.AcceptanceAt!.Value - Duration.Epsilon, Trigger.AcceptanceDeemed));

    private static DeadlineMissed Missed(Grievance grievance, CaseClock clock, Context context)
    {
        var to = Routing.NextAbove(context.Book.Town, clock.Owes);
        return new(clock.Key, clock.Owes, clock.Clock.DueAt, to, Step(grievance, clock.Key, to, context));
    }

    private static BroughtHigher Brought(Grievance grievance, CaseClock step, Context context)
    {
        var to = Routing.NextAbove(context.Book.Town, step.Owes);
        return new(step.Key, to, Step(grievance, CaseClock.MissedBehind(step.Key), to, context));
    }

    // At the top there is nobody further to tell.
    private static ImmutableArray<ClockStart> Step(Grievance grievance, string missed, OfficeId? to, Context context) =>
        to is not { } told || Routing.NextAbove(context.Book.Town, told) is null
            ? []
            : [.. CaseClocks.One(context, grievance, context.Book.House, "overdue-step", told, context.Now).Select(step => step with { Key = grievance.FreshKey(CaseClock.StepOf(missed)) })];
}

/// <summary>Nobody gave notice in time; the claim counts as accepted and its sixty days run.</summary>
[Event("grievance.acceptance-deemed", 1)]
public sealed record AcceptanceDeemed(ImmutableArray<ClockStart> Starts) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <param name="Owed">The office that was late.</param>
/// <param name="BroughtTo">The office above that is told and may act; null at the top.</param>
[Event("grievance.deadline-missed", 1)]
public sealed record DeadlineMissed(string Key, OfficeId Owed, Instant DueAt, OfficeId? BroughtTo, ImmutableArray<ClockStart> Starts) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <summary>Still late: one office higher is told.</summary>
[Event("grievance.brought-higher", 1)]
public sealed record BroughtHigher(string Key, OfficeId? BroughtTo, ImmutableArray<ClockStart> Starts) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}
