namespace Answerable.Plans;

/// <summary>Gives every item of a plan its clauses, and every group a lawful name.</summary>
public static class PlanReview
{
    public static Plan Apply(Plan plan) => plan with
    {
        Title = plan.Title with { Clauses = [Named(plan.Title.Text)] },
        Purpose = Items(plan.Purpose),
        Objectives = Items(plan.Objectives),
        Principles = Items(plan.Principles),
        Groups = [.. plan.Groups.Select(group => group with
        {
            Name = group.Name == group.NameAsIssued ? NameGuard.Lawful(group.NameAsIssued) : group.Name,
            Duties = Items(group.Duties, group.NameAsIssued),
        })],
        Steps = [.. plan.Steps.Select(step => step with { Action = Item(step.Action, ""), Who = [.. step.Who.Select(NameGuard.Lawful)], ReportTo = [.. step.ReportTo.Select(NameGuard.Lawful)] })],
        Accountability = Items(plan.Accountability),
        Provisions = Items(plan.Provisions),
        Rosters = [.. plan.Rosters.Select(roster => roster with { Name = NameGuard.Lawful(roster.Name) })],
        Unmapped = Items(plan.Unmapped),
    };

    private static IReadOnlyList<PlanItem> Items(IReadOnlyList<PlanItem> items, string around = "") => [.. items.Select(item => Item(item, around))];

    private static PlanItem Item(PlanItem item, string around) =>
        item with { Clauses = [.. ClauseReview.Read(item.Text, around + "\n" + item.Heading).Select(reviewed => reviewed.Clause)] };

    private static PlanClause Named(string title) =>
        NameGuard.Check(title) is NameVerdict.Refused refused
            ? new(title, ClauseVerdict.Reworded, refused.Suggestion, refused.Rule.Id)
            : new(title, ClauseVerdict.Carried, title);
}
