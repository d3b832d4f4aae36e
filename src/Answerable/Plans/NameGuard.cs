using System.Collections.Immutable;
using Answerable.Recording;

namespace Answerable.Plans;

/// <summary>Whether a name may be given.</summary>
public abstract record NameVerdict
{
    private NameVerdict() { }

    public sealed record Allowed : NameVerdict;

    /// <param name="Rule">What the name asks for.</param>
    /// <param name="Duty">The lawful duty to offer, with its article.</param>
    /// <param name="Suggestion">A lawful name near the one that was given.</param>
    public sealed record Refused(RightsRule Rule, Text Duty, string Suggestion) : NameVerdict
    {
        /// <summary>The stable code of the refusal.</summary>
        public const string Code = "name-refused";

        /// <summary>The refusal, with what may be written instead.</summary>
        public Decision.Refused AsDecision => new(Code)
        {
            Details = ImmutableSortedDictionary<string, string>.Empty.Add("lawful", Suggestion).Add("duty", Duty.In("zh")),
        };
    }

    public bool IsAllowed => this is Allowed;
}

/// <summary>
/// Guards everything staff can name: task, post, roster, group, plan type, category, tag, saved view, template (safeguards A1).
/// Running text is kept and marked instead: see <see cref="RightsCheck"/>.
/// </summary>
public static class NameGuard
{
    public static NameVerdict Check(string name)
    {
        var found = RightsCheck.Find(name, name: true);
        if (found.Count == 0)
            return new NameVerdict.Allowed();
        var worst = found.MaxBy(match => match.Rule.Severity)!.Rule;
        return new NameVerdict.Refused(worst, worst.Duty, Lawful(name, found));
    }

    /// <summary>Refused when the name is in any of its languages.</summary>
    public static NameVerdict Check(Text name) =>
        name.Values.Values.Select(Check).FirstOrDefault(verdict => !verdict.IsAllowed) ?? new NameVerdict.Allowed();

    /// <summary>The name without what it must not ask for: 稳控接访工作组 gives 接访工作组, 劝返组 gives 接访组.</summary>
    public static string Lawful(string name) => Lawful(name, RightsCheck.Find(name, name: true));

    private static string Lawful(string name, IReadOnlyList<RightsMatch> found)
    {
        if (found.Count == 0)
            return name;
        var left = name;
        foreach (var (from, to) in found.SelectMany(match => match.Rule.Rewords))
            left = left.Replace(from, to, StringComparison.Ordinal);
        foreach (var word in found.SelectMany(match => match.Rule.Drops))
            left = left.Replace(word, "", StringComparison.Ordinal);
        var kind = Kinds.FirstOrDefault(kind => name.EndsWith(kind, StringComparison.Ordinal)) ?? "";
        var rule = found[0].Rule;
        return left.Length > kind.Length && RightsCheck.Find(left, name: true).Count == 0 ? left : rule.LawfulName + kind;
    }

    private static readonly string[] Kinds = ["工作领导小组", "领导小组", "工作小组", "工作组", "专班", "小组", "办公室", "组", "队", "班", "任务", "应急预案", "预案", "方案"];
}
