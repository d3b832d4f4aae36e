using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>Records that the office above has confirmed a written report.</summary>
public sealed record ConfirmReceipt(int Report, string? Receiver) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayReportUpward(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : emergency.Reports.Find(Report) is not { } report ? Refuse("report-unknown")
        : report.SentAt is null ? Refuse("not-sent")
        : report.ReceivedAt is not null ? Nothing
        : Receiver?.Length > 200 ? Refuse("text-too-long")
        : Record(new ReportReceived(Report, Receiver));
}
