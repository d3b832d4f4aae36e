using Answerable.Recording;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MimeKit;
using NodaTime;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>
/// Visits the mailbox. A mail is deleted once what it became is committed, and only then; whoever is stopped between the two finds it again
/// and does nothing twice. Nothing of the mailbox, its server or its mails is ever logged but the type of a failure.
/// </summary>
public sealed partial class MailboxWatch(MailboxOptions options, MailDesk desk, TownClock clock, ILogger<MailboxWatch> log) : BackgroundService
{
    private readonly SemaphoreSlim visiting = new(1, 1);

    /// <returns>How many mails were settled.</returns>
    public async Task<int> Visit(CancellationToken cancel)
    {
        await visiting.WaitAsync(cancel);
        try
        {
            using var client = new ImapClient { Timeout = (int)options.Patience.TotalMilliseconds };
            await client.ConnectAsync(options.Host, options.Port, options.Security, cancel);
            await client.AuthenticateAsync(options.User, await Password(cancel), cancel);
            var folder = await client.GetFolderAsync(options.Folder, cancel);
            await folder.OpenAsync(FolderAccess.ReadWrite, cancel);
            var settled = await Settle(folder, cancel);
            await client.DisconnectAsync(true, cancel);
            return settled;
        }
        finally
        {
            visiting.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Every);
        do
        {
            try
            {
                await Visit(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogVisit(failure.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping));
    }

    private async Task<int> Settle(IMailFolder folder, CancellationToken cancel)
    {
        var waiting = await folder.SearchAsync(SearchQuery.NotFlagged, cancel);
        if (waiting.Count == 0)
            return 0;
        var settled = 0;
        foreach (var one in (await folder.FetchAsync(waiting, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate | MessageSummaryItems.Envelope, cancel)).OrderBy(one => one.UniqueId))
            settled += await Settle(folder, one, cancel) ? 1 : 0;
        return settled;
    }

    private async Task<bool> Settle(IMailFolder folder, IMessageSummary one, CancellationToken cancel)
    {
        Handled handled;
        try
        {
            handled = await Take(folder, one, cancel);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ImapProtocolException or ServiceNotConnectedException or OutOfMemoryException))
        {
            LogMail(failure.GetType().Name); // the next one may fare better, and this one is there at the next visit
            return false;
        }

        if (handled == Handled.Later)
            return false;
        await folder.AddFlagsAsync(one.UniqueId, handled == Handled.Delete ? MessageFlags.Deleted : MessageFlags.Flagged, silent: true, cancel);
        if (handled == Handled.Delete)
            await folder.ExpungeAsync([one.UniqueId], cancel);
        return true;
    }

    private async Task<Handled> Take(IMailFolder folder, IMessageSummary one, CancellationToken cancel)
    {
        var received = one.InternalDate is { } at ? Instant.Min(Instant.FromDateTimeOffset(at), clock.Now) : clock.Now;
        if (one.Size > options.LargestMail)
            return await desk.Take(Head(one), received, isWhole: false, cancel);
        using var raw = new MemoryStream();
        await using (var stream = await folder.GetStreamAsync(one.UniqueId, cancel))
            await stream.CopyToAsync(raw, cancel);
        return await desk.Take(Parse(raw, one), received, isWhole: true, cancel);
    }

    // What no parser reads is registered as it came.
    private static MimeMessage Parse(MemoryStream raw, IMessageSummary one)
    {
        try
        {
            raw.Position = 0;
            return MimeMessage.Load(MailWords.Parsing, raw);
        }
        catch (FormatException)
        {
            var mail = Head(one);
            mail.Body = new MimePart(ReadMail.Broken) { Content = new MimeContent(new MemoryStream(raw.ToArray())), ContentTransferEncoding = ContentEncoding.Base64 };
            return mail;
        }
    }

    private static MimeMessage Head(IMessageSummary one)
    {
        var mail = new MimeMessage { Subject = one.Envelope?.Subject ?? "", Date = one.Envelope?.Date ?? default, Body = new TextPart("plain") { Text = "" } };
        mail.From.AddRange(one.Envelope?.From ?? []);
        if (one.Envelope?.MessageId is { Length: > 0 } id)
            mail.MessageId = id;
        else
            mail.Headers.Remove(HeaderId.MessageId);
        return mail;
    }

    [LoggerMessage(LogLevel.Warning, "The mailbox could not be read ({Kind}); the next visit goes on.")]
    private partial void LogVisit(string kind);

    [LoggerMessage(LogLevel.Error, "A mail could not be taken in ({Kind}); it stays in the mailbox for the next visit.")]
    private partial void LogMail(string kind);

    private async Task<string> Password(CancellationToken cancel) =>
        options.PasswordFile is { } file ? (await System.IO.File.ReadAllTextAsync(file, cancel)).TrimEnd('\r', '\n') : "";
}
