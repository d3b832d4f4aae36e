using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Resident.Reviews;

/// <summary>The history of a review in the words of its complainant. Drafts are nobody's but the reviewing office's.</summary>
internal static class ReviewLines
{
    public static StoryLine? Of(IEvent happened, Stamp stamp, CaseDoor.Opened opened, Words w)
    {
        string Office(OfficeId id) => opened.Book.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        string Name(PersonId id) => opened.Book.Town.Find(id)?.Name ?? id.Value;
        return happened switch
        {
            FinalReviewRequested e => new(stamp, w["story.final", Office(e.To)], null, "now"),
            ReviewTakenUp e => new(stamp, w["story.review-taken-up"], string.Join("\n", new[] { w["story.reviewer", Name(e.Officer)], e.Leader is { } leader ? w["story.review-leader", Name(leader)] : null }.OfType<string>())),
            PositionAsked e => new(stamp, w["story.position-asked", Office(e.Of)]),
            PositionGiven => new(stamp, w["story.position-given"]),
            HearingAnnounced e => new(stamp, w["story.hearing", w.Moment(e.At.InZone(opened.Book.Zone).LocalDateTime), e.Place], e.Words, "now"),
            HearingCalledOff e => new(stamp, w["story.hearing-off"], e.Reason),
            HearingHeld => new(stamp, w["story.hearing-held"], null, "good"),
            OpinionPublished e => new(stamp, w["story.published"], e.Words),
            ReviewSigned e => new(stamp, w["story.review-decided"], w["story.replied.text", Name(e.SignedBy)], "good"),
            ReviewEntered e => new(stamp, w["story.review-decided"], w["story.review-entered", e.DocumentNumber], "good"),
            Reopened { Cause: { } cause } => new(stamp, w[$"story.reopened.{CaseEntry.Code(cause)}"], w["story.reopened.by"], "now"),
            RedoRequested e => new(stamp, w["story.redo", Office(e.To)], null, "now"),
            RedoDecided e => new(stamp, w[e.Granted ? "story.redo-granted" : "story.redo-refused", Name(e.DecidedBy)], e.Reason, e.Granted ? "good" : ""),
            ToldFinal e => new(stamp, w["story.told-final", Office(e.Opinion.Office), w.Date(e.Opinion.On)], e.Notice),
            HigherAsked e => new(stamp, w["story.higher-asked", Office(e.To)], null, "now"),
            TakenOver e => new(stamp, w["story.taken-over", Office(e.To)], e.Reason, "good"),
            LowerHurried e => new(stamp, w["story.hurried", Office(e.By), Office(e.Of)], e.Reason, "good"),
            _ => null,
        };
    }
}
