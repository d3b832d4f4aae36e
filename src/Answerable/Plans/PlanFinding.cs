namespace Answerable.Plans;

/// <summary>What a finding is about.</summary>
public enum FindingKind { Answerability, Completeness, Currency, Time, Rights }

/// <summary>Something the checker has to say about a plan.</summary>
/// <param name="Code">Stable code, for instance <c>unit-without-holder</c>.</param>
/// <param name="Where">The characters it is about; never empty.</param>
/// <param name="Words">Those characters, or the name it is about.</param>
/// <param name="Law">The article relied on, or that there is none.</param>
/// <param name="Advice">What to do.</param>
/// <param name="Rule">The rights rule; null for the other kinds.</param>
public sealed record PlanFinding(
    FindingKind Kind, Severity Severity, string Code, IReadOnlyList<LineRange> Where, string Words, Text Law, Text Advice, string? Rule = null)
{
    public int Line => Where[0].Line;

    internal static PlanFinding At(int line, FindingKind kind, Severity severity, string code, string words, Text law, Text advice) =>
        new(kind, severity, code, [new(line, 0, words.Length)], words, law, advice);
}
