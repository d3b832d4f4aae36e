using System.Collections.Immutable;

namespace Answerable.Deadlines;

/// <summary>The rulebooks that ship with the program, read once from its own data.</summary>
public static class Rulebooks
{
    /// <summary>信访工作条例 (2022).</summary>
    public const string Petition = "cn-petition-2022";

    /// <summary>What this system promises although no law says so.</summary>
    public const string House = "answerable-house";

    private static readonly Lazy<ImmutableArray<Rulebook>> Shipped = new(() =>
        RulebookFile.Parse(Embedded.Read("rulebooks.json"), Embedded.Read("statutory-clocks.json")));

    public static ImmutableArray<Rulebook> All => Shipped.Value;

    /// <summary>The newest version of a rulebook; null when there is none of that id.</summary>
    public static Rulebook? Find(string id) => All.Where(book => book.Id == id).MaxBy(book => book.Version);

    /// <summary>The version a clock began under; old versions ship for ever.</summary>
    public static Rulebook? Find(string id, int version) => All.FirstOrDefault(book => book.Id == id && book.Version == version);

    /// <exception cref="KeyNotFoundException">The record names a rule this program does not have.</exception>
    public static Rule Get(RuleRef rule) =>
        (Find(rule.Book, rule.Version) ?? throw new KeyNotFoundException($"There is no rulebook {rule.Book}/{rule.Version}."))[rule.Rule];
}
