using MimeKit;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>Who wrote a mail, as far as a machine can tell.</summary>
public enum MailSource
{
    Person,

    /// <summary>A list, a form, an automatic message: registered, and never answered.</summary>
    Machine,

    /// <summary>An automatic answer to something of ours.</summary>
    AutoReply,

    /// <summary>A report of what became of a mail (RFC 3464), or what passes for one.</summary>
    Bounce,

    /// <summary>It is ours, come back.</summary>
    Loop,
}

/// <summary>Tells machines from people by RFC 3834 and what mail servers do instead.</summary>
public sealed class MailSources(string? ownAddress)
{
    private const int TokenDigits = 32;
    private readonly string? domain = ownAddress?[(ownAddress.IndexOf('@') + 1)..];

    public MailSource Of(MimeMessage mail) =>
        IsOurs(mail.MessageId) || IsOwnAddress(mail) ? MailSource.Loop
        : IsBounce(mail) ? MailSource.Bounce
        : !IsMachine(mail) ? MailSource.Person
        : Ours(mail).Any() ? MailSource.AutoReply
        : MailSource.Machine;

    /// <summary>The ids of messages of ours that it answers, as <see cref="Engine.Channels.MailChannel.MessageId"/> made them: they tell nothing to anybody else.</summary>
    public IEnumerable<string> Ours(MimeMessage mail) => mail.References.Prepend(mail.InReplyTo ?? "").Where(IsOurs).Distinct();

    public bool IsOurs(string? id) => domain is not null && id is not null && id.Length == TokenDigits + 1 + domain.Length && id[TokenDigits] == '@'
        && id.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && id.AsSpan(0, TokenDigits).IndexOfAnyExcept("0123456789abcdef") < 0;

    private bool IsOwnAddress(MimeMessage mail) => ownAddress is not null && mail.From.Mailboxes.Any(from => from.Address.Equals(ownAddress, StringComparison.OrdinalIgnoreCase));

    private static bool IsBounce(MimeMessage mail) =>
        mail.Body is MultipartReport { ReportType: "delivery-status" } || mail.BodyParts.Any(part => part is MessageDeliveryStatus)
        || mail.From.Mailboxes.Any(from => from.Address.Split('@')[0].ToLowerInvariant() is "mailer-daemon" or "postmaster" or "mail-daemon");

    private static bool IsMachine(MimeMessage mail) =>
        Header(mail, "Auto-Submitted") is { Length: > 0 } submitted && !submitted.StartsWith("no", StringComparison.Ordinal)
        || Header(mail, "Precedence") is "bulk" or "list" or "junk" or "auto_reply" or "auto-reply"
        || Header(mail, "Return-Path") is "<>"
        || mail.Headers.Contains("List-Id") || mail.Headers.Contains("List-Unsubscribe") || mail.Headers.Contains("X-Autoreply") || mail.Headers.Contains("X-Autorespond")
        || mail.From.Mailboxes.Any(from => from.Address.Split('@')[0].ToLowerInvariant() is "noreply" or "no-reply" or "donotreply" or "do-not-reply");

    private static string? Header(MimeMessage mail, string name) => mail.Headers[name]?.Trim().ToLowerInvariant();
}
