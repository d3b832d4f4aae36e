using System.Text.Json;
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
        if (IsLineOnDesk(delivery))
            (row.State, row.SettledAt) = (DeliveryState.Delivered, now);
        else if (IsHopeless(stream, delivery))
            (row.State, row.Detail, row.SettledAt) = (DeliveryState.Failed, DeliveryQueue.NoChannel, now);
        return row;
    }

    // There as soon as it is recorded. An alarm at a desk rings by the urgent lane.
    private static bool IsLineOnDesk(Delivery delivery) => delivery is { Urgent: false, Channel: "desk" };

    // Unless its stream wants to be told so: then the worker fails it, and tells.
    private bool IsHopeless(StreamId stream, Delivery delivery) =>
        !delivery.Urgent && channels?.Contains(delivery.Channel) == false
        && Kind.Of(stream).OnDelivery(new(delivery.Key, DeliveryOutcome.Failed, DeliveryQueue.NoChannel)) is null;
}
