using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// A written review opinion (复查意见, 复核意见): what was asked, facts and reasons, the decision and its legal basis, as the opinion it reviews (32).
/// </summary>
/// <param name="Changed">What the claim comes to now; required where the opinion changes it.</param>
/// <param name="Asked">What the complainant asked the review for; 1 to 10,000 characters, as are the next two.</param>
/// <param name="Facts">Facts found and reasons.</param>
/// <param name="LegalBasis">The laws it rests on, by article.</param>
public sealed record ReviewOpinion(ReviewOutcome Outcome, string Asked, string Facts, string LegalBasis, Outcome? Changed = null)
{
    internal Decision? FaultOf(Review review, string? documentNumber) =>
        Outcome == ReviewOutcome.Change && review.Disputed is null ? Refuse("notice-not-changed")
        : Outcome == ReviewOutcome.Change != Changed is not null ? Refuse("changed-to-what")
        : new Opinion(Grievances.Outcome.Explain, Asked, Facts, LegalBasis).FaultOf(needsLaw: true, documentNumber);
}

/// <summary>
/// Puts the review opinion before the leader of the reviewing office who signs it, as <see cref="DraftOpinion"/> does below. A later draft takes
/// the place of an earlier one.
/// </summary>
/// <param name="DocumentNumber">发文字号, where the office gives one.</param>
public sealed record DraftReview(ReviewOpinion Opinion, string? DocumentNumber = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Reviewing.Fault(grievance, context, Authority.MayReview, out var review)
        ?? (review.Officer is null ? Refuse("review-not-taken-up") : null)
        ?? (review.Hearing is { IsAhead: true } hearing && context.Now < hearing.At ? Refuse("hearing-ahead") : null)
        ?? Opinion.FaultOf(review, DocumentNumber)
        ?? Record(new ReviewDrafted(Guard.Person(context), Opinion.Outcome, Opinion.Changed, DocumentNumber, Opinion.Asked, Opinion.Facts, Opinion.LegalBasis));
}

/// <summary>
/// Signs the draft as it stands and so issues the review opinion: the act of the leader of the reviewing office alone. The thirty days end here
/// (35, 36). What is set aside goes back to the office below at once, which owes a new answer within sixty days (our rule, after Art. 34).
/// </summary>
public sealed record SignReview : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Fault(grievance, context, out var review)
        ?? (review.Draft is { Outcome: ReviewOutcome.SetAside } setAside
            ? Record(Signed(grievance, context, review, setAside), Reopening.Anew(grievance, context, ReopenCause.SetAside))
            : Record(Signed(grievance, context, review, review.Draft!)));

    internal static Decision? Fault(Grievance grievance, Context context, out Review review) =>
        Reviewing.Fault(grievance, context, (_, _, _) => true, out review)
        ?? (review.Draft is null ? Refuse("nothing-to-sign") : Authority.MaySignReview(context.Actor, grievance, context.Book.Town) ? null : Refuse("not-the-signer"));

    private static ReviewSigned Signed(Grievance grievance, Context context, Review review, DraftedReview draft) =>
        new(draft.Version, draft.Outcome, draft.Changed, Guard.Person(context), draft.DocumentNumber, grievance.KeysOf(review.Role));
}

/// <summary>Gives the draft back to whoever prepares the review. No clock stops.</summary>
/// <param name="Reason">What is to be changed; 1 to 5,000 characters, for the reviewing office alone.</param>
public sealed record ReturnReview(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        SignReview.Fault(grievance, context, out _)
        ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing") : Record(new ReviewReturned(Reason)));
}

[Event("grievance.review-drafted", 1)]
public sealed record ReviewDrafted(
    PersonId DraftedBy, ReviewOutcome Outcome, Outcome? Changed, string? DocumentNumber,
    [property: Personal] string? Asked, [property: Personal] string? Facts, [property: Personal] string? LegalBasis) : IEvent;

/// <param name="Draft">Version of the draft that was signed: its words are the opinion.</param>
[Event("grievance.review-signed", 1)]
public sealed record ReviewSigned(
    long Draft, ReviewOutcome Outcome, Outcome? Changed, PersonId SignedBy, string? DocumentNumber, ImmutableArray<string> Meets) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

[Event("grievance.review-returned", 1)]
public sealed record ReviewReturned([property: Personal] string? Reason) : IEvent;
