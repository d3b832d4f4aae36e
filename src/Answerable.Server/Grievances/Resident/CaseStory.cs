using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Course;
using Answerable.Server.Shell;
using Town = Answerable.Offices.Town;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Resident;

/// <summary>One line of the history a complainant reads.</summary>
/// <param name="Kind">good, bad, now or empty.</param>
public sealed record StoryLine(Stamp Stamp, string Title, string? Text = null, string Kind = "");

/// <summary>The history of a case in the words of its complainant: everything that was done, and nothing of what is kept from them or for the handlers.</summary>
public static class CaseStory
{
    /// <summary>Newest first.</summary>
    public static IReadOnlyList<StoryLine> Of(CaseDoor.Opened opened, Words w) =>
        [.. opened.Case.Events.Select(one => Line(one.Event, one.Stamp, opened, w)).OfType<StoryLine>().Reverse()];

    private static StoryLine? Line(IEvent happened, Stamp stamp, CaseDoor.Opened opened, Words w)
    {
        var town = opened.Book.Town;
        string Office(OfficeId id) => town.Find(id)?.Name.In(w.Language) ?? id.Value;
        return happened switch
        {
            Lodged or AccusationSealed => new(stamp, w["story.lodged"], w["story.lodged.text", Office(First(happened))], "good"),
            Accepted e => new(stamp, w["story.accepted"], e.Notice, "good"),
            AcceptanceDeemed => new(stamp, w["story.deemed"], w["story.deemed.text"], "bad"),
            NoticeGiven e => new(stamp, w["story.routed"], $"{w[$"staff.route.{CaseEntry.Code(e.Route)}"]}\n{e.Notice}".TrimEnd()),
            ReceiptTold e => new(stamp, w["story.received"], e.Notice, "good"),
            ToldNotOurs e => new(stamp, w["story.notours", e.Body.In(w.Language)], $"{e.Reason}\n{e.HowToReach}"),
            SendingOnAgreed => new(stamp, w["story.sendon"]),
            Transferred e => new(stamp, w[e.FeedbackBy is null ? "story.transferred" : "course.story.charged", Office(e.To)], e.FeedbackBy is { } day ? $"{e.Reason}\n{w["course.charged", Office(e.Sender), w.Date(day)]}" : e.Reason),
            Assigned e => new(stamp, w["story.assigned", town.Find(e.Unit)?.Name.In(w.Language) ?? e.Unit.Value], People(e, town, w)),
            OpinionSigned e => new(stamp, w["story.replied"], w["story.replied.text", town.Find(e.SignedBy)?.Name ?? e.SignedBy.Value], "good"),
            Replied e => new(stamp, w["story.replied"], w["story.answered.text", town.Find(e.SignedBy)?.Name ?? e.SignedBy.Value], "good"),
            Served e => new(stamp, w[$"story.served.{(OfReview(opened, stamp) ? "review." : "")}{CaseEntry.Code(e.Proof)}"], null, "good"),
            Extended e => new(stamp, w["story.extended", w.Date(e.Clock.DueDay)], $"{w["story.extended.text", town.Find(e.ApprovedBy)?.Name ?? e.ApprovedBy.Value]}\n{Why(e, stamp, opened)}".TrimEnd()),
            AccessReissued => new(stamp, w["story.reissued"]),
            AccessChanged => new(stamp, w["access.story.changed"]),
            AccessRevoked => new(stamp, w["access.story.revoked"], null, "bad"),
            NoticesChosen or ContactConfirmed => new(stamp, w["told.story.changed"]),
            ContactAsked => new(stamp, w["told.story.asked"]),
            NoticeUnreached e when !e.Key.Contains(NoticeMessages.ContactCode, StringComparison.Ordinal) => new(stamp, w["told.story.unreached", w[$"told.way.{CaseEntry.Code(e.Way)}"]], null, "bad"),
            ToldOtherwise e => new(stamp, w[$"told.story.otherwise.{CaseEntry.Code(e.Means)}"], e.Reference, "good"),
            WrittenTo e => new(stamp, w["story.message"], e.Words, "now"),
            InformationAdded => new(stamp, w["story.added"]),
            MailAdded => new(stamp, w["mailbox.story.added"]),
            KindSaid e => new(stamp, w["story.reclassified", w[$"kind.{CaseEntry.Code(e.Kind)}"]]),
            OriginalsKept => new(stamp, w["story.originals"]),
            Reopened { Cause: null } => new(stamp, w["story.reopened"], null, "now"),
            ReviewRequested e => new(stamp, w["story.review", Office(e.To)], null, "now"),
            Rated => new(stamp, w["story.rated"]),
            Withdrawn => new(stamp, w["story.withdrawn"], w["story.withdrawn.text"]),
            TakenUpAgain => new(stamp, w["story.again"], null, "now"),
            Reclassified e => new(stamp, w["story.reclassified", w[$"kind.{CaseEntry.Code(e.To)}"]], e.Reason),
            _ => OfLateness(happened, stamp, opened, w, Office),
        };
    }

    private static StoryLine? OfLateness(IEvent happened, Stamp stamp, CaseDoor.Opened opened, Words w, Func<OfficeId, string> office) => happened switch
    {
        DeadlineMissed e => new(stamp, w["story.missed", Rule(e.Key, opened, w)],
            e.BroughtTo is { } above ? w["story.missed.text", office(e.Owed), office(above)] : w["story.missed.here", office(e.Owed)], "bad"),
        BroughtHigher { BroughtTo: { } above } => new(stamp, w["story.higher", office(above)], null, "bad"),
        ClocksRecounted e => new(stamp, w["story.recounted"], string.Join("\n", e.Moved.Select(moved => w["story.recounted.text", Rule(moved.Key, opened, w), w.Date(moved.After.DueDay), Explanation.Changes(moved.Because, w.Language)]))),
        Closed e => new(stamp, w["story.closed"], w[$"ending.{CaseEntry.Code(e.Ending)}"], "good"),
        Erased => new(stamp, w["case.story.erased"]),
        _ => Reviews.ReviewLines.Of(happened, stamp, opened, w) ?? CourseStory.Line(happened, stamp, opened, w), // null: notes, recusals, requests inside the office: told by what comes of them; openings stand in their own list
    };

    // 34: whoever is kept waiting longer is told the reason, which stands in the request.
    private static string? Why(Extended granted, Stamp stamp, CaseDoor.Opened opened) => opened.Case.Events
        .TakeWhile(one => one.Stamp.Version < stamp.Version).Select(one => one.Event).OfType<ExtensionRequested>().LastOrDefault(asked => asked.Key == granted.Key)?.Reason;

    private static bool OfReview(CaseDoor.Opened opened, Stamp stamp) => opened.Case.State.Reviews.Any(review => review.ServedAt == stamp.RecordedAt && review.DecidedBy < stamp.Version);

    private static OfficeId First(IEvent filing) => filing is Lodged lodged ? lodged.Office : ((AccusationSealed)filing).Office;

    private static string Rule(string key, CaseDoor.Opened opened, Words w) =>
        opened.Case.State.Find(key) is { } clock ? Explanation.Of(clock.Clock).Rule.Name.In(w.Language) : key;

    private static string? People(Assigned e, Town town, Words w)
    {
        var lines = new List<string>();
        if (e.Officer is { } officer)
            lines.Add(w["story.officer", town.Find(officer)?.Name ?? officer.Value]);
        if (e.Leader is { } leader)
            lines.Add(w["story.leader", town.Find(leader)?.Name ?? leader.Value]);
        return lines.Count == 0 ? null : string.Join("\n", lines);
    }
}
