using System.Collections.Immutable;
using Answerable.Offices;

namespace Answerable.Plans;

/// <param name="Key">The id in the plan; the import maps it to a fresh id of the record.</param>
/// <param name="CaseAccess">False for police, whatever group the plan puts them in.</param>
public sealed record ProposedUnit(string Key, string Name, IReadOnlyList<string> Aliases, bool CaseAccess);

/// <param name="UnitKey">Null for a post of the town itself.</param>
/// <param name="Powers">What the plan gives reason for; the administrator confirms each.</param>
public sealed record ProposedPost(string Key, string? UnitKey, string Title, string? HolderKey, ImmutableSortedSet<Power> Powers);

public sealed record ProposedPerson(string Key, string Name, string? Phone, string? Email);

/// <param name="Text">A lawful duty.</param>
/// <param name="Replaces">The clauses of the document it stands in for; empty when it is one of them.</param>
/// <param name="Law">Where a duty that was put in comes from.</param>
public sealed record ProposedDuty(string Text, int Line, IReadOnlyList<string> Replaces, Text? Law);

public sealed record ProposedGroup(string Key, string Name, string NameAsIssued, bool Commands, IReadOnlyList<string> LeadKeys, string? DeputyKey, IReadOnlyList<string> UnitKeys, IReadOnlyList<ProposedDuty> Duties);

public sealed record ProposedStep(string Key, string? When, IReadOnlyList<string> Who, IReadOnlyList<string> ReportTo, int? WithinMinutes, IReadOnlyList<ProposedDuty> Duties);

/// <summary>What the import offers to create. Nothing is created by it; coercive duties are not in it.</summary>
/// <param name="Offices">The issuing bodies.</param>
/// <param name="PagingOrder">Keys of the leading group: leader, then deputies, then members.</param>
/// <param name="Leading">How many of them lead: leaders and deputies.</param>
/// <param name="OpensEmergency">False for an inspection: it changes no roster, level, alert, routing or clock (safeguards A21).</param>
public sealed record PlanProposal(
    string Title, bool OpensEmergency, IReadOnlyList<string> Offices, IReadOnlyList<ProposedUnit> Units, IReadOnlyList<ProposedPost> Posts, IReadOnlyList<ProposedPerson> People,
    IReadOnlyList<ProposedGroup> Groups, IReadOnlyList<ProposedStep> Steps, IReadOnlyList<string> PagingOrder, int Leading, string? OfficeDirectorKey);

/// <summary>Turns a reviewed plan into a proposal of offices, units, posts and people.</summary>
public static class PlanImport
{
    public static PlanProposal Propose(Plan plan)
    {
        var posts = plan.People.SelectMany(person => person.Posts.Select((post, i) => Post(plan, person, post, i))).ToList();
        return new(
            plan.Title.Clauses.FirstOrDefault()?.Carried ?? NameGuard.Lawful(plan.Title.Text),
            plan.Nature != PlanNature.Inspection,
            [.. plan.IssuedBy.Select(item => item.Text)],
            [.. plan.Units.Select(unit => new ProposedUnit(unit.Id, NameGuard.Lawful(unit.Name), unit.Aliases, CaseAccess: !unit.Police))],
            posts,
            [.. plan.People.Select(person => new ProposedPerson(person.Id, person.Name, person.Phone, person.Email))],
            [.. plan.Groups.Select(group => Group(plan, group))],
            [.. plan.Steps.Select(step => new ProposedStep(step.Id, Lawful(step.When), [.. step.Who.Select(NameGuard.Lawful)], [.. step.ReportTo.Select(NameGuard.Lawful)], step.WithinMinutes, Duties([step.Action])))],
            [.. Order(plan)],
            plan.Rosters.SelectMany(roster => roster.Leaders.Concat(roster.Deputies)).Select(name => PersonKey(plan, name)).OfType<string>().Distinct().Count(),
            plan.Rosters.Select(roster => roster.Office?.Director).OfType<string>().Select(name => PersonKey(plan, name)).FirstOrDefault(key => key is not null));
    }

    /// <summary>Lawful clauses as they are; for each rule that struck something, its lawful duty once, with what it replaces.</summary>
    public static IReadOnlyList<ProposedDuty> Duties(IReadOnlyList<PlanItem> items)
    {
        var duties = new List<ProposedDuty>();
        foreach (var item in items)
            foreach (var clause in item.Clauses)
                if (clause.Verdict == ClauseVerdict.Carried)
                    duties.Add(new(clause.Carried, item.Line, [], null));
                else if (clause.Verdict == ClauseVerdict.Reworded)
                    duties.Add(new(clause.Carried, item.Line, [clause.Text], null));
                else if (duties.FindIndex(duty => duty.Text == clause.Carried) is var at and >= 0)
                    duties[at] = duties[at] with { Replaces = [.. duties[at].Replaces, clause.Text] };
                else
                    duties.Add(new(clause.Carried, item.Line, [clause.Text], clause.Rule is { } rule ? RightsRules.Shipped[rule].DutyLaw.Cited : null));
        return duties;
    }

    private static ProposedPost Post(Plan plan, PlanPerson person, PlanPost post, int index)
    {
        var unit = post.Unit is { } name ? plan.Units.FirstOrDefault(u => u.Name == name || u.Aliases.Contains(name)) : null;
        var powers = ImmutableSortedSet<Power>.Empty;
        // Police take part in rescue and traffic, never in cases: no power that opens one.
        if (unit is not { Police: true })
        {
            if (plan.Rosters.Any(r => r.Leaders.Contains(person.Name) || r.Deputies.Contains(person.Name)) || plan.Groups.Any(g => g.Leads.Contains(person.Name)))
                powers = powers.Add(Power.Leadership);
            if (unit is not null && UnitNames.Same(unit.Name, "信访办"))
                powers = powers.Union([Power.Reception, Power.Disposition]);
        }

        if (plan.Nature != PlanNature.Inspection && plan.Groups.Any(g => g.Commands && g.Leads.Contains(person.Name)))
            powers = powers.Add(Power.Command);
        return new($"{person.Id}-post-{index + 1}", unit?.Id, post.Title ?? post.Text, person.Id, powers);
    }

    private static ProposedGroup Group(Plan plan, PlanGroup group) => new(
        group.Id, group.Name, group.NameAsIssued, group.Commands,
        [.. group.Leads.Select(lead => PersonKey(plan, lead)).OfType<string>()], group.Deputy is { } deputy ? PersonKey(plan, deputy) : null,
        [.. group.Units.SelectMany(unit => UnitNames.Matches(unit, plan.Units.Select(u => u.Name))).Select(name => plan.Units.First(u => u.Name == name).Id).Distinct()],
        Duties(group.Duties));

    private static IEnumerable<string> Order(Plan plan) =>
        plan.Rosters.SelectMany(r => r.Leaders).Concat(plan.Rosters.SelectMany(r => r.Deputies)).Concat(plan.Rosters.SelectMany(r => r.Members))
            .Select(name => PersonKey(plan, name)).OfType<string>().Distinct();

    private static string? PersonKey(Plan plan, string name) => plan.People.FirstOrDefault(person => person.Name == name)?.Id;

    private static string? Lawful(string? trigger) => trigger is null || RightsCheck.Find(trigger).Count == 0 ? trigger : null;
}
