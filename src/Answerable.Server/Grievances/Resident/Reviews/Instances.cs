using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Server.Shell;
using NodaTime;

namespace Answerable.Server.Grievances.Resident.Reviews;

/// <summary>The three instances of a matter, each in one sentence: decided, waiting, open to be asked for, or let pass.</summary>
internal static class Instances
{
    public static IEnumerable<(string Key, string Text)> Of(CaseDoor.Opened opened, Words w)
    {
        var grievance = opened.Case.State;
        var first = grievance.Reviews.LastOrDefault(review => review is { Level: ReviewLevel.Review, IsPast: false });
        var final = grievance.Reviews.LastOrDefault(review => review is { Level: ReviewLevel.FinalReview, IsPast: false });
        yield return (w["case.instance.1"], w[grievance.Outcome is null ? "case.instance.notice" : "case.instance.answered", Office(first?.Against ?? grievance.Office)]);
        yield return (w["case.instance.2"], first is null ? Ahead("review", RequestReview.Fits(grievance, opened.Now)) : Said(first));
        if (first is { IsOpen: false } || final is not null)
            yield return (w["case.instance.3"], final is null ? Ahead("final", RequestFinalReview.Fits(grievance, opened.Now)) : Said(final));
        else
            yield return (w["case.instance.3"], w["case.instance.later"]);

        string Office(OfficeId id) => opened.Book.Town.Find(id)?.Name.In(w.Language) ?? id.Value;

        string Said(Review review) => !review.IsOpen ? w["case.instance.decided", Office(review.Office), w.Date(review.DecidedAt!.Value.InZone(opened.Book.Zone).Date)]
            : grievance.Open(review.Role) is { } clock ? w[clock.Status == ClockStatus.Missed ? "case.instance.late" : "case.instance.waits", Office(review.Office), w.Date(clock.Clock.DueDay)]
            : w["case.instance.waits.plain", Office(review.Office)];

        string Ahead(string which, bool may) => !may ? w[$"case.instance.{which}.over"]
            : Routing.Reviewer(opened.Book.Town, grievance) is not { } above ? w["case.instance.top"]
            : grievance.RightToReview is { } right ? w[$"case.instance.{which}.until", above.Name.In(w.Language), w.Date(right.Clock.DueDay)]
            : w[$"case.instance.{which}.unserved", above.Name.In(w.Language)];
    }
}
