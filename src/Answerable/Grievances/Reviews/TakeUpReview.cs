using System.Text.Json.Serialization;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The reviewing office names who prepares the review and who is in charge of it: never anybody who took part in what is disputed.</summary>
public sealed record TakeUpReview(PersonId Officer, PersonId? Leader = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayTakeUpReview, out var review)
        ?? (new[] { Officer, Leader }.Any(person => person is { } named && grievance.IsBarredFrom(review, named)) ? RefuseOnRecord("took-part")
            : !Authority.WorksIn(Officer, review.Office, context.Book.Town) ? Refuse("reviewer-not-of-office")
            : Leader is { } leader && !Authority.Leads(leader, review.Office, context.Book.Town) ? Refuse("leader-not-of-office")
            : (Officer, Leader) == (review.Officer, review.Leader) ? Nothing
            : Record(new ReviewTakenUp(Officer, Leader)));
}

/// <summary>Asks the office whose decision is disputed for its file and its position in writing, within seven days (our rule).</summary>
public sealed record AskPosition(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out var review)
        ?? (review.PositionAskedAt is not null ? Refuse("position-asked")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : Record(new PositionAsked(review.Against, CaseClocks.One(context, grievance, context.Book.House, "position", review.Against, context.Now), Words)));
}

/// <summary>The office whose decision is disputed says how it came to it. The complainant reads it too.</summary>
public sealed record GivePosition(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.Review is not { } review ? Refuse("no-review")
            : !Authority.MayGivePosition(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : review.PositionAskedAt is null ? Refuse("position-not-asked")
            : review.PositionGivenAt is not null ? Refuse("position-given")
            : Guard.Alive(grievance)
            ?? (!Written.IsText(Words, 20_000) ? Refuse("words-missing") : Record(new PositionGiven(grievance.KeysOf("position"), Words))));
}

/// <summary>Writes down what the reviewing office finds: its own, and read by nobody who took part in what is disputed.</summary>
public sealed record NoteReview(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out _) ?? (!Written.IsText(Words, 20_000) ? Refuse("words-missing") : Record(new ReviewNoted(Words)));
}

internal static class Reviewing
{
    /// <summary>What a review looks at, or has decided, is not undone beside it.</summary>
    public static Decision? Holds(Grievance grievance) =>
        grievance.Review is not null ? Refuse("under-review") : grievance.LastReview is not null ? Refuse("already-reviewed") : null;

    /// <summary>What keeps the actor from acting in the open review. Null: go on.</summary>
    public static Decision? Fault(Grievance grievance, Context context, Func<Actor, Grievance, Town, bool> may, out Review review)
    {
        review = grievance.Review!;
        return Guard.Seen(grievance, context)
            ?? (review is null ? Refuse("no-review")
                : context.Actor is Actor.Staff staff && grievance.IsBarredFrom(review, staff.Person) ? RefuseOnRecord("took-part")
                : !may(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
                : Guard.Alive(grievance));
    }
}

[Event("grievance.review-taken-up", 1)]
public sealed record ReviewTakenUp(PersonId Officer, PersonId? Leader) : IEvent;

[Event("grievance.review-noted", 1)]
public sealed record ReviewNoted([property: Personal] string? Words) : IEvent;

/// <param name="Of">The office that is asked.</param>
[Event("grievance.position-asked", 1)]
public sealed record PositionAsked(OfficeId Of, ImmutableArray<ClockStart> Starts, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

[Event("grievance.position-given", 1)]
public sealed record PositionGiven(ImmutableArray<string> Meets, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
