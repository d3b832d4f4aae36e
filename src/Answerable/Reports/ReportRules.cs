using System.Text.Json;
using Answerable.Recording;

namespace Answerable.Reports;

/// <summary>The duties that the shipped sources state for a township in China: report-rules.json, each with its source and confidence.</summary>
public static class ReportRules
{
    public static ImmutableArray<ReportRule> China { get; } = Load();

    private static ImmutableArray<ReportRule> Load()
    {
        using var data = typeof(ReportRules).Assembly.GetManifestResourceStream("Answerable.Reports.report-rules.json")!;
        return JsonSerializer.Deserialize<ImmutableArray<ReportRule>>(data, Json.Options);
    }
}
