using Answerable.Grievances;
using Answerable.Server.Grievances.Resident.Reviews;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances;

/// <summary>A review as its complainant's program reads it.</summary>
/// <param name="Level">review or final-review.</param>
/// <param name="Office">Which decides it.</param>
/// <param name="Status">waiting or decided.</param>
/// <param name="HearingAt">When a hearing is to be, or was.</param>
/// <param name="Outcome">uphold, change or set-aside; null before it is served.</param>
/// <param name="ServedAt">When its receipt was proved; before that its words are not told.</param>
/// <param name="Opinion">Null before it is served, or once erased.</param>
public sealed record TrackedReview(
    string Level, string Office, string Status, DateTimeOffset AskedAt, DateTimeOffset? HearingAt, string? Outcome, string? DocumentNumber, DateTimeOffset? DecidedAt, DateTimeOffset? ServedAt,
    TrackedOpinion? Opinion)
{
    internal static TrackedReview From(Review review, CaseDoor.Opened opened, string language) => new(
        CaseEntry.Code(review.Level), opened.Book.Town.Find(review.Office)?.Name.In(language) ?? review.Office.Value, review.IsOpen ? "waiting" : "decided",
        review.AskedAt.ToDateTimeOffset(), review.Hearing is { IsCalledOff: false } hearing ? hearing.At.ToDateTimeOffset() : null,
        review is { Outcome: { } outcome, ServedAt: not null } ? CaseEntry.Code(outcome) : null, review.ServedAt is null ? null : review.DocumentNumber, review.DecidedAt?.ToDateTimeOffset(), review.ServedAt?.ToDateTimeOffset(),
        review.ServedAt is not null && GivenReview.Of(review, opened.Case.Events) is { Facts: not null } given
            ? new(given.Changed is { } changed ? CaseEntry.Code(changed) : null, given.Asked!, given.Facts, given.LegalBasis!) : null);

    /// <summary>What its complainant can ask for now: review, final-review, redo, higher-office, new-matter.</summary>
    internal static IReadOnlyList<string> MayAsk(CaseDoor.Opened opened)
    {
        var (grievance, doors) = (opened.Case.State, ReviewDoors.Of(opened));
        var review = RequestReview.Fits(grievance, opened.Now) && Routing.Reviewer(opened.Book.Town, grievance) is not null;
        return [.. new[] { review ? "review" : null, doors.Final is null ? null : "final-review", doors.Redo ? "redo" : null, doors.Higher is null ? null : "higher-office", doors.Anew ? "new-matter" : null }.OfType<string>()];
    }
}

/// <param name="ChangedTo">support, explain or not-support, where the review changed the decision.</param>
public sealed record TrackedOpinion(string? ChangedTo, string Asked, string Facts, string LegalBasis);
