using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Rows;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Grievances;

/// <summary>A case as its complainant's program reads it.</summary>
/// <param name="Stage">registered, deemed-accepted, accepted, in-handling, awaiting-signature, routed, not-ours, told-final, answered, under-review, reviewed, under-final-review, finally-reviewed, withdrawn, closed.</param>
/// <param name="Reviews">Oldest first.</param>
/// <param name="MayAsk">What can be asked for now: review, final-review, redo, higher-office, new-matter.</param>
public sealed record TrackedCase(
    string Number, string Kind, string Stage, string? Ending, DateTimeOffset ReceivedAt, string Office, IReadOnlyList<TrackedClock> Clocks, IReadOnlyList<TrackedOpening> Openings,
    IReadOnlyList<TrackedReview> Reviews, IReadOnlyList<string> MayAsk, TrackedNotify? Notify)
{
    internal static TrackedCase From(CaseDoor.Opened opened, string language)
    {
        var grievance = opened.Case.State;
        return new(
            grievance.Number, CaseEntry.Code(grievance.FiledAs), CaseEntry.Code(grievance.Stage), grievance.Ending is { } ending ? CaseEntry.Code(ending) : null,
            grievance.ReceivedAt.ToDateTimeOffset(), opened.Book.Town.Find(grievance.Office)?.Name.In(language) ?? grievance.Office.Value,
            [.. CaseFile.ClocksFor(grievance).Select(one => TrackedClock.From(one.Clock, one.Why, language))],
            [.. CaseFile.OpeningsFor(grievance, opened.Now).Select(one => TrackedOpening.From(one, opened.Book.Town, language))],
            [.. grievance.Reviews.Select(review => TrackedReview.From(review, opened, language))], TrackedReview.MayAsk(opened),
            grievance.Notices is { } chosen ? TrackedNotify.From(chosen, grievance.IsUnreached) : null);
    }
}

/// <summary>How the complainant is told that there is news.</summary>
/// <param name="Way">here, sms or email.</param>
/// <param name="Language">zh or en.</param>
/// <param name="NotReached">A notice did not arrive, and the office owes it by other means.</param>
public sealed record TrackedNotify(string Way, string Language, bool NotReached)
{
    internal static TrackedNotify From(NoticeChoice chosen, bool isUnreached) => new(CaseEntry.Code(chosen.Way), chosen.Language, isUnreached && chosen.Way != NoticeWay.Here);
}

/// <param name="Key">Names the clock within its case: how it was counted is at <c>/api/v1/grievances/NUMBER/clocks/KEY</c>.</param>
/// <param name="Rule">Short name of the rule: notice, close, review-request …</param>
/// <param name="DueAt">The end of the last day, in the town's zone.</param>
/// <param name="Explanation">How it was computed: rule, article, start, calendar, pauses, extension.</param>
public sealed record TrackedClock(string Key, string Rule, string Status, DateTimeOffset StartedAt, string DueDay, DateTimeOffset DueAt, IReadOnlyList<string> Explanation)
{
    internal static TrackedClock From(CaseClock clock, Explanation why, string language) => new(
        clock.Key, clock.Clock.Rule.Rule, CaseEntry.Code(clock.Status), clock.Clock.StartedAt.ToDateTimeOffset(),
        LocalDatePattern.Iso.Format(clock.Clock.DueDay), clock.Clock.DueAt.ToDateTimeOffset(), why.Lines(language));
}

/// <summary>Who opened the complainant's identity, or an original file they had kept, when, and why.</summary>
/// <param name="Of">identity or original.</param>
public sealed record TrackedOpening(DateTimeOffset At, string Name, string? Post, string Purpose, string Of)
{
    internal static TrackedOpening From(Opening opening, Town town, string language)
    {
        var person = new PersonId(opening.By.Value["staff.".Length..]);
        return new(
            opening.At.ToDateTimeOffset(), town.Find(person)?.Name ?? person.Value,
            town.PostsOf(person).FirstOrDefault()?.Title.In(language), CaseEntry.Code(opening.Purpose), opening.Original is null ? "identity" : "original");
    }
}
