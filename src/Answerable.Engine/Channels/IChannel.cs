using Answerable.Recording;

namespace Answerable.Engine.Channels;

/// <summary>One way out of the house. It sends once and says what it knows; whether to try again is the worker's business.</summary>
public interface IChannel
{
    /// <summary>The channel of the deliveries it takes: <c>email</c>, <c>sms</c>, <c>desk</c>.</summary>
    string Name { get; }

    /// <summary>Sends one message. Never throws for anything the outside does; a cancelled token means that nobody can say.</summary>
    Task<Sent> Send(OutgoingMessage message, CancellationToken cancel);
}

/// <summary>A message with its words and its address, ready to leave.</summary>
/// <param name="Key">The same for every sending of one delivery: what a gateway or mail server can recognise a repetition by.</param>
/// <param name="Address">An e-mail address or a telephone number; empty for the desk.</param>
/// <param name="Repeat">It may have arrived before. The words say so already.</param>
public sealed record OutgoingMessage(string Key, string Address, MessageText Text, bool Repeat)
{
    /// <summary>Somebody is called; mail programs are told so.</summary>
    public bool Urgent { get; init; } = true;
}

/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text for e-mail.</param>
/// <param name="Short">For SMS.</param>
public sealed record MessageText(string Subject, string Body, string Short);

/// <summary>What a channel knows after sending.</summary>
/// <param name="MayRetry">It has certainly not gone out, and another try may succeed: no "repeat" needed.</param>
/// <param name="ProviderRef">The gateway's own number for it.</param>
public sealed record Sent(DeliveryOutcome Outcome, string? ProviderRef = null, string? Detail = null, bool MayRetry = false)
{
    public static Sent Accepted(string? reference = null, string? detail = null) => new(DeliveryOutcome.Accepted, reference, detail);
    /// <summary>Nothing was tried: it is for later.</summary>
    public Instant? NotBefore { get; private init; }

    public static Sent Later(Instant at) => new(DeliveryOutcome.Failed) { NotBefore = at };
    public static Sent Failed(string detail) => new(DeliveryOutcome.Failed, null, detail);
    public static Sent NotSent(string detail) => new(DeliveryOutcome.Failed, null, detail, MayRetry: true);
    public static Sent Unknown(string detail) => new(DeliveryOutcome.Unknown, null, detail);
}
