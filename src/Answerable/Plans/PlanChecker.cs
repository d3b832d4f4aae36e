namespace Answerable.Plans;

/// <summary>Reads a plan as an auditor would: who answers, what is missing, what is out of date, what has no time, what nobody may ask for.</summary>
public static class PlanChecker
{
    /// <param name="reading">The plan and the text it was read from.</param>
    /// <param name="today">In the town's zone.</param>
    public static IReadOnlyList<PlanFinding> Check(PlanReading reading, LocalDate today) =>
        [.. AnswerabilityCheck.Check(reading.Plan)
            .Concat(CompletenessCheck.Check(reading))
            .Concat(CurrencyCheck.Check(reading, today))
            .Concat(TimeCheck.Check(reading.Plan))
            .Concat(RightsFindings.Check(reading))
            .Select(finding => Located(finding, reading))
            .OrderBy(finding => finding.Line).ThenBy(finding => finding.Where[0].Start).ThenBy(finding => finding.Kind)];

    /// <summary>Every article the checks rely on, the rights rules' own excepted.</summary>
    public static IReadOnlyList<LawArticle> Cited { get; } =
        [.. AnswerabilityCheck.Cited, .. CompletenessCheck.Cited, .. CurrencyCheck.Cited, .. TimeCheck.Cited, .. RightsFindings.Cited];

    // Checks of the plan know the line; where on it their words stand, the text knows.
    private static PlanFinding Located(PlanFinding finding, PlanReading reading)
    {
        if (finding.Kind == FindingKind.Rights && finding.Rule is not null)
            return finding;
        foreach (var paragraph in reading.Paragraphs.Where(p => p.Text.Line <= finding.Line && finding.Line <= p.Text.EndLine))
            if (paragraph.Text.Text.IndexOf(finding.Words, StringComparison.Ordinal) is var at and >= 0 && finding.Words.Length > 0)
                return finding with { Where = paragraph.Text.Ranges(at, finding.Words.Length) };
        return finding with { Where = [new(finding.Line, 0, reading.Paragraphs.FirstOrDefault(p => p.Text.Line == finding.Line)?.Text.Pieces[0].Length ?? 0)] };
    }
}
