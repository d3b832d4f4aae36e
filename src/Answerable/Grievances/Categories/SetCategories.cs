using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances.Categories;

/// <summary>Puts the town's own list of subjects in force, whole. Open matters keep the subject they have, and nothing is sent elsewhere by it.</summary>
public sealed record SetCategories(ImmutableArray<Category> Categories) : ICommand<CategoryTree>
{
    public Decision Decide(CategoryTree tree, Context context) =>
        !Authority.MayAdminister(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : CategoryFault.Of(Categories, context.Book.Town).FirstOrDefault() is { } fault ? fault.AsRefusal
        : tree.Version > 0 && tree.All.SequenceEqual(Categories) ? Nothing
        : Record(new CategoriesSet(tree.Version + 1, Categories));
}

[Event("categories.set", 1)]
public sealed record CategoriesSet(int Version, ImmutableArray<Category> Categories) : IEvent;

/// <summary>Why a list of subjects cannot be put in force.</summary>
/// <param name="Code">Which of the subjects; empty: the list.</param>
/// <param name="What">list-size, code-invalid, code-twice, name-missing, parent-unknown, too-deep, days-invalid, office-unknown, unit-unknown.</param>
public sealed record CategoryFault(string Code, string What)
{
    public const int Most = 500;

    public Decision AsRefusal => new Decision.Refused("subjects-faulty") { Details = ImmutableSortedDictionary<string, string>.Empty.Add("subject", Code).Add("fault", What) };

    /// <summary>Everything that is wrong with it, in the order of the list.</summary>
    public static IEnumerable<CategoryFault> Of(ImmutableArray<Category> all, Town town)
    {
        if (all.IsDefaultOrEmpty || all.Length > Most)
            return [new("", "list-size")];
        var codes = all.Select(one => one.Code).ToHashSet();
        var seen = new HashSet<string>();
        return all.SelectMany(one => Of(one, seen.Add(one.Code), all, codes, town).Select(what => new CategoryFault(one.Code, what)));
    }

    private static IEnumerable<string> Of(Category one, bool isFirst, ImmutableArray<Category> all, HashSet<string> codes, Town town)
    {
        if (!Category.IsCode(one.Code))
            yield return "code-invalid";
        if (!isFirst)
            yield return "code-twice";
        if (one.Name is null or { IsEmpty: true } || one.Name.Values.Values.Any(name => !Written.IsLine(name, 60)))
            yield return "name-missing";
        if (one.Parent is { } parent && !codes.Contains(parent))
            yield return "parent-unknown";
        else if (Depth(one, all) > CategoryTree.Deepest)
            yield return "too-deep";
        if (one.Days is < 1 or > Category.LongestDays)
            yield return "days-invalid";
        if (one.Office is { } office && town.Find(office) is not { Outside: false })
            yield return "office-unknown";
        if (one.Unit is { } unit && (town.Find(unit) is not { } found || (one.Office is { } its && found.Office != its)))
            yield return "unit-unknown";
    }

    // A circle is deeper than anything.
    private static int Depth(Category one, ImmutableArray<Category> all)
    {
        var depth = 1;
        for (var at = one; at.Parent is { } parent && all.FirstOrDefault(above => above.Code == parent) is { } above && depth <= CategoryTree.Deepest; at = above)
            depth++;
        return depth;
    }
}
