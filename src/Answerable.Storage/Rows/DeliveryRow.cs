namespace Answerable.Storage.Rows;

/// <summary>
/// pending → claimed → sending → accepted → delivered | failed | unknown.
/// <c>Sending</c> is written before the first byte leaves: a row found in it after a crash has an unknown outcome.
/// </summary>
public enum DeliveryState { Pending, Claimed, Sending, Accepted, Delivered, Failed, Unknown }

/// <summary>Something to be sent, from the transaction that made it necessary until its outcome is settled.</summary>
public sealed class DeliveryRow
{
    public required string Jurisdiction { get; set; }
    public required string Stream { get; set; }

    /// <summary>Stable idempotency key, unique in its stream.</summary>
    public required string Key { get; set; }

    public required string Channel { get; set; }
    public required string Recipient { get; set; }
    public required string Message { get; set; }

    /// <summary>JSON object of strings.</summary>
    public required string Arguments { get; set; }

    public bool Urgent { get; set; }
    public DeliveryState State { get; set; }

    /// <summary>How often sending was begun; above 1 the message is marked "repeat".</summary>
    public int Attempts { get; set; }

    public Instant NextAt { get; set; }

    /// <summary>The engine that holds it, and until when; after that another may take it.</summary>
    public string? ClaimedBy { get; set; }
    public Instant? ClaimedUntil { get; set; }

    /// <summary>The gateway's own number for it, by which a late callback is matched.</summary>
    public string? ProviderRef { get; set; }

    public string? Detail { get; set; }
    public Instant CreatedAt { get; set; }
    public Instant? SettledAt { get; set; }
}
