using Answerable.Deadlines;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances;

/// <summary>What staff call a clock: the short word of the pages where there is one, otherwise the name of its rule in the rulebook.</summary>
internal static class ClockName
{
    public static string Of(RuleRef rule, Words w) => Short(rule.Rule, w) ?? w.Of(Rulebooks.Get(rule).Name);

    /// <param name="rule">As the queue keeps it: without its book.</param>
    public static string Of(string rule, Book book, Words w) => Short(rule, w) ?? (Find(rule, book) is { } found ? w.Of(found.Name) : rule);

    /// <summary>A rule of the town's law, in any version, or of our own; null where neither has it.</summary>
    public static Rule? Find(string rule, Book book) =>
        book.Versions.Append(book.House).Select(one => one.Rules.GetValueOrDefault(rule)).LastOrDefault(found => found is not null);

    private static string? Short(string rule, Words w) => w.Has($"staff.clock.{rule}") ? w[$"staff.clock.{rule}"] : null;
}
