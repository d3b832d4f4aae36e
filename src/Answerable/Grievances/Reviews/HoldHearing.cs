using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Announces a hearing (听证) in a review, at least seven days ahead and at most thirty after the first announcement (our rules). In the final
/// review, and there alone, the days from the announcement to the hearing are not counted (36¶2); they are fixed here, so that a hearing that
/// nobody holds stops nothing.
/// </summary>
/// <param name="Place">1 to 200 characters.</param>
/// <param name="Words">What it is about, and how to take part; 1 to 5,000 characters.</param>
public sealed record AnnounceHearing(LocalDateTime At, string Place, string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out var review)
        ?? (review.Hearing is { IsCalledOff: false } ? Refuse("hearing-announced")
            : string.IsNullOrWhiteSpace(Place) || !Written.IsLine(Place, 200) ? Refuse("hearing-place-missing")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : At.Date < Day("hearing-notice", context.Now, context) || At.Date > Day("hearing-latest", review.Hearing?.FirstAnnouncedAt ?? context.Now, context) ? Refuse("hearing-day")
            : Record(Event(grievance, review, context)));

    private HearingAnnounced Event(Grievance grievance, Review review, Context context)
    {
        var at = At.InZoneLeniently(context.Book.Zone).ToInstant();
        var paused = grievance.Open(review.Role) is { Status: ClockStatus.Running } clock && Rulebooks.Get(clock.Clock.Rule) is var rule && rule.PausedFor.Contains("hearing")
            ? (clock.Key, Clock: clock.Clock.PauseAt(rule, context.Now, "hearing").ResumeAt(at, context.Book.Calendar))
            : default;
        return new(at, paused.Key, paused.Clock, Place.Trim(), Words);
    }

    private static LocalDate Day(string rule, Instant from, Context context) =>
        Clock.Start(context.Book.House, rule, from, context.Book.Calendar, context.Book.Zone).StrictDay;
}

/// <summary>The hearing does not take place: the time that was to be left out for it is counted again from now on.</summary>
public sealed record CallOffHearing(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out var review)
        ?? (review.Hearing is not { IsAhead: true } hearing || context.Now >= hearing.At ? Refuse("no-hearing-ahead")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(Event(grievance, review, context)));

    private HearingCalledOff Event(Grievance grievance, Review review, Context context) =>
        grievance.Open(review.Role) is { Status: ClockStatus.Running, Clock.Pauses: [.., { To: { } to }] } clock && to > context.Now
            ? new(clock.Key, clock.Clock.EndPauseAt(context.Now, context.Book.Calendar), Reason)
            : new(null, null, Reason);
}

/// <summary>Records the minutes of the hearing. Both sides read them.</summary>
/// <param name="Minutes">Who spoke for whom, what was said and shown; 1 to 50,000 characters.</param>
public sealed record HoldHearing(string Minutes) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out var review)
        ?? (review.Hearing is not { IsAhead: true } hearing || context.Now < hearing.At ? Refuse("no-hearing-held")
            : !Written.IsText(Minutes, 50_000) ? Refuse("minutes-missing")
            : Record(new HearingHeld(Minutes)));
}

/// <param name="Key">Of the clock whose days are left out; null in a review, where none are.</param>
/// <param name="Clock">As it runs from now on.</param>
[Event("grievance.hearing-announced", 1)]
public sealed record HearingAnnounced(Instant At, string? Key, Clock? Clock, string Place, [property: Personal] string? Words) : IEvent;

[Event("grievance.hearing-called-off", 1)]
public sealed record HearingCalledOff(string? Key, Clock? Clock, [property: Personal] string? Reason) : IEvent;

[Event("grievance.hearing-held", 1)]
public sealed record HearingHeld([property: Personal] string? Minutes) : IEvent;
