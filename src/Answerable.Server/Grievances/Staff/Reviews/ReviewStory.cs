using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Staff.Reviews;

/// <summary>The events of a review as the desk reads them. What the reviewing office wrote for itself is its own until it is signed.</summary>
internal static class ReviewStory
{
    /// <summary>Whether this reader is told of the event at all.</summary>
    public static bool Shows(DeskCase on, Happened happened) => happened.Event switch
    {
        ReviewDrafted => IsOfTheirs(on, happened) || on.Case.Events.Any(one => one.Event is ReviewSigned signed && signed.Draft == happened.Stamp.Version),
        ReviewReturned or ReviewNoted => IsOfTheirs(on, happened),
        _ => true,
    };

    public static IEnumerable<(string? Label, string? Value)> Values(DeskCase on, IEvent happened, Words w)
    {
        string? Name(PersonId? id) => id is { } person ? on.Town.Find(person)?.Name ?? person.Value : null;
        string Office(OfficeId id) => on.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        return happened switch
        {
            ReviewRequested e => [("staff.story.review-by", Office(e.To)), ("staff.story.review-reason", MayReadReason(on) ? e.Reason : null)],
            FinalReviewRequested e => [("staff.story.final-review-by", Office(e.To)), ("staff.story.review-reason", MayReadReason(on) ? e.Reason : null)],
            ReviewTakenUp e => [("staff.field.reviewer", Name(e.Officer)), ("staff.field.take-up-review.leader", Name(e.Leader))],
            PositionAsked e => [("staff.story.position-of", Office(e.Of)), (null, e.Words)],
            PositionGiven e => [(null, e.Words)],
            ReviewDrafted e => [.. Opinion(e.Outcome, e.Changed, null, e.DocumentNumber, w), ("staff.field.draft-review.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            ReviewSigned e => Opinion(e.Outcome, e.Changed, Name(e.SignedBy), e.DocumentNumber, w),
            ReviewEntered e => [.. Opinion(e.Outcome, e.Changed, e.Signer, e.DocumentNumber, w), ("staff.field.draft-review.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            ReviewReturned e => [("staff.field.return-review.reason", e.Reason)],
            ReviewNoted e => [(null, e.Words)],
            HearingAnnounced e => [("staff.field.at", w.Moment(e.At.InZone(on.Book.Zone).LocalDateTime)), ("staff.field.hearing.place", e.Place), (null, e.Words)],
            HearingCalledOff e => [(null, e.Reason)],
            HearingHeld e => [("staff.field.minutes", e.Minutes)],
            OpinionPublished e => [(null, e.Words)],
            Reopened { Cause: { } cause } => [(null, w[$"staff.story.reopened.{CaseEntry.Code(cause)}"])],
            RedoRequested e => [("staff.story.redo-by", Office(e.To)), (null, e.Reason)],
            RedoDecided e => [("staff.field.grant", w[$"redo.grant.{(e.Granted ? "granted" : "refused")}"]), ("staff.story.redo-decided-by", Name(e.DecidedBy)), (null, e.Reason)],
            ToldFinal e => [("staff.story.final-opinion", Said(e.Opinion, on.Town, w)), (null, e.Notice)],
            HigherAsked e => [("staff.story.higher", Office(e.To)), (null, e.Reason)],
            TakenOver e => [("staff.story.higher", Office(e.To)), (null, e.Reason)],
            LowerHurried e => [("staff.story.higher", Office(e.By)), ("staff.field.until", e.Starts is [var start, ..] ? w.Date(start.Clock.DueDay) : null), (null, e.Reason)],
            _ => [],
        };
    }

    /// <summary>The final opinion as a notice cites it.</summary>
    public static string Said(FinalOpinion opinion, Answerable.Offices.Town town, Words w) =>
        w[opinion.Document is null ? "review.cited" : "review.cited.number", town.Find(opinion.Office)?.Name.In(w.Language) ?? opinion.Office.Value, w.Date(opinion.On), opinion.Document ?? ""];

    // The office below reads why its decision is disputed once it is asked what it says to that.
    private static bool MayReadReason(DeskCase on) =>
        Authority.MayReadReview(on.Reader, on.State, on.Town) || on.State.Reviews.Any(review => review.PositionAskedAt is not null || !review.IsOpen);

    private static bool IsOfTheirs(DeskCase on, Happened happened) =>
        on.State.Reviews.LastOrDefault(review => review.Request < happened.Stamp.Version) is { } review && !on.State.IsBarredFrom(review, on.Reader.Person) && Authority.WorksIn(on.Reader.Person, review.Office, on.Town);

    private static (string? Label, string? Value)[] Opinion(ReviewOutcome outcome, Outcome? changed, string? signer, string? number, Words w) =>
    [
        ("staff.field.decision", w[$"review.outcome.{CaseEntry.Code(outcome)}"]), ("staff.field.changed", changed is { } to ? w[$"outcome.claim.{CaseEntry.Code(to)}"] : null),
        ("staff.field.signer", signer), ("staff.field.document", number),
    ];
}
