using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// The written answer. For a claim it is the 信访处理意见书 and states the claim, the facts and reasons, the decision and its legal basis (32).
/// </summary>
/// <param name="Asked">What was asked for; 1 to 10,000 characters, as are the next two.</param>
/// <param name="Facts">Facts and reasons.</param>
/// <param name="LegalBasis">The laws the decision rests on, by article. May be left out for a suggestion.</param>
public sealed record Opinion(Outcome Outcome, string Asked, string Facts, string? LegalBasis)
{
    /// <summary>What keeps it from going on record. Null: go on.</summary>
    internal Decision? FaultOf(bool needsLaw, string? documentNumber) =>
        !Written.IsText(Asked, 10_000) || !Written.IsText(Facts, 10_000) ? Refuse("opinion-incomplete")
        : needsLaw && !Written.IsText(LegalBasis, 10_000) ? Refuse("legal-basis-missing")
        : !Written.IsLine(documentNumber, 60) ? Refuse("document-number-invalid")
        : null;
}

/// <summary>
/// Answers a suggestion, or an accusation, in the name of whoever writes it (29: 予以回复; 30: 反馈). No opinion is signed there;
/// a claim is answered by <see cref="SignOpinion"/> alone.
/// </summary>
/// <param name="DocumentNumber">发文字号, where the office gives one.</param>
public sealed record Reply(Opinion Opinion, string? DocumentNumber = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Outcome is not null ? Refuse("already-answered")
            : grievance.FiledAs == GrievanceKind.Claim ? Refuse("opinion-not-signed")
            : Opinion.FaultOf(needsLaw: false, DocumentNumber)
                ?? Record(new Replied(Opinion.Outcome, Guard.Person(context), DocumentNumber, Fulfilled(grievance), Opinion.Asked, Opinion.Facts, Opinion.LegalBasis)));

    // An answer is also the notice that the matter was received.
    internal static ImmutableArray<string> Fulfilled(Grievance grievance) =>
        grievance.KeysOf([Role.Disposition, Role.Notice, Role.TransferNotice, Role.Answer], ["own-rules-answer", "first-human-answer", "redo", "taken-over"]);
}

[Event("grievance.replied", 1)]
public sealed record Replied(
    Outcome Outcome, PersonId SignedBy, string? DocumentNumber, ImmutableArray<string> Meets,
    [property: Personal] string? Asked, [property: Personal] string? Facts, [property: Personal] string? LegalBasis) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>
/// Records that the answer, or the review opinion issued last, reached the complainant. The complainant's own thirty days to ask for the review, or
/// the final review, start here, never at the moment somebody put it online (35, 36, safeguards B4).
/// </summary>
/// <param name="Reference">Number of the receipt or of the mail; required unless the complainant opened it.</param>
public sealed record Serve(ServiceProof Proof, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        (Proof == ServiceProof.OpenedByComplainant ? Guard.Complainant(grievance, context) : Guard.Disposing(grievance, context))
        ?? (grievance.Outcome is null && grievance.UnservedReview is null ? Refuse("not-answered")
            : grievance.ServedAt is not null && grievance.UnservedReview is null ? Nothing
            : context.OccurredAt > context.Now ? Refuse("received-in-the-future")
            : Proof != ServiceProof.OpenedByComplainant && (string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 60)) ? Refuse("proof-missing")
            : Record(new Served(Proof, Reference, Starts(grievance, context))));

    // From the day it was recorded: an earlier day on a slip of paper never shortens the right.
    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context) =>
        grievance.UnservedReview is { } review
            ? review is { Level: ReviewLevel.Review, IsPast: false } ? CaseClocks.One(context, grievance, Role.FinalReviewRequest, review.Office, context.Now) : []
            : CaseClocks.One(context, grievance, Role.ReviewRequest, grievance.Office, context.Now);
}

[Event("grievance.served", 1)]
public sealed record Served(ServiceProof Proof, string? Reference, ImmutableArray<ClockStart> Starts) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}
