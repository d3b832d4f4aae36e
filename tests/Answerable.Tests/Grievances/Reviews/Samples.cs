using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;
using static Answerable.Tests.Grievances.Reviews.Upper;

namespace Answerable.Tests.Grievances.Reviews;

internal static class Samples
{
    /// <summary>A state that an event of a review changes; null for any other event.</summary>
    public static Grievance? Before(IEvent sample) => sample switch
    {
        ReviewTakenUp or PositionAsked or PositionGiven or ReviewDrafted or ReviewNoted or HearingAnnounced => Asked().State,
        ReviewSigned or ReviewReturned or ReviewEntered => TakenUp().And(new DraftReview(Upheld), By(Reviewer)).State,
        HearingCalledOff or HearingHeld => TakenUp().And(new AnnounceHearing(new(2026, 3, 20, 9, 0), "丙县信访局", "听证"), By(Reviewer)).State,
        FinalReviewRequested or OpinionPublished => Decided().State,
        RedoDecided => On(Served()).And(new RequestRedo("没有查清"), Resident).State,
        TakenOver or LowerHurried => Late().State,
        _ => null,
    };

    private static Given<Grievance> Late()
    {
        var given = On(Handled());
        return given.Until(given.State.Find("close")!.Clock.DueAt).And(new AskHigher(), Resident);
    }
}
