using System.Security;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Answerable.Engine.Channels;

/// <summary>Fills <c>{to}</c>, <c>{text}</c> and <c>{key}</c> in one pass, so that a value that looks like a placeholder stays what it is.</summary>
internal static partial class Template
{
    public static string Fill(string template, OutgoingMessage message, Func<string, string> escape) =>
        Placeholder().Replace(template, match => escape(match.Value switch
        {
            "{to}" => message.Address,
            "{text}" => message.Text.Short,
            _ => message.Key,
        }));

    /// <exception cref="InvalidOperationException">A format in which nobody could tell words from syntax.</exception>
    public static Func<string, string> EscapeFor(string contentType) => contentType switch
    {
        "application/json" => value => JsonEncodedText.Encode(value).ToString(),
        "application/x-www-form-urlencoded" => Uri.EscapeDataString,
        "text/xml" or "application/xml" => value => SecurityElement.Escape(value)!,
        _ => _ => throw new InvalidOperationException($"Values cannot be put into {contentType} safely."),
    };

    [GeneratedRegex(@"\{(?:to|text|key)\}")]
    private static partial Regex Placeholder();
}
