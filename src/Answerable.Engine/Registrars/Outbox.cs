using System.Text.Json;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Registrars;

/// <summary>
/// Turns what is to be told into the rows that are worked off. A line on a desk is settled at birth, with the transaction that makes
/// it: nobody writes to it again.
/// </summary>
internal static class Outbox
{
    public static DeliveryRow Row(JurisdictionId jurisdiction, StreamId stream, Delivery delivery, Instant now)
    {
        var isThere = IsLineOnDesk(delivery);
        return new()
        {
            Jurisdiction = jurisdiction.Value,
            Stream = stream.Value,
            Key = delivery.Key,
            Channel = delivery.Channel,
            Recipient = delivery.Recipient,
            Message = delivery.Message,
            Arguments = JsonSerializer.Serialize(delivery.Arguments, Json.Options),
            Urgent = delivery.Urgent,
            State = isThere ? DeliveryState.Delivered : DeliveryState.Pending,
            SettledAt = isThere ? now : null,
            NextAt = now,
            CreatedAt = now,
        };
    }

    // There as soon as it is recorded. An alarm at a desk rings by the urgent lane.
    private static bool IsLineOnDesk(Delivery delivery) => delivery is { Urgent: false, Channel: "desk" };
}
