using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Course;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Staff;

/// <summary>What an event says on the desk, each value under its label.</summary>
/// <param name="Label">A key of the word book; null where the title says it.</param>
public sealed record StoryValue(string? Label, string Value);

/// <summary>The history of a case as its handlers read it. Why somebody withdrew, and how they rated, is not in it.</summary>
public static class DeskStory
{
    public static IEnumerable<StoryValue> Of(DeskCase on, Happened happened, Words w) =>
        Values(on, happened.Event, happened.Stamp, w).Where(one => one.Value is { Length: > 0 }).Select(one => new StoryValue(one.Label, on.Masked(one.Value!)));

    private static IEnumerable<(string? Label, string? Value)> Values(DeskCase on, IEvent happened, Stamp stamp, Words w)
    {
        string? Name(PersonId? id) => id is { } person ? on.Town.Find(person)?.Name ?? person.Value : null;
        string Office(OfficeId id) => on.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        return happened switch
        {
            OpinionDrafted e => [.. Opinion(on, e.Outcome, null, e.DocumentNumber, w), ("staff.field.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            OpinionSigned e => Opinion(on, e.Outcome, Name(e.SignedBy), e.DocumentNumber, w),
            ExtensionRequested e => [("staff.story.extend.days", w["clock.days", e.Length]), ("staff.story.extend.reason", e.Reason)],
            OpinionReturned e => [("staff.field.return.reason", e.Reason)],
            Replied e => [.. Opinion(on, e.Outcome, Name(e.SignedBy), e.DocumentNumber, w), ("staff.field.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            Assigned e => [("staff.field.unit", on.Town.Find(e.Unit)?.Name.In(w.Language)), ("staff.field.officer", Name(e.Officer)), ("staff.field.assign.leader", Name(e.Leader))],
            Transferred e => [(null, w[e.FeedbackBy is null ? "course.sent" : "course.entrusted"]), ("staff.field.transfer.office", Office(e.To)), ("staff.field.feedback", e.FeedbackBy is { } day ? w.Date(day) : null), ("staff.field.reason", e.Reason)],
            Extended e => [("staff.field.approve.leader", Name(e.ApprovedBy)), ("staff.field.means", w[$"staff.means.{CaseEntry.Code(e.Means)}"]), ("staff.field.record-approval.reference", e.Reference), ("staff.story.new-day", w.Date(e.Clock.DueDay))],
            NoticeGiven e => [("staff.field.route", w[$"staff.route.{CaseEntry.Code(e.Route)}"]), (null, e.Notice)],
            ToldNotOurs e => [("staff.field.body.competent", e.Body.In(w.Language)), ("staff.field.reach", e.HowToReach), ("staff.field.reason", e.Reason)],
            Served e => [("staff.field.proof", w[$"staff.proof.{CaseEntry.Code(e.Proof)}"]), ("staff.field.reference", e.Reference), ("staff.field.served", w.Date(stamp.OccurredAt.InZone(on.Book.Zone).Date))],
            DeadlineMissed e => [("staff.story.clock", on.State.Find(e.Key) is { } clock ? ClockName.Of(clock.Clock.Rule, w) : null), ("staff.story.brought-to", e.BroughtTo is { } above ? Office(above) : null)],
            BroughtHigher { BroughtTo: { } above } => [("staff.story.brought-to", Office(above))],
            LetterNumbered e => [("letters.number", e.DocumentNumber)],
            ToldOtherwise e => [("staff.field.told-otherwise.means", w[$"staff.otherwise.{CaseEntry.Code(e.Means)}"]), ("staff.field.told-otherwise.reference", e.Reference)],
            _ => Words(happened) is { } words ? [(null, words)] : Directing.DirectingWords.Values(on, happened, w) ?? CourseDesk.Values(on, happened, w) ?? Reviews.ReviewStory.Values(on, happened, w),
        };
    }

    private static (string? Label, string? Value)[] Opinion(DeskCase on, Outcome outcome, string? signer, string? number, Words w) =>
        [("staff.field.outcome", w[$"outcome.{CaseEntry.Code(on.State.FiledAs)}.{CaseEntry.Code(outcome)}"]), ("staff.field.signer", signer), ("staff.field.document", number)];

    private static string? Words(IEvent happened) => happened switch
    {
        Noted e => e.Words,
        Accepted e => e.Notice,
        ReceiptTold e => e.Notice,
        WrittenTo e => e.Words,
        InformationAdded e => e.Words,
        MailAdded e => e.Words,
        ExtensionDeclined e => e.Reason,
        _ => null,
    };
}
