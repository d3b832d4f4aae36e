using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;

namespace Answerable.Server.Grievances.Staff;

/// <summary>What an event says on the desk, each value under its label.</summary>
/// <param name="Label">A key of the word book; null where the title says it.</param>
public sealed record StoryValue(string? Label, string Value);

/// <summary>The history of a case as its handlers read it. Why somebody withdrew, and how they rated, is not in it.</summary>
public static class DeskStory
{
    public static IEnumerable<StoryValue> Of(DeskCase on, IEvent happened, Words w) =>
        Values(on, happened, w).Where(one => one.Value is { Length: > 0 }).Select(one => new StoryValue(one.Label, on.Masked(one.Value!)));

    private static IEnumerable<(string? Label, string? Value)> Values(DeskCase on, IEvent happened, Words w)
    {
        string? Name(PersonId? id) => id is { } person ? on.Town.Find(person)?.Name ?? person.Value : null;
        string Office(OfficeId id) => on.Town.Find(id)?.Name.In(w.Language) ?? id.Value;
        return happened switch
        {
            OpinionDrafted e => [.. Opinion(e.Outcome, null, e.DocumentNumber, w), ("staff.field.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            OpinionSigned e => Opinion(e.Outcome, Name(e.SignedBy), e.DocumentNumber, w),
            OpinionReturned e => [("staff.field.return.reason", e.Reason)],
            Replied e => [.. Opinion(e.Outcome, Name(e.SignedBy), e.DocumentNumber, w), ("staff.field.asked", e.Asked), ("staff.field.facts", e.Facts), ("staff.field.basis", e.LegalBasis)],
            Assigned e => [("staff.field.unit", on.Town.Find(e.Unit)?.Name.In(w.Language)), ("staff.field.officer", Name(e.Officer)), ("staff.field.assign.leader", Name(e.Leader))],
            Transferred e => [("staff.field.transfer.office", Office(e.To)), ("staff.field.reason", e.Reason)],
            Extended e => [("staff.field.approve.leader", Name(e.ApprovedBy)), ("staff.clock.close", w.Date(e.Clock.DueDay))],
            DeadlineMissed e => [("staff.story.clock", on.State.Find(e.Key) is { } clock ? w[$"staff.clock.{clock.Clock.Rule.Rule}"] : null), ("staff.story.brought-to", e.BroughtTo is { } above ? Office(above) : null)],
            BroughtHigher { BroughtTo: { } above } => [("staff.story.brought-to", Office(above))],
            LetterNumbered e => [("letters.number", e.DocumentNumber)],
            ReviewRequested e => [("staff.story.review-by", Office(e.To))],
            _ => [(null, Words(happened))],
        };
    }

    private static (string? Label, string? Value)[] Opinion(Outcome outcome, string? signer, string? number, Words w) =>
        [("staff.field.outcome", w[$"staff.outcome.{CaseEntry.Code(outcome)}"]), ("staff.field.signer", signer), ("staff.field.document", number)];

    private static string? Words(IEvent happened) => happened switch
    {
        Noted e => e.Words,
        Accepted e => e.Notice,
        NoticeGiven e => e.Notice,
        ToldNotOurs e => e.Reason,
        WrittenTo e => e.Words,
        InformationAdded e => e.Words,
        ExtensionRequested e => e.Reason,
        ExtensionDeclined e => e.Reason,
        _ => null,
    };
}
