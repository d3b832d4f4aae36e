using System.Diagnostics.Metrics;

namespace Answerable.Engine.Deliveries;

/// <summary>Counts of deliveries. No recipient, no key.</summary>
internal static class DeliveryMetrics
{
    private static readonly Meter Meter = new("Answerable.Deliveries");
    private static readonly Counter<long> Outcomes = Meter.CreateCounter<long>("answerable.deliveries.settled", description: "Attempts at deliveries, by channel, lane and outcome.");

    public static void Settled(string channel, bool urgent, DeliveryOutcome outcome) =>
        Outcomes.Add(1, new("channel", channel), new("lane", urgent ? "urgent" : "routine"), new("outcome", outcome.ToString()));
}
