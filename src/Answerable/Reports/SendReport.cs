using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>Records that a signed report has gone up, and which duties it fulfils.</summary>
public sealed record SendReport(int Report, ImmutableArray<string> Rules, SentBy By) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context)
    {
        if (!emergency.IsOpen)
            return Refuse("not-open");
        if (!Authority.MayReportUpward(context.Actor, context.Book.Town))
            return Refuse("not-allowed");
        if (emergency.Reports.Find(Report) is not { } report)
            return Refuse("report-unknown");
        if (report.SentAt is not null)
            return Nothing;
        if (report.Signer is null)
            return Refuse("not-signed");
        if (context.OccurredAt < emergency.KnownAt)
            return Refuse("reported-before-known");
        if (Rules.IsDefault || Rules.Any(rule => !Fits(emergency, report, rule)))
            return Refuse("report-rule-unknown");
        var recipients = Rules.Select(rule => emergency.Reports.Clocks[rule].Rule.Recipient).Distinct();
        return Record([
            new ReportSent(Report, [.. Rules.Distinct()], By),
            .. recipients.SelectMany(recipient => ReportClocks.Continued(context, emergency, recipient))]);
    }

    private static bool Fits(Emergency emergency, WrittenReport report, string rule) =>
        emergency.Reports.Clocks.TryGetValue(rule, out var clock)
        && clock.Rule is { Ours: true, Form: ReportForm.Written } && clock.Rule.Stage == report.Stage;
}
