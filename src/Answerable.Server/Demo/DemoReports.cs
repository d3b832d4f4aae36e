using System.Collections.Immutable;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Server.Demo;

/// <summary>
/// The demonstration's local rule on reporting upward. The law gives a township no minutes (safeguards B6), so that a board without
/// such a rule has no clock to show; this one is invented, and says so.
/// </summary>
internal static class DemoReports
{
    private const string Source = "云州市突发事件信息报送规定（虚构）";

    public static ImmutableArray<ReportRule> All { get; } =
    [
        Rule("local-phone", Text.Of("电话报告市委市政府值班室", "Report by telephone to the city duty room"), ReportForm.Phone, 30),
        Rule("local-written", Text.Of("书面首报", "First written report"), ReportForm.Written, 60),
    ];

    private static ReportRule Rule(string id, Text duty, ReportForm form, int minutes) => new(
        id, duty, Text.Of("本镇", "this town"), Ours: true, Text.Of("云州市委市政府值班室", "Yunzhou duty room"), To: null,
        ReportStage.First, form, minutes, ReportBasis.LocalRule, Source, Quote: "", Confidence.Medium, Kinds: [], From: null);
}
