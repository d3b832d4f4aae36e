using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Enters the review opinion of an office that is not served here, as it came on paper with its number. The decision is that office's; whoever
/// enters it decides nothing, is named, and took no part in what was disputed.
/// </summary>
/// <param name="DocumentNumber">发文字号 of the paper: what a reader asks the other office for.</param>
/// <param name="Signer">Who signed it, as the paper says.</param>
public sealed record EnterReview(ReviewOpinion Opinion, string DocumentNumber, string Signer) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Review is not { } review ? Refuse("no-review")
            : Authority.IsServed(review.Office, context.Book.Town) ? Refuse("reviewer-decides-here")
            : !Authority.MayEnterReview(context.Actor, grievance, context.Book.Town) ? RefuseOnRecord("took-part")
            : string.IsNullOrWhiteSpace(DocumentNumber) ? Refuse("document-number-missing")
            : string.IsNullOrWhiteSpace(Signer) || !Written.IsLine(Signer, 100) ? Refuse("signer-missing")
            : Opinion.FaultOf(review, DocumentNumber)
            ?? (Opinion.Outcome == ReviewOutcome.SetAside
                ? Record(Entered(grievance, review), Reopening.Anew(grievance, context, ReopenCause.SetAside))
                : Record(Entered(grievance, review))));

    private ReviewEntered Entered(Grievance grievance, Review review) =>
        new(Opinion.Outcome, Opinion.Changed, DocumentNumber, grievance.KeysOf(review.Role), Signer, Opinion.Asked, Opinion.Facts, Opinion.LegalBasis);
}

[Event("grievance.review-entered", 1)]
public sealed record ReviewEntered(
    ReviewOutcome Outcome, Outcome? Changed, string DocumentNumber, ImmutableArray<string> Meets, [property: Personal] string? Signer,
    [property: Personal] string? Asked, [property: Personal] string? Facts, [property: Personal] string? LegalBasis) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
