using Answerable.Emergencies;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Reports;

/// <summary>The clock of a report has run out. It records lateness and judges nobody (safeguards B10).</summary>
public sealed record ReportCameDue(string Rule, int Occurrence) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context) =>
        context.Actor is not Actor.Clock ? Refuse("not-allowed")
        : !emergency.IsOpen
            || !emergency.Reports.Clocks.TryGetValue(Rule, out var clock)
            || clock.Occurrence != Occurrence || clock.WasOverdue || clock.MetAt is not null
            || clock.DueAt is not { } due || context.Now < due ? Nothing
        : Record(new ReportOverdue(Rule, Occurrence));
}
