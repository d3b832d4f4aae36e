namespace Answerable.Engine.Channels;

/// <summary>How to talk to one HTTP gateway. <c>{to}</c>, <c>{text}</c> and <c>{key}</c> stand for what changes; each place escapes them as its format needs.</summary>
/// <param name="Url">May hold placeholders; they are percent-encoded there.</param>
/// <param name="Body">Null or empty: no body.</param>
/// <param name="ContentType"><c>application/json</c>, <c>application/x-www-form-urlencoded</c>, <c>text/xml</c>; anything else takes no placeholder.</param>
public sealed record SmsOptions(string Method, string Url, string? Body, string ContentType = "application/json")
{
    /// <summary>Headers as they are; they take only <c>{key}</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The header in which the gateway expects a repetition to be recognised by; null where it knows none.</summary>
    public string? IdempotencyHeader { get; init; } = "Idempotency-Key";

    /// <summary>A pattern the answer must match besides its 2xx status: many gateways say "no" with 200. Null: the status suffices.</summary>
    public string? Success { get; init; }

    /// <summary>A pattern whose group <c>ref</c> is the gateway's own number of the message.</summary>
    public string? Reference { get; init; }

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}
