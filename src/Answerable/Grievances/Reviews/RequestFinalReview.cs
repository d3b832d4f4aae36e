using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Asks the office above the reviewing one for the final review (复核, 36¶1), within thirty days of the proven receipt of the review opinion, on
/// the later date. A decision that was set aside is handled anew instead.
/// </summary>
public sealed record RequestFinalReview(string Reason) : ICommand<Grievance>
{
    /// <summary>Whether it can be asked for now, as far as the case itself says.</summary>
    public static bool Fits(Grievance grievance, Instant now) =>
        grievance is { LastReview: { Level: ReviewLevel.Review, IsOpen: false }, IsWithdrawn: false } && !(grievance.RightToReview is { } right && now >= right.Clock.DueAt);

    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Review is not null ? Refuse("under-review")
            : grievance.IsFinal ? Refuse("finally-reviewed")
            : grievance.LastReview is null ? Refuse("not-reviewed")
            : grievance.IsWithdrawn ? Refuse("withdrawn")
            : grievance.RightToReview is { } right && context.Now >= right.Clock.DueAt ? RefuseOnRecord("review-too-late")
            : !Written.IsText(Reason, 20_000) ? Refuse("reason-missing")
            : Routing.Reviewer(context.Book.Town, grievance) is not { } above ? Refuse("no-office-above")
            : Record(new FinalReviewRequested(
                above.Id, CaseClocks.One(context, grievance, Role.FinalReview, above.Id, context.Now), grievance.KeysOf(Role.FinalReviewRequest), Reason)));
}

/// <param name="To">The office that decides: the next one above the reviewing office.</param>
[Event("grievance.final-review-requested", 1)]
public sealed record FinalReviewRequested(OfficeId To, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;
