using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Deliveries;

/// <summary>Hands a command to the record: <see cref="Hosting.RecordDesk.Submit"/>.</summary>
public delegate Task<Answer> Submit(JurisdictionId jurisdiction, Envelope envelope);

/// <summary>Tells streams what became of their deliveries. Telling twice does no harm: a stream records only news.</summary>
public sealed class DeliveryReports(DeliveryQueue queue, Submit submit)
{
    /// <summary>Whether somebody could not be told since the last time all were.</summary>
    public bool Owes { get; private set; } = true;

    public async Task Tell(DeliveryRow row, DeliveryOutcome outcome, string? detail)
    {
        var stream = new StreamId(row.Stream);
        if (Kind.Of(stream).OnDelivery(new(row.Key, outcome, detail)) is not { } command)
            return;
        try
        {
            await submit(new(row.Jurisdiction), new(stream, command, new Actor.Engine()));
        }
        catch (Exception)
        {
            Owes = true;
            throw;
        }
    }

    /// <summary>Tells again whatever was settled lately: after a start, and after the record could not be written.</summary>
    public async Task TellAll(Instant since, CancellationToken cancel)
    {
        Owes = false;
        foreach (var row in await queue.SettledSince(since, cancel))
            await Tell(row, OutcomeOf(row.State), row.Detail);
    }

    /// <summary>A gateway's late word on one message, by its own number of it.</summary>
    /// <returns>False: no message of ours has that number (yet); the gateway should ask again.</returns>
    public async Task<bool> Callback(string channel, string providerRef, DeliveryOutcome outcome, string? detail, CancellationToken cancel)
    {
        if (await queue.Callback(channel, providerRef, StateOf(outcome), detail, cancel) is not { } row)
            return false;
        await Tell(row, outcome, detail);
        return true;
    }

    internal static DeliveryState StateOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Accepted => DeliveryState.Accepted,
        DeliveryOutcome.Delivered => DeliveryState.Delivered,
        DeliveryOutcome.Failed => DeliveryState.Failed,
        _ => DeliveryState.Unknown,
    };

    private static DeliveryOutcome OutcomeOf(DeliveryState state) => state switch
    {
        DeliveryState.Accepted => DeliveryOutcome.Accepted,
        DeliveryState.Delivered => DeliveryOutcome.Delivered,
        DeliveryState.Failed => DeliveryOutcome.Failed,
        _ => DeliveryOutcome.Unknown,
    };
}
