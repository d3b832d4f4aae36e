using System.Collections.Immutable;
using Answerable.Grievances.Categories;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances.Directing;

/// <summary>
/// The areas of the town and the rules by which matters find their office and unit: the one stream <c>directions/main</c>. What it says is
/// applied once, when a matter is filed; later it only proposes.
/// </summary>
public sealed record Directions : IState<Directions>
{
    public static readonly StreamId Stream = StreamId.Only("directions");

    public int AreasVersion { get; init; }
    public int RulesVersion { get; init; }

    /// <summary>In the order in which people look for them. A spot in two of them is in the first.</summary>
    public ImmutableArray<Area> Areas { get; init; } = [];

    /// <summary>The first that matches counts.</summary>
    public ImmutableArray<DirectionRule> Rules { get; init; } = [];

    /// <summary>What areas that are no longer offered were called.</summary>
    public ImmutableSortedDictionary<string, Text> PastAreas { get; init; } = ImmutableSortedDictionary<string, Text>.Empty;

    public static string Kind => "directions";
    public static Directions Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<Directions> OnDeadline(string key) => throw new InvalidOperationException("Areas and rules have no deadlines.");

    public Area? Find(string? code) => code is null ? null : Areas.FirstOrDefault(area => area.Code == code);

    public string Name(string area, string language) =>
        Find(area) is { } found ? found.Name.In(language) : PastAreas.TryGetValue(area, out var past) ? past.In(language) : area;

    /// <summary>
    /// Where a matter goes: the first rule that matches, else whom its subject names as competent. Null: nobody said, and of an accusation
    /// always. A matter about that very office or unit is only suggested to it: whether it may answer for itself, somebody decides (28¶3).
    /// </summary>
    public Direction? For(Subject subject, About? about, CategoryTree tree, Town town)
    {
        if (subject.Kind == GrievanceKind.Accusation)
            return null;
        var found = Rules.FirstOrDefault(rule => rule.Matches(subject, tree) && Exists(town, rule.Office, rule.Unit)) is { } first
            ? new Direction(first.Id, first.Office, first.Unit, first.Suggests)
            : Competent(subject, tree, town);
        return found is null ? null : found with { Suggests = found.Suggests || Concerns(about, found, town) };
    }

    public Directions With(IEvent happened, Stamp stamp) => happened switch
    {
        AreasSet e => this with
        {
            AreasVersion = e.Version,
            Areas = e.Areas,
            PastAreas = Areas.Where(one => e.Areas.All(kept => kept.Code != one.Code)).Aggregate(PastAreas, (past, one) => past.SetItem(one.Code, one.Name)),
        },
        RulesSet e => this with { RulesVersion = e.Version, Rules = e.Rules },
        _ => this,
    };

    private static Direction? Competent(Subject subject, CategoryTree tree, Town town) =>
        tree.Competent(subject.Category) is { } category && (category.Office ?? (category.Unit is { } its ? town.Find(its)?.Office : null)) is { } office && Exists(town, office, category.Unit)
            ? new(Direction.ByCategory + category.Code, office, category.Unit, Suggests: false)
            : null;

    // An office or unit that has gone since is nobody's to send to.
    private static bool Exists(Town town, OfficeId office, UnitId? unit) =>
        town.Find(office) is { Outside: false } && (unit is not { } named || town.Find(named)?.Office == office);

    private static bool Concerns(About? about, Direction to, Town town) =>
        about is not null && (about.Unit is { } unit ? to.Unit == unit || (to.Unit is null && town.Find(unit)?.Office == to.Office) : about.Office == to.Office);
}
