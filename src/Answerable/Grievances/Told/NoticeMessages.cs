using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>
/// What is sent to a complainant. Its code says on the record which event it was for; what leaves the house is the same for every
/// one of them: that there is news, and where to look (docs/decisions/0060).
/// </summary>
public static class NoticeMessages
{
    public const string Recipient = "complainant";
    public const string ContactCode = "contact-code", RevocationCode = "revocation-code", ContactChanged = "contact-changed", AccessChanged = "access-changed";

    /// <summary>A mail was registered: says the number. Six digits to fetch its access code with.</summary>
    public const string MailRegistered = "mail-registered", FetchCode = "fetch-code";

    /// <summary>Carries a code that is to be typed or read back.</summary>
    public static bool IsCode(string message) => message is ContactCode or RevocationCode or FetchCode;

    /// <summary>Says that an address or a code has changed.</summary>
    public static bool IsAnnouncement(string message) => message is ContactChanged or AccessChanged;

    /// <summary>Whether a delivery's recipient is the complainant of its case.</summary>
    public static bool IsTo(string recipient) => recipient == Recipient || recipient.StartsWith(Recipient + "/", StringComparison.Ordinal);
}

public sealed partial record Grievance
{
    // After erasure nothing is sent: there is nowhere to send it to.
    private IEnumerable<Delivery> ToComplainant(Stamp stamp, string message) =>
        IsErased || Notices is not { Channel: { } channel } told ? [] : [Message(stamp, message, channel, NoticeMessages.Recipient, told.Language)];

    private IEnumerable<Delivery> ToldThere(Stamp stamp, NoticeAddress? address) =>
        address is { } old && NoticeChoice.ChannelOf(old.Way) is { } channel ? [Message(stamp, NoticeMessages.ContactChanged, channel, $"{NoticeMessages.Recipient}/{old.From}", Notices!.Language)] : [];

    private static Delivery WithCode(Stamp stamp, string message, NoticeChoice wanted, string recipient, SentCode code)
    {
        var delivery = Message(stamp, message, wanted.Channel!, recipient, wanted.Language);
        return delivery with { Arguments = new Dictionary<string, string>(delivery.Arguments) { ["nonce"] = code.Nonce } };
    }

    private static Delivery Message(Stamp stamp, string message, string channel, string recipient, string language) =>
        new($"{stamp.Version}.{message}.{channel}", channel, recipient, $"grievance.{message}") { Arguments = new Dictionary<string, string> { ["language"] = language } };
}
