using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>Ends the response: paging stops, everybody who was called is told, the final reports start their clocks.</summary>
public sealed record StandDown(string Reason) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        !emergency.IsOpen ? Refuse("not-open")
        : !Authority.MayCommand(context.Actor, context.Book.Town) ? Refuse("not-allowed")
        : !emergency.IsPaging ? Nothing
        : string.IsNullOrWhiteSpace(Reason) ? Refuse("text-missing")
        : Reason.Length > 2000 ? Refuse("text-too-long")
        : Record([new StoodDown(Reason.Trim()), .. ReportClocks.Final(context, emergency)]);
}
