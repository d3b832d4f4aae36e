using System.Collections.Immutable;
using Answerable.Grievances.Categories;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances.Directing;

/// <summary>Puts the town's list of areas in force, whole. That boundaries are sound and meet is checked where they are read (docs/decisions/0075).</summary>
public sealed record SetAreas(ImmutableArray<Area> Areas) : ICommand<Directions>
{
    public const int Most = 1_000;

    public Decision Decide(Directions directions, Context context) =>
        !Authority.MayAdminister(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : FaultOf(directions) is { } fault ? new Decision.Refused("areas-faulty") { Details = ImmutableSortedDictionary<string, string>.Empty.Add("area", fault.Area).Add("fault", fault.What) }
        : directions.Areas.SequenceEqual(Areas) ? Nothing
        : Record(new AreasSet(directions.AreasVersion + 1, Areas));

    private (string Area, string What)? FaultOf(Directions directions)
    {
        if (Areas.IsDefault || Areas.Length > Most)
            return ("", "list-size");
        var seen = new HashSet<string>();
        foreach (var area in Areas)
            if (!Category.IsCode(area.Code))
                return (area.Code, "code-invalid");
            else if (!seen.Add(area.Code))
                return (area.Code, "code-twice");
            else if (area.Name is null or { IsEmpty: true } || area.Name.Values.Values.Any(name => !Written.IsLine(name, 60)))
                return (area.Code, "name-missing");
            else if (area.Boundary is { Length: > Area.LongestBoundary })
                return (area.Code, "boundary-long");
        return directions.Rules.SelectMany(rule => rule.Areas).FirstOrDefault(code => !seen.Contains(code)) is { } used ? (used, "used-by-rule") : null;
    }
}

[Event("directions.areas-set", 1)]
public sealed record AreasSet(int Version, ImmutableArray<Area> Areas) : IEvent;

/// <summary>Puts the rules in force, whole, in the order in which they are asked. No matter that is filed already moves because of it.</summary>
public sealed record SetRules(ImmutableArray<DirectionRule> Rules) : ICommand<Directions>
{
    public Decision Decide(Directions directions, Context context) =>
        !Authority.MayAdminister(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : RuleFault.Of(Rules, directions, context.Book).FirstOrDefault() is { } fault ? fault.AsRefusal
        : directions.Rules.SequenceEqual(Rules) ? Nothing
        : Record(new RulesSet(directions.RulesVersion + 1, Rules));
}

[Event("directions.rules-set", 1)]
public sealed record RulesSet(int Version, ImmutableArray<DirectionRule> Rules) : IEvent;

/// <summary>Why rules cannot be put in force.</summary>
/// <param name="What">list-size, code-invalid, code-twice, office-unknown, unit-unknown, subject-unknown, area-unknown, accusation, never-reached.</param>
public sealed record RuleFault(string Rule, string What)
{
    public const int Most = 1_000;

    public Decision AsRefusal => new Decision.Refused("directions-faulty") { Details = ImmutableSortedDictionary<string, string>.Empty.Add("rule", Rule).Add("fault", What) };

    public static IEnumerable<RuleFault> Of(ImmutableArray<DirectionRule> rules, Directions directions, Book book)
    {
        if (rules.IsDefault || rules.Length > Most)
            return [new("", "list-size")];
        var seen = new HashSet<string>();
        return rules.Index().SelectMany(at => Of(at.Item, seen.Add(at.Item.Id), rules[..at.Index], directions, book).Select(what => new RuleFault(at.Item.Id, what)));
    }

    private static IEnumerable<string> Of(DirectionRule rule, bool isFirst, ImmutableArray<DirectionRule> before, Directions directions, Book book)
    {
        if (!Category.IsCode(rule.Id))
            yield return "code-invalid";
        if (!isFirst)
            yield return "code-twice";
        if (book.Town.Find(rule.Office) is not { Outside: false })
            yield return "office-unknown";
        if (rule.Unit is { } unit && book.Town.Find(unit)?.Office != rule.Office)
            yield return "unit-unknown";
        if (rule.Categories.Any(code => book.Categories.Find(code) is null))
            yield return "subject-unknown";
        if (rule.Areas.Any(code => directions.Find(code) is null))
            yield return "area-unknown";
        if (rule.Kinds.Contains(GrievanceKind.Accusation))
            yield return "accusation";
        if (before.Any(earlier => Covers(earlier, rule, book.Categories)))
            yield return "never-reached";
    }

    // Whatever the later one would match, the earlier one has matched.
    private static bool Covers(DirectionRule earlier, DirectionRule later, CategoryTree tree) =>
        (earlier.Kinds.IsEmpty || (!later.Kinds.IsEmpty && later.Kinds.All(earlier.Kinds.Contains)))
        && (earlier.Areas.IsEmpty || (!later.Areas.IsEmpty && later.Areas.All(earlier.Areas.Contains)))
        && (earlier.Categories.IsEmpty || (!later.Categories.IsEmpty && later.Categories.All(code => tree.Line(code).Any(one => earlier.Categories.Contains(one.Code)))));
}
