using System.Text.Json;
using Answerable.Engine.Deliveries;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Registrars;

/// <summary>
/// Turns what is to be told into the rows that are worked off. Where there is nothing to do, a row is settled at birth, with the
/// transaction that makes it: nobody writes to it again.
/// </summary>
/// <param name="channels">Names of the channels this server has; null where that is not known here.</param>
internal sealed class Outbox(IReadOnlySet<string>? channels)
{
    public DeliveryRow Row(JurisdictionId jurisdiction, StreamId stream, Delivery delivery, Instant now)
    {
        var row = new DeliveryRow
        {
            Jurisdiction = jurisdiction.Value,
            Stream = stream.Value,
            Key = delivery.Key,
            Channel = delivery.Channel,
            Recipient = delivery.Recipient,
            Message = delivery.Message,
            Arguments = JsonSerializer.Serialize(delivery.Arguments, Json.Options),
            Urgent = delivery.Urgent,
            State = DeliveryState.Pending,
            NextAt = now,
            CreatedAt = now,
        };
        if (delivery is { Urgent: false } && Outcome(stream, delivery) is { } outcome)
            (row.State, row.Detail, row.SettledAt) = (DeliveryReports.StateOf(outcome.Outcome), outcome.Detail, now);
        return row;
    }

    // A line on a colleague's desk is there as soon as it is recorded (an alarm there rings by the urgent lane). What no channel can
    // carry has failed already, unless its stream wants to be told so: then the worker tells it.
    private DeliveryReport? Outcome(StreamId stream, Delivery delivery)
    {
        if (delivery.Channel == "desk")
            return new(delivery.Key, DeliveryOutcome.Delivered, null);
        var failed = new DeliveryReport(delivery.Key, DeliveryOutcome.Failed, DeliveryQueue.NoChannel);
        return channels?.Contains(delivery.Channel) == false && Kind.Of(stream).OnDelivery(failed) is null ? failed : null;
    }
}
