using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>What a delivery report says of a message of ours.</summary>
/// <param name="MessageId">Ours: opaque, one for each message.</param>
/// <param name="Status">For example <c>5.1.1</c>; null where the report names none.</param>
/// <param name="IsFinal">It has certainly not arrived. A delay is no failure.</param>
public sealed partial record Bounce(string MessageId, string? Status, bool IsFinal)
{
    /// <summary>Null: it is about nothing of ours.</summary>
    public static Bounce? Read(MimeMessage mail, MailSources sources)
    {
        var words = Words(mail);
        if (sources.Ours(mail).Concat(Ids().Matches(words).Select(match => match.Value.ToLowerInvariant())).FirstOrDefault(sources.IsOurs) is not { } id)
            return null;
        var said = mail.BodyParts.OfType<MessageDeliveryStatus>().SelectMany(part => part.StatusGroups).ToList();
        var (action, status) = (Last(said, "Action")?.ToLowerInvariant(), Last(said, "Status"));
        status ??= Code().Match(words) is { Success: true } found ? found.Value : null;
        return new(id, status, action is null ? status?[0] == '5' : action == "failed" && status?[0] != '4');
    }

    private static string? Last(List<HeaderList> groups, string field) => groups.Select(group => group[field]?.Trim()).LastOrDefault(value => !string.IsNullOrEmpty(value));

    // Headers of the message that came back stand in a part of their own, in a part of any name, or in the text.
    private static string Words(MimeMessage mail)
    {
        using var raw = new MemoryStream();
        mail.Body?.WriteTo(raw);
        var text = new StringBuilder(Encoding.Latin1.GetString(raw.ToArray()));
        foreach (var part in mail.BodyParts.OfType<TextPart>())
            text.Append('\n').Append(MailWords.Of(part));
        return text.ToString();
    }

    [GeneratedRegex("[0-9a-f]{32}@[A-Za-z0-9.-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")]
    private static partial Regex Code();
}
