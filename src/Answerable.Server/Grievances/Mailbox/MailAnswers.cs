using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Residents;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>
/// Answers that no record may hold the address of: to whoever accuses somebody by e-mail. What is sent goes straight to the channel; the mail
/// is deleted only after it, and until then everything is done again with the same result.
/// </summary>
public sealed class MailAnswers(IEnumerable<IChannel> channels, DeliveryOptions options)
{
    private readonly IChannel? channel = channels.FirstOrDefault(one => one.Name == NoticeChoice.ChannelOf(NoticeWay.Email));

    /// <summary>Mail can leave this house.</summary>
    public bool IsOpen => channel is not null;

    /// <param name="key">The same for the same mail.</param>
    /// <returns>False: it has certainly not left and may be tried again.</returns>
    public async Task<bool> Registered(string address, string key, Town town, string number, string code, string language, CancellationToken cancel) =>
        await Send(address, key, ResidentTexts.Write(NoticeMessages.MailRegistered, Facts(town, language) with { Number = number, AccessCode = code }, language), cancel);

    /// <summary>Nothing was registered: this server may not read it, and cannot seal it.</summary>
    public async Task<bool> Elsewhere(string address, string key, Town town, Office? above, string language, CancellationToken cancel)
    {
        var facts = Facts(town, language);
        var (name, where, phone) = (above?.Name.In(language), above?.Address?.In(language), above?.Phone);
        return await Send(address, key, language == "en" ? EnglishNotice.Elsewhere(facts, name, where, phone) : ChineseNotice.Elsewhere(facts, name, where, phone), cancel);
    }

    private NoticeFacts Facts(Town town, string language) =>
        new(town.Name.In(language), options.PublicUrl?.ToString(), town.ReceivingOffice is { } office ? town.Find(office)?.Phone : null, null);

    private async Task<bool> Send(string address, string key, MessageText text, CancellationToken cancel)
    {
        if (channel is null)
            return true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Patience);
        return !(await channel.Send(new(key, address, text, Repeat: false) { Urgent = false }, patience.Token)).MayRetry;
    }
}
