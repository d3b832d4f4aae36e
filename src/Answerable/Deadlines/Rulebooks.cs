using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Answerable.Deadlines;

/// <summary>The rulebooks that ship with the program, read once from its own data.</summary>
public static class Rulebooks
{
    /// <summary>信访工作条例 (2022).</summary>
    public const string Petition = "cn-petition-2022";

    /// <summary>What this system promises although no law says so.</summary>
    public const string House = "answerable-house";

    private static readonly Lazy<ImmutableArray<Rulebook>> Books = new(() => [.. Embedded.Under("rulebooks/").Select(Embedded.Read).Select(RulebookFile.Parse)]);

    private static readonly Lazy<FrozenDictionary<RuleRef, Rule>> Rules = new(() =>
        All.SelectMany(book => book.Rules.Values.Select(rule => (book, rule))).ToFrozenDictionary(one => one.book.Ref(one.rule.Id), one => one.rule));

    // A rule plays the same part in every version of its book: a version this program has not seen changes nothing about a running case.
    private static readonly Lazy<FrozenDictionary<(string Book, string Rule), Role>> Roles = new(() =>
        All.OrderBy(book => book.Version).SelectMany(book => book.Rules.Values.Where(rule => rule.Role is not null).Select(rule => (Key: (book.Id, rule.Id), Role: rule.Role!.Value)))
            .GroupBy(one => one.Key).ToFrozenDictionary(same => same.Key, same => same.Last().Role));

    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<Rulebook>>> ByBook = new(() =>
        All.GroupBy(book => book.Id).ToFrozenDictionary(book => book.Key, book => book.OrderBy(version => version.Version).ToImmutableArray()));

    private static readonly Lazy<FrozenDictionary<string, WorkCalendar>> Calendars = new(() =>
        All.Where(book => book.IsForTowns).DistinctBy(book => book.Id).ToFrozenDictionary(book => book.Id, book => WorkCalendar.Of(book.Calendar!)));

    public static ImmutableArray<Rulebook> All => Books.Value;

    /// <summary>The newest version of each book that a town can be set up under.</summary>
    public static IEnumerable<Rulebook> ForTowns => All.Where(book => book.IsForTowns && Find(book.Id)?.Version == book.Version);

    /// <summary>The newest version of a rulebook; null when there is none of that id.</summary>
    public static Rulebook? Find(string id) => ByBook.Value.TryGetValue(id, out var versions) ? versions[^1] : null;

    /// <summary>Every version of a town's rulebook, oldest first; the Chinese one's where there is none of that id.</summary>
    public static ImmutableArray<Rulebook> Versions(string id) => ByBook.Value.TryGetValue(id, out var versions) ? versions : ByBook.Value[Petition];

    /// <summary>The version a clock began under; old versions ship for ever.</summary>
    public static Rulebook? Find(string id, int version) => All.FirstOrDefault(book => book.Id == id && book.Version == version);

    /// <exception cref="KeyNotFoundException">The record names a rule this program does not have.</exception>
    public static Rule Get(RuleRef rule) =>
        Rules.Value.TryGetValue(rule, out var found) ? found : throw new KeyNotFoundException($"There is no rule {rule}.");

    /// <summary>The part a rule plays in the course of a case; null: none.</summary>
    public static Role? RoleOf(RuleRef rule) => Roles.Value.TryGetValue((rule.Book, rule.Rule), out var role) ? role : null;

    /// <summary>The calendar of exactly this version, if it is one that ships with the program.</summary>
    public static WorkCalendar? Shipped(string version) => Calendars.Value.Values.FirstOrDefault(calendar => calendar.Version == version);

    /// <summary>By which law a right's last day moves on over days off, where this calendar applies.</summary>
    /// <param name="calendar">Version of a calendar: <c>cn-2025-2026-3f09a2c4</c>.</param>
    public static Text? RollingUnder(string calendar) =>
        All.Select(book => book.Calendar).FirstOrDefault(rule => rule is not null && calendar.StartsWith($"{rule.Id}-", StringComparison.Ordinal))?.Rolls;

    /// <summary>The calendar a town under this book starts out with; null where no town can be under it.</summary>
    public static WorkCalendar? CalendarOf(string book) => Calendars.Value.GetValueOrDefault(book);
}
