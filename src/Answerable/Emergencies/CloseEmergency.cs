using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Closes the record of an emergency. A duty of ours to report upward keeps it open, unless it was a false alarm.</summary>
public sealed record CloseEmergency(CloseReason Reason) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !Authority.MayCommand(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : emergency.ClosedAt is not null ? Nothing
        : emergency.OpenedAt is null ? Refuse("not-open")
        : emergency.IsPaging ? Refuse("not-stood-down")
        : Reason != CloseReason.FalseAlarm && emergency.Reports.Owed.Any(clock => clock.Rule.Stage != ReportStage.Continued) ? Refuse("report-owed")
        : Record(new EmergencyClosed(Reason));
}
