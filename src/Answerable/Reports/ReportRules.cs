using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Recording;

namespace Answerable.Reports;

/// <summary>The duties that the shipped sources state for a township in China: data/report-rules.json, each with its source and confidence.</summary>
public static class ReportRules
{
    public static ImmutableArray<ReportRule> China { get; } =
        JsonSerializer.Deserialize<ImmutableArray<ReportRule>>(Embedded.Read("report-rules.json"), Json.Options);
}
