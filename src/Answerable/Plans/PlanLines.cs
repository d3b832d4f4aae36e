namespace Answerable.Plans;

/// <summary>Points every entry of a plan at another file's lines.</summary>
public static class PlanLines
{
    /// <param name="lineOf">The line an id stands on; null leaves the entry where it was.</param>
    public static Plan Move(Plan plan, Func<string, int?> lineOf)
    {
        PlanItem Item(PlanItem item) => lineOf(item.Id) is { } line ? item with { Line = line, EndLine = line } : item;
        IReadOnlyList<PlanItem> Items(IReadOnlyList<PlanItem> items) => [.. items.Select(Item)];
        return plan with
        {
            Title = Item(plan.Title),
            IssuedBy = Items(plan.IssuedBy),
            DocumentNumber = plan.DocumentNumber is { } number ? Item(number) : null,
            IssuedOn = plan.IssuedOn is { } date ? Item(date) : null,
            Purpose = Items(plan.Purpose),
            Objectives = Items(plan.Objectives),
            Principles = Items(plan.Principles),
            Accountability = Items(plan.Accountability),
            Provisions = Items(plan.Provisions),
            Unmapped = Items(plan.Unmapped),
            Groups = [.. plan.Groups.Select(g => g with { Line = lineOf(g.Id) ?? g.Line, Duties = Items(g.Duties) })],
            Steps = [.. plan.Steps.Select(s => s with { Action = Item(s.Action) })],
            Rosters = [.. plan.Rosters.Select(r => r with { Line = lineOf(r.Id) ?? r.Line, Office = r.Office is { } o ? o with { Line = lineOf(r.Id) ?? o.Line } : null })],
            Units = [.. plan.Units.Select(u => u with { Line = lineOf(u.Id) ?? u.Line })],
            People = [.. plan.People.Select(p => p with { Line = lineOf(p.Id) ?? p.Line })],
        };
    }
}
