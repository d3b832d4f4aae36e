using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Answerable.Emergencies;
using Answerable.Recording;

namespace Answerable.Engine.Channels;

/// <summary>How a gateway's delivery receipts look. They arrive at our callback address as JSON.</summary>
/// <param name="Secret">The body's HMAC-SHA256 under it, in hexadecimal, stands in <paramref name="SignatureHeader"/>. Without a secret no receipt is taken.</param>
public sealed record SmsReceiptOptions(string Secret, string SignatureHeader = "X-Signature")
{
    public string ReferenceField { get; init; } = "ref";
    public string StatusField { get; init; } = "status";
    public IReadOnlySet<string> Delivered { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "DELIVRD", "delivered" };
    public IReadOnlySet<string> Failed { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "UNDELIV", "EXPIRED", "REJECTD", "failed" };
    public string FromField { get; init; } = "from";
    public string TextField { get; init; } = "text";
}

/// <param name="Reference">The gateway's own number of the message.</param>
public sealed record SmsReceipt(string Reference, DeliveryOutcome Outcome, string Detail);

/// <summary>Somebody answered by SMS.</summary>
/// <param name="Code">The digits that name the page; null where there are none, or several.</param>
/// <param name="Answer">Null where the words say neither yes nor no.</param>
public sealed record SmsReply(string From, string Text, string? Code, Reply? Answer);

/// <summary>Reads what a gateway posts to us. Anything unsigned, malformed or not understood is null and changes nothing.</summary>
public static partial class SmsReceipts
{
    public static bool IsGenuine(SmsReceiptOptions options, ReadOnlySpan<byte> body, string? signature)
    {
        if (options.Secret.Length == 0 || signature is null)
            return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(options, body)), Encoding.UTF8.GetBytes(signature.ToLowerInvariant()));
    }

    /// <summary>The signature that a gateway who knows the secret puts beside this body: lower-case hexadecimal.</summary>
    public static string Sign(SmsReceiptOptions options, ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Secret), body));

    public static SmsReceipt? Receipt(SmsReceiptOptions options, ReadOnlyMemory<byte> body) =>
        Fields(body, options.ReferenceField, options.StatusField) is not var (reference, status) ? null
        : options.Delivered.Contains(status) ? new(reference, DeliveryOutcome.Delivered, status)
        : options.Failed.Contains(status) ? new(reference, DeliveryOutcome.Failed, status)
        : null;

    public static SmsReply? Reply(SmsReceiptOptions options, ReadOnlyMemory<byte> body) =>
        Fields(body, options.FromField, options.TextField) is var (from, text) ? ReadReply(from, text) : null;

    /// <summary>What somebody typed at night. The code alone says that they come; what says neither yes nor no is no answer, and never taken for a yes.</summary>
    public static SmsReply ReadReply(string from, string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC);
        var codes = Code().Matches(plain);
        return codes.Count != 1 ? new(from, text, null, null) : new(from, text, codes[0].Groups["code"].Value, AnswerIn(plain.Remove(codes[0].Index, codes[0].Length)));
    }

    private static Reply? AnswerIn(string words) =>
        Doubt().IsMatch(words) ? null
        : No().IsMatch(words) ? Emergencies.Reply.Unable
        : Yes().IsMatch(words) ? Emergencies.Reply.Coming
        : null;

    private static (string, string)? Fields(ReadOnlyMemory<byte> body, string first, string second)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            return json.RootElement.ValueKind == JsonValueKind.Object && Field(json.RootElement, first) is { } one && Field(json.RootElement, second) is { } two ? (one, two) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Field(JsonElement json, string name) => json.TryGetProperty(name, out var value) switch
    {
        true when value.ValueKind == JsonValueKind.String => value.GetString(),
        true when value.ValueKind == JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    [GeneratedRegex("(?<![0-9])(?<code>[0-9]{6,8})(?![0-9])")]
    private static partial Regex Code();

    [GeneratedRegex("不[一知清确好]|[?吗]|没")]
    private static partial Regex Doubt();

    [GeneratedRegex(@"\b(?:n|no|not|unable|cannot|can't)\b|否|不|无法", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    // Nothing but signs, or a word that says so. 能 alone is what is left of 不能 when a character is lost.
    [GeneratedRegex(@"^[\s\p{P}]*$|到|来|好|收到|出发|路上|\b(?:y|yes|ok|coming)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();
}
