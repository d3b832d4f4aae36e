using Answerable.Plans;
using NodaTime;
using Spectre.Console;

namespace Answerable.Server.Plans;

/// <summary>Prints what the checker found.</summary>
internal static class PlanCheckVerb
{
    /// <returns>1 when there is an error among the findings.</returns>
    public static int Run(string path, bool json, string language, LocalDate today, TextWriter output)
    {
        var findings = Check(path, today);
        if (json)
            output.WriteLine(PlanVerbs.Serialise(findings.Select(finding => Row(finding, language))));
        else
            Print(findings, language, PlanVerbs.Console(output));
        return findings.Any(finding => finding.Severity == Severity.Error) ? 1 : 0;
    }

    public static IReadOnlyList<PlanFinding> Check(string path, LocalDate today)
    {
        if (Path.GetExtension(path) is not (".yaml" or ".yml"))
        {
            var reading = PlanReader.Read(PlanDocuments.ReadFile(path));
            return PlanChecker.Check(reading with { Plan = PlanReview.Apply(reading.Plan) }, today);
        }

        var (plan, lineOf) = PlanYaml.Read(PlanImportVerb.ReadPlanFile(path));
        return PlanChecker.Check(PlanReading.Of(PlanLines.Move(plan, lineOf)), today);
    }

    /// <summary>The published shape of a finding.</summary>
    private static object Row(PlanFinding finding, string language) => new
    {
        kind = finding.Kind,
        severity = finding.Severity,
        line = finding.Line,
        text = finding.Words,
        law = finding.Law.In(language),
        advice = finding.Advice.In(language),
        code = finding.Code,
        rule = finding.Rule,
        ranges = finding.Where.Select(range => new { line = range.Line, start = range.Start, length = range.Length }),
        advices = finding.Advice.Values,
    };

    private static void Print(IReadOnlyList<PlanFinding> findings, string language, IAnsiConsole console)
    {
        var zh = language == "zh";
        var table = new Table().Border(TableBorder.Rounded).AddColumns(
            zh ? ["行", "类别", "程度", "原文", "依据", "怎么办"] : ["Line", "Kind", "Severity", "Text", "Law", "What to do"]);
        foreach (var finding in findings)
            table.AddRow(finding.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), Kind(finding.Kind, zh), Mark(finding.Severity, zh),
                Markup.Escape(finding.Words), Markup.Escape(finding.Law.In(language)), Markup.Escape(finding.Advice.In(language)));
        if (findings.Count > 0)
            console.Write(table);
        int Count(Severity severity) => findings.Count(finding => finding.Severity == severity);
        console.WriteLine(zh ? $"错误 {Count(Severity.Error)}，警告 {Count(Severity.Warning)}，提示 {Count(Severity.Info)}"
            : $"{Count(Severity.Error)} errors, {Count(Severity.Warning)} warnings, {Count(Severity.Info)} notes");
    }

    private static string Mark(Severity severity, bool zh) => severity switch
    {
        Severity.Error => $"[red]{(zh ? "错误" : "error")}[/]",
        Severity.Warning => $"[yellow]{(zh ? "警告" : "warning")}[/]",
        _ => $"[grey]{(zh ? "提示" : "note")}[/]",
    };

    private static string Kind(FindingKind kind, bool zh) => kind switch
    {
        _ when !zh => kind.ToString().ToLowerInvariant(),
        FindingKind.Answerability => "责任落实",
        FindingKind.Completeness => "内容完整",
        FindingKind.Currency => "依据现行",
        FindingKind.Time => "时限",
        _ => "权利",
    };
}
