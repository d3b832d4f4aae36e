using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
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
/// <param name="Code">The digits that name the page.</param>
/// <param name="Unable">The code was followed by N, 否 or 不.</param>
public sealed record SmsReply(string From, string Code, bool Unable);

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

    /// <summary>The one code in what somebody typed at night; null when there is none, or when there are two.</summary>
    public static SmsReply? ReadReply(string from, string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC);
        var codes = Code().Matches(plain);
        return codes.Count != 1 ? null : new(from, codes[0].Groups["code"].Value, No().IsMatch(plain.Remove(codes[0].Index, codes[0].Length)));
    }

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

    [GeneratedRegex("[Nn]|否|不")]
    private static partial Regex No();
}
