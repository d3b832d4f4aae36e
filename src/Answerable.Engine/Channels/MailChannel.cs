using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Answerable.Recording;
using MailKit.Net.Smtp;
using MimeKit;

namespace Answerable.Engine.Channels;

/// <summary>
/// E-mail through any SMTP server. A failure before the server has taken the recipient means that nothing was sent; after that a
/// broken conversation means that nobody can say, and only a clear "no" to the message itself is a failure.
/// </summary>
public sealed class MailChannel(MailOptions options, TownClock clock) : IChannel
{
    public string Name => "email";

    public async Task<Sent> Send(OutgoingMessage message, CancellationToken cancel)
    {
        if (Write(message) is not { } mail)
            return Sent.Failed("address-invalid");
        using var client = new Conversation { Timeout = (int)options.Patience.TotalMilliseconds };
        try
        {
            await Connect(client, cancel);
            var answer = await client.SendAsync(mail, cancel);
            await Leave(client);
            return Sent.Accepted(mail.MessageId, answer);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Classify(client, failure);
        }
    }

    /// <summary>The same for every sending of one delivery, so that mail programs show a repetition as one message.</summary>
    public static string MessageId(string key, string from) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]}@{from[(from.IndexOf('@') + 1)..]}";

    private async Task Connect(Conversation client, CancellationToken cancel)
    {
        await client.ConnectAsync(options.Host, options.Port, options.Security, cancel);
        if (options.User is { } user)
            await client.AuthenticateAsync(user, options.Password ?? "", cancel);
    }

    // Null: not one plain address. MimeKit folds and encodes what goes into headers, so no line can be smuggled in.
    private MimeMessage? Write(OutgoingMessage message)
    {
        if (message.Address.Any(char.IsControl) || !MailboxAddress.TryParse(message.Address, out var to) || to.Address != message.Address.Trim())
            return null;
        var mail = new MimeMessage { Subject = OneLine(message.Text.Subject), MessageId = MessageId(message.Key, options.From), Importance = message.Urgent ? MessageImportance.High : MessageImportance.Normal };
        mail.From.Add(new MailboxAddress(OneLine(options.FromName), options.From));
        mail.To.Add(to);
        mail.Date = clock.Now.ToDateTimeOffset();
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new TextPart("plain") { Text = message.Text.Body };
        return mail;
    }

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    private static Sent Classify(Conversation client, Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.SenderNotAccepted or SmtpErrorCode.MessageNotAccepted } no =>
            (int)no.StatusCode is >= 400 and < 500 ? Sent.NotSent(Words(no)) : Sent.Failed(Words(no)),
        _ when client.RecipientTaken => Sent.Unknown(failure.GetType().Name),
        _ => Sent.NotSent(failure.GetType().Name),
    };

    private static string Words(SmtpCommandException no) => string.Create(CultureInfo.InvariantCulture, $"{(int)no.StatusCode} {no.Message}");

    // The message is accepted already; a server that forgets its manners at the end changes nothing.
    private static async Task Leave(Conversation client)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, soon.Token);
        }
        catch (Exception failure) when (failure is IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
        }
    }

    /// <summary>Notes whether the server has come as far as taking the recipient: the message itself follows right after.</summary>
    private sealed class Conversation : SmtpClient
    {
        public bool RecipientTaken { get; private set; }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            RecipientTaken = true;
            base.OnRecipientAccepted(message, mailbox, response);
        }
    }
}
