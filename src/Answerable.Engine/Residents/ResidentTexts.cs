using System.Text.Json;
using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Grievances;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Residents;

/// <summary>
/// The words of messages to complainants, in the language each of them chose. A telephone lies on a table: whoever finds the message
/// learns that the town has news for its owner, and neither of what, nor from which office, nor that anybody complained.
/// </summary>
public sealed class ResidentTexts(TownDirectory directory, ContactCodes codes, DeliveryOptions options) : IMessageTexts
{
    public async Task<MessageText?> Write(DeliveryRow row, bool repeat, CancellationToken cancel)
    {
        if (!NoticeMessages.IsTo(row.Recipient))
            return null;
        var arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Arguments, Json.Options) ?? [];
        var (jurisdiction, language) = (new JurisdictionId(row.Jurisdiction), arguments.GetValueOrDefault("language") ?? options.Language);
        var town = await directory.Town(jurisdiction, cancel);
        var phone = town.ReceivingOffice is { } office ? town.Find(office)?.Phone : null;
        var code = arguments.TryGetValue("nonce", out var nonce) ? codes.Code(jurisdiction, new(row.Stream), nonce) : null;
        return Write(row.Message["grievance.".Length..], new(town.Name.In(language), options.PublicUrl?.ToString(), phone, code) { Number = arguments.GetValueOrDefault("number") }, language);
    }

    /// <param name="message">The delivery's code, without <c>grievance.</c></param>
    public static MessageText Write(string message, NoticeFacts facts, string language) => (message, language) switch
    {
        (NoticeMessages.ContactCode, "en") => EnglishNotice.ContactCode(facts),
        (NoticeMessages.ContactCode, _) => ChineseNotice.ContactCode(facts),
        (NoticeMessages.RevocationCode, "en") => EnglishNotice.RevocationCode(facts),
        (NoticeMessages.RevocationCode, _) => ChineseNotice.RevocationCode(facts),
        (NoticeMessages.ContactChanged or NoticeMessages.AccessChanged, "en") => EnglishNotice.Changed(facts),
        (NoticeMessages.ContactChanged or NoticeMessages.AccessChanged, _) => ChineseNotice.Changed(facts),
        (NoticeMessages.MailRegistered, "en") => EnglishNotice.MailRegistered(facts),
        (NoticeMessages.MailRegistered, _) => ChineseNotice.MailRegistered(facts),
        (NoticeMessages.FetchCode, "en") => EnglishNotice.FetchCode(facts),
        (NoticeMessages.FetchCode, _) => ChineseNotice.FetchCode(facts),
        (_, "en") => EnglishNotice.News(facts),
        _ => ChineseNotice.News(facts),
    };
}

/// <param name="Town">Its name, which signs the message.</param>
/// <param name="Site">Address of the portal's first page; null where the server has no public address.</param>
/// <param name="Phone">Of the office that receives for the town.</param>
/// <param name="Code">Six digits, in a message that carries a code.</param>
public sealed record NoticeFacts(string Town, string? Site, string? Phone, string? Code)
{
    /// <summary>Of the matter, in the one message that says it.</summary>
    public string? Number { get; init; }

    /// <summary>Only where nothing on the record could ever bring it to its owner.</summary>
    public string? AccessCode { get; init; }

    /// <summary>Where an access code is fetched.</summary>
    public string? FetchAt => Site is null ? null : new Uri(new Uri(Site), "track/mail").ToString();
}
