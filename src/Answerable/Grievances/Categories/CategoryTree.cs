using System.Collections.Immutable;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances.Categories;

/// <summary>The town's subjects: the one stream <c>categories/main</c>. Until it sets its own, a town has those that ship with the program.</summary>
public sealed record CategoryTree : IState<CategoryTree>
{
    /// <summary>A subject, a part of it, and a part of that.</summary>
    public const int Deepest = 3;

    public static readonly StreamId Stream = StreamId.Only("categories");

    private static readonly Lazy<ImmutableArray<Category>> Shipped = new(() => JsonSerializer.Deserialize<ImmutableArray<Category>>(Embedded.Read("categories.json"), Json.Options));

    /// <summary>0: those that ship with the program.</summary>
    public int Version { get; init; }

    /// <summary>In the order in which people look for them.</summary>
    public ImmutableArray<Category> All { get; init; } = [];

    /// <summary>What subjects that are no longer offered were called, for the cases that have them.</summary>
    public ImmutableSortedDictionary<string, Text> Past { get; init; } = ImmutableSortedDictionary<string, Text>.Empty;

    public static string Kind => "categories";
    public static CategoryTree Initial { get; } = new() { All = Shipped.Value };
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<CategoryTree> OnDeadline(string key) => throw new InvalidOperationException("A list of subjects has no deadlines.");

    public IEnumerable<Category> Public => All.Where(one => one.Public);

    public Category? Find(string? code) => code is null ? null : All.FirstOrDefault(one => one.Code == code);

    public IEnumerable<Category> Under(string? parent) => All.Where(one => one.Parent == parent);

    /// <summary>Every subject, each followed by its parts.</summary>
    public IEnumerable<Category> InTreeOrder => Below(null);

    /// <summary>The subject and those it is a part of, nearest first; none for a code that is not in the tree.</summary>
    public IEnumerable<Category> Line(string? code)
    {
        var at = Find(code);
        for (var depth = 0; at is not null && depth < Deepest; depth++, at = Find(at.Parent))
            yield return at;
    }

    public string Name(string code, string language) =>
        Find(code) is { } found ? found.Name.In(language) : Past.TryGetValue(code, out var past) ? past.In(language) : code;

    /// <summary>The name with those it is a part of, widest first.</summary>
    public string FullName(string code, string language, string between = " · ") =>
        Line(code).Reverse().Select(one => one.Name.In(language)).ToList() is { Count: > 0 } names ? string.Join(between, names) : Name(code, language);

    /// <summary>Who is competent, as the subject itself or the nearest wider one says.</summary>
    public Category? Competent(string? code) => Line(code).FirstOrDefault(one => one.Office is not null || one.Unit is not null);

    public int? Days(string? code) => Line(code).Select(one => one.Days).FirstOrDefault(days => days is not null);

    public CategoryTree With(IEvent happened, Stamp stamp) => happened switch
    {
        CategoriesSet e => this with
        {
            Version = e.Version,
            All = e.Categories,
            Past = All.Where(one => e.Categories.All(kept => kept.Code != one.Code)).Aggregate(Past, (past, one) => past.SetItem(one.Code, one.Name)),
        },
        _ => this,
    };

    private IEnumerable<Category> Below(string? parent) => Under(parent).SelectMany(one => Below(one.Code).Prepend(one));
}
