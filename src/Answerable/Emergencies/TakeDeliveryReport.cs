using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Emergencies;

/// <summary>
/// What became of one sending. Only news is recorded: "accepted" after "delivered" is old. When every way of reaching the person
/// has failed for certain, nobody waits for the minutes to pass: the next step begins at once.
/// </summary>
public sealed record TakeDeliveryReport(PageKey Page, DeliveryReport Report) : ICommand<Emergency>
{
    public Decision Decide(Emergency emergency, Context context)
    {
        if (context.Actor is not Actor.Engine)
            return Refuse("not-allowed");
        if (emergency.Find(Page.Round)?.Find(Page.Seat) is not { } seat || !WasSent(seat))
            return Refuse("delivery-unknown");
        if (!IsNews(emergency))
            return Nothing;
        var pager = new Pager(emergency, context).Add(new PageReported(Report.Key, Report.Outcome, Detail));
        return new Recorded((Report.Outcome == DeliveryOutcome.Failed && IsHopeless(emergency, seat) ? Next(emergency, seat, pager) : pager).Events);
    }

    // Gateways write what they like; the record keeps one short line of it.
    private string? Detail => Report.Detail is { } words
        ? new string([.. words.Select(c => char.IsControl(c) ? ' ' : c).Take(200)])
        : null;

    private bool WasSent(Seat seat) =>
        seat.Pages.Any(page => page.Step == Page.Step && page.Attempt == Page.Attempt && page.Methods.Any(method => Page.By(method) == Report.Key));

    private bool IsNews(Emergency emergency) =>
        !emergency.Outcomes.TryGetValue(Report.Key, out var known)
        || known switch
        {
            DeliveryOutcome.Delivered => false,
            DeliveryOutcome.Unknown => Report.Outcome != DeliveryOutcome.Unknown,
            DeliveryOutcome.Accepted => Report.Outcome is DeliveryOutcome.Delivered or DeliveryOutcome.Failed,
            _ => Report.Outcome == DeliveryOutcome.Delivered,
        };

    private bool IsHopeless(Emergency emergency, Seat seat) =>
        emergency.IsPaging && seat.Waiting is { } waiting && waiting.Step == Page.Step && waiting.Attempt == Page.Attempt
        && waiting.Methods.All(method => Page.By(method) is var key
            && (key == Report.Key || emergency.Outcomes.GetValueOrDefault(key, DeliveryOutcome.Accepted) == DeliveryOutcome.Failed));

    private Pager Next(Emergency emergency, Seat seat, Pager pager) => pager
        .Add(new StepSkipped(Page.Round, Page.Seat, Page.Step, SkipReason.AllSendsFailed))
        .Advance(emergency.Find(Page.Round)!, seat, Page.Step + 1);
}
