using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>Puts a report upward into writing. The text is kept as written; a correction is another report.</summary>
public sealed record WriteReport(ReportStage Stage, string Body) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayReportUpward(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : string.IsNullOrWhiteSpace(Body) ? Refuse("text-missing")
        : Body.Length > 20_000 ? Refuse("text-too-long")
        : Record(new ReportWritten(emergency.Reports.Written.Count + 1, Stage, Body));
}
