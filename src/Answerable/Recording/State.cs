namespace Answerable.Recording;

/// <summary>What a stream's events add up to. Immutable; built only from events, never from personal fields.</summary>
public interface IState<TSelf> where TSelf : class, IState<TSelf>
{
    /// <summary>The first part of its stream ids.</summary>
    static abstract string Kind { get; }

    /// <summary>Before the first event.</summary>
    static abstract TSelf Initial { get; }

    /// <summary>The command that tells the stream that one of its deadlines has come.</summary>
    static abstract ICommand<TSelf> OnDeadline(string key);

    /// <summary>The command that tells the stream how a delivery went; null where nobody needs to know.</summary>
    static virtual ICommand<TSelf>? OnDelivery(DeliveryReport report) => null;

    TSelf With(IEvent happened, Stamp stamp);

    /// <summary>Every running deadline. A key stays the same while its deadline is the same one, though its time may change.</summary>
    IEnumerable<Deadline> Deadlines { get; }

    /// <summary>What must leave the house because of <paramref name="happened"/>, which this state already includes.</summary>
    IEnumerable<Delivery> Deliveries(IEvent happened, Stamp stamp) => [];
}

/// <summary>A time at which a stream wants to be told. At most one per key and stream.</summary>
public readonly record struct Deadline(string Key, Instant DueAt);

/// <summary>
/// Something to be sent: a page, a notice, a transfer. The row is made in the transaction that made it necessary.
/// Addresses are looked up when it is sent, so none is kept here.
/// </summary>
/// <param name="Key">Unique within its stream and the same forever: the idempotency key that a gateway sees.</param>
/// <param name="Channel">email, sms, desk, transfer …</param>
/// <param name="Recipient"><c>staff.PERSON/METHOD</c>, <c>complainant</c>, <c>office.OFFICE</c>.</param>
/// <param name="Message">Code of the text to send; its words are the channel's business.</param>
public sealed record Delivery(string Key, string Channel, string Recipient, string Message)
{
    /// <summary>What the text needs besides its code. Never personal data of a complainant.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Urgent and routine lanes never wait for each other.</summary>
    public bool Urgent { get; init; }
}

/// <summary>accepted: the gateway has it. delivered: it arrived. failed: it did not. unknown: nobody can say.</summary>
public enum DeliveryOutcome { Accepted, Delivered, Failed, Unknown }

public sealed record DeliveryReport(string Key, DeliveryOutcome Outcome, string? Detail = null);
