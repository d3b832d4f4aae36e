using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>Records that the office above was told by telephone. It needs nobody's approval: nothing may hold up a first report.</summary>
public sealed record PhoneReport(string Rule, string? HeardBy, string? Said) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayReportUpward(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !emergency.Reports.Clocks.TryGetValue(Rule, out var clock) || !clock.Rule.Ours ? Refuse("report-rule-unknown")
        : clock.Rule.Form != ReportForm.Phone ? Refuse("report-in-writing")
        : clock.MetAt is not null ? Nothing
        : context.OccurredAt < emergency.KnownAt ? Refuse("reported-before-known")
        : HeardBy?.Length > 200 || Said?.Length > 4000 ? Refuse("text-too-long")
        : Record([
            new ReportPhoned(Rule, clock.Occurrence, HeardBy, Said),
            .. ReportClocks.Continued(context, emergency, clock.Rule.Recipient)]);
}
