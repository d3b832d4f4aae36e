namespace Answerable.Plans;

/// <summary>Collects the units a plan names anywhere, every unit once, under its longest form.</summary>
internal static class UnitBook
{
    public static IReadOnlyList<PlanUnit> Collect(IEnumerable<PlanGroup> groups, IEnumerable<PlanRoster> rosters, IEnumerable<PlanPerson> people)
    {
        var named = groups.SelectMany(group => group.Units.Select(unit => (Unit: unit, group.Line)))
            .Concat(people.SelectMany(person => person.Posts.Where(post => post.Unit is not null).Select(post => (Unit: post.Unit!, person.Line))))
            .Concat(rosters.Where(roster => roster.Office?.At is not null).Select(roster => (Unit: roster.Office!.At!, roster.Office.Line)))
            .Where(pair => UnitNames.Collective(pair.Unit) is null);
        var units = new List<PlanUnit>();
        foreach (var (name, line) in named)
        {
            var alike = UnitNames.Matches(name, units.Select(unit => unit.Name));
            var at = alike.Count == 1 ? units.FindIndex(unit => unit.Name == alike[0]) : -1;
            if (at < 0)
                units.Add(new() { Id = $"unit-{units.Count + 1}", Name = name, Police = UnitNames.IsPolice(name), Line = line });
            else
                units[at] = Join(units[at], name);
        }

        return units;
    }

    private static PlanUnit Join(PlanUnit unit, string name) =>
        name == unit.Name || unit.Aliases.Contains(name) ? unit
        : name.Length > unit.Name.Length ? unit with { Name = name, Aliases = [.. unit.Aliases, unit.Name] }
        : unit with { Aliases = [.. unit.Aliases, name] };
}
