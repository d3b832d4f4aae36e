using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>
/// A leader signs a written report; nobody signs their own. Where the leader is not at hand the text is read to them over the
/// telephone and somebody else than the leader records it (safeguards C3).
/// </summary>
/// <param name="ReadBackTo">The leader who heard it; null where the acting leader signs.</param>
public sealed record SignReport(int Report, PersonId? ReadBackTo = null) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context)
    {
        if (!emergency.IsOpen)
            return Refuse("not-open");
        if (context.Actor is not Actor.Staff { Person: var acting } || !Authority.MayReportUpward(context.Actor, context.Book.Town))
            return Refuse("not-allowed");
        if (emergency.Reports.Find(Report) is not { } report)
            return Refuse("report-unknown");
        var signer = new Actor.Staff(ReadBackTo ?? acting);
        return report.Signer == signer.Person ? Nothing
            : report.Signer is not null ? Refuse("already-signed")
            : !Authority.MaySignReport(signer, context.Book.Town) ? Refuse("not-a-leader")
            : report.Writer == signer.Id ? Refuse("own-report")
            : ReadBackTo == acting ? Refuse("same-person")
            : Record(new ReportSigned(Report, signer.Person, ReadBackTo is not null));
    }
}
