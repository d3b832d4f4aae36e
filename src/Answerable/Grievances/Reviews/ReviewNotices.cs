using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Whom the events of a review tell, and those of a request to handle anew or above.</summary>
public sealed partial record Grievance
{
    private IEnumerable<Delivery> OfReview(IEvent happened, Stamp stamp) => happened switch
    {
        ReviewRequested e => [ToOffice(stamp, "review-requested", e.To)],
        FinalReviewRequested e => [ToOffice(stamp, "final-review-requested", e.To)],
        ReviewTakenUp e => ToComplainant(stamp, "review-taken-up").Concat(new[] { e.Officer, e.Leader }.OfType<PersonId>().Distinct().Select(person => ToStaff(stamp, "review-taken-up", person))),
        PositionAsked e => [ToOffice(stamp, "position-asked", e.Of)],
        PositionGiven => Reviewer(stamp, "position-given", review => review.Officer),
        ReviewDrafted => Reviewer(stamp, "review-drafted", review => review.Leader),
        ReviewReturned => Reviewer(stamp, "review-returned", review => review.Officer),
        HearingAnnounced => ToComplainant(stamp, "hearing-announced").Append(ToOffice(stamp, "hearing-announced", Office)),
        HearingCalledOff => ToComplainant(stamp, "hearing-called-off").Append(ToOffice(stamp, "hearing-called-off", Office)),
        HearingHeld => ToComplainant(stamp, "hearing-held"),
        ReviewSigned or ReviewEntered => ToComplainant(stamp, "review-decided").Append(ToOffice(stamp, "review-decided", Office)),
        RedoRequested e => [ToOffice(stamp, "redo-requested", e.To)],
        OpinionPublished => ToComplainant(stamp, "opinion-published"),
        RedoDecided => ToComplainant(stamp, "redo-decided"),
        ToldFinal => ToComplainant(stamp, "told-final"),
        HigherAsked e => [ToOffice(stamp, "higher-asked", e.To)],
        TakenOver e => ToComplainant(stamp, "taken-over").Append(ToOffice(stamp, "taken-over", e.From)),
        LowerHurried e => ToComplainant(stamp, "lower-hurried").Append(ToOffice(stamp, "lower-hurried", e.Of)),
        _ => [],
    };

    private IEnumerable<Delivery> Reviewer(Stamp stamp, string message, Func<Review, PersonId?> whom) =>
        LastReview is not { } review ? [] : [whom(review) is { } person ? ToStaff(stamp, message, person) : ToOffice(stamp, message, review.Office)];
}
