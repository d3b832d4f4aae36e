using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>A review opinion in words, as it was drafted and signed, or entered from paper. The words are null once erased.</summary>
/// <param name="SignedBy">Null where it came on paper; <paramref name="Signer"/> is then who signed that.</param>
public sealed record GivenReview(
    ReviewOutcome Outcome, Outcome? Changed, PersonId? SignedBy, string? Signer, string? DocumentNumber, string? Asked, string? Facts, string? LegalBasis)
{
    /// <param name="history">The case's events, personal fields opened.</param>
    /// <returns>Null while it is not decided.</returns>
    public static GivenReview? Of(Review review, IReadOnlyList<Happened> history) => At(history, review.DecidedBy) switch
    {
        ReviewSigned e when At(history, e.Draft) is ReviewDrafted draft => new(e.Outcome, e.Changed, e.SignedBy, null, e.DocumentNumber, draft.Asked, draft.Facts, draft.LegalBasis),
        ReviewEntered e => new(e.Outcome, e.Changed, null, e.Signer, e.DocumentNumber, e.Asked, e.Facts, e.LegalBasis),
        _ => null,
    };

    private static IEvent? At(IReadOnlyList<Happened> history, long? version) => history.LastOrDefault(one => one.Stamp.Version == version)?.Event;
}

/// <summary>What both sides put forward in a review, in words; null where nothing was said, or once erased.</summary>
/// <param name="Reason">Why the complainant asked for it.</param>
/// <param name="PositionAsked">What the office whose decision is disputed was asked.</param>
/// <param name="Position">What it answered.</param>
/// <param name="Place">Of the hearing.</param>
/// <param name="Hearing">What the hearing is about.</param>
/// <param name="Minutes">Of the hearing.</param>
public sealed record ReviewPapers(string? Reason, string? PositionAsked, string? Position, string? Place, string? Hearing, string? Minutes)
{
    public static ReviewPapers Of(Review review, IReadOnlyList<Happened> history)
    {
        var own = history.Where(one => one.Stamp.Version >= review.Request && (review.DecidedBy is not { } end || one.Stamp.Version <= end)).Select(one => one.Event).ToList();
        T? Last<T>() where T : class => own.OfType<T>().LastOrDefault();
        var hearing = Last<HearingAnnounced>();
        return new(
            own.FirstOrDefault() switch { ReviewRequested e => e.Reason, FinalReviewRequested e => e.Reason, _ => null },
            Last<PositionAsked>()?.Words, Last<PositionGiven>()?.Words, hearing?.Place, hearing?.Words, Last<HearingHeld>()?.Minutes);
    }
}
