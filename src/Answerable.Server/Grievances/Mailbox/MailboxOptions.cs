using MailKit.Security;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>The mailbox that people write to (<c>Mailbox__Host</c> …, docs/operate.md). No settings: no mailbox is read.</summary>
/// <param name="Host">IMAP server.</param>
public sealed record MailboxOptions(string Host, string User)
{
    public int Port { get; init; } = 993;

    /// <summary>How the connection is secured; never silently less than what is said here.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.SslOnConnect;

    /// <summary>A file that holds the password and nothing else. It is read for each visit, so that a changed password needs no restart.</summary>
    public string? PasswordFile { get; init; }

    public string Folder { get; init; } = "INBOX";

    /// <summary>The record that its filings go to; null: the only one served here.</summary>
    public string? Jurisdiction { get; init; }

    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Larger mails are registered without being fetched, and stay in the mailbox.</summary>
    public long LargestMail { get; init; } = 80 * 1024 * 1024;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    // A record prints all its fields; nothing of a mailbox belongs into a log.
    public override string ToString() => "mailbox";
}
