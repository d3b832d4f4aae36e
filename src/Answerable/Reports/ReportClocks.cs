using Answerable.Emergencies;
using Answerable.Recording;

namespace Answerable.Reports;

/// <summary>Which clocks start when. No participant's action moves one that runs.</summary>
internal static class ReportClocks
{
    /// <summary>First-report duties that apply and have no clock yet; they run from when the office came to know.</summary>
    public static IEnumerable<IEvent> First(Context context, EventKind kind, EventGrade? grade, Instant knownAt, ReportBook book) =>
        context.Book.Arrangements.ReportRules.Values
            .Where(rule => rule.Stage == ReportStage.First && rule.AppliesTo(kind, grade) && !book.Clocks.ContainsKey(rule.Id))
            .Select(rule => Start(rule, 1, knownAt));

    /// <summary>After a report has gone up: the continued reports to the same place, each anew from that moment.</summary>
    public static IEnumerable<IEvent> Continued(Context context, Emergency emergency, Text recipient) =>
        Stage(context, emergency, ReportStage.Continued)
            .Where(rule => rule.Recipient == recipient)
            .Select(rule => Start(rule, (emergency.Reports.Clocks.GetValueOrDefault(rule.Id)?.Occurrence ?? 0) + 1, context.OccurredAt));

    /// <summary>When the response ends: the final reports.</summary>
    public static IEnumerable<IEvent> Final(Context context, Emergency emergency) =>
        Stage(context, emergency, ReportStage.Final)
            .Where(rule => !emergency.Reports.Clocks.ContainsKey(rule.Id))
            .Select(rule => Start(rule, 1, context.Now));

    private static IEnumerable<ReportRule> Stage(Context context, Emergency emergency, ReportStage stage) =>
        context.Book.Arrangements.ReportRules.Values
            .Where(rule => rule.Ours && rule.Stage == stage && rule.AppliesTo(emergency.EventKind, emergency.Grade));

    private static ReportClockStarted Start(ReportRule rule, int occurrence, Instant from) =>
        new(rule, occurrence, from, rule.Minutes is { } minutes ? from + Duration.FromMinutes(minutes) : null);
}
