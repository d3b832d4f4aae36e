using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>
/// Records one call in which the office above was told by telephone. It needs nobody's approval: nothing may hold up a first report.
/// One call may meet several duties: the law's "at once" and the minutes of a local rule are told in the same breath.
/// </summary>
/// <param name="Rules">The duties it meets, at least one; those that are met already stay as they are.</param>
public sealed record PhoneReport(ImmutableArray<string> Rules, string? HeardBy, string? Said) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context)
    {
        if (!emergency.IsOpen)
            return Refuse("not-open");
        if (!Authority.MayReportUpward(context.Actor, context.Book.Town))
            return Refuse("not-allowed");
        if (Rules.IsDefaultOrEmpty || Rules.Any(rule => !emergency.Reports.Clocks.TryGetValue(rule, out var clock) || !clock.Rule.Ours))
            return Refuse("report-rule-unknown");
        var clocks = Rules.Distinct().Select(rule => emergency.Reports.Clocks[rule]).ToList();
        if (clocks.Exists(clock => clock.Rule.Form != ReportForm.Phone))
            return Refuse("report-in-writing");
        clocks.RemoveAll(clock => clock.MetAt is not null);
        if (clocks.Count == 0)
            return Nothing;
        if (context.OccurredAt < emergency.KnownAt)
            return Refuse("reported-before-known");
        if (HeardBy?.Length > 200 || Said?.Length > 4000)
            return Refuse("text-too-long");
        return Record([
            .. clocks.Select(clock => new ReportPhoned(clock.Rule.Id, clock.Occurrence, HeardBy, Said)),
            .. clocks.Select(clock => clock.Rule.Recipient).Distinct().SelectMany(recipient => ReportClocks.Continued(context, emergency, recipient))]);
    }
}
