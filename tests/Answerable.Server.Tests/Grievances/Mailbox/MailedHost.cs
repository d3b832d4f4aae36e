using System.Text;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Tests.Channels;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Mailbox;
using Answerable.Server.Hosting;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Mailbox;

/// <summary>The staffed town with a mailbox that people write to and a mail server to answer through, both on loopback.</summary>
public sealed class MailedHost : StaffedHost
{
    public const string Own = "letters@qingxi.invalid", Password = "not a real password";

    public ImapSink Box { get; } = new();
    public SmtpSink Post { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Box.DisposeAsync();
        await Post.DisposeAsync();
    }

    /// <summary>Puts a mail into the mailbox and lets the town look.</summary>
    public async Task<int> Receive(params byte[][] mails)
    {
        foreach (var raw in mails)
            Box.Put(raw, Clock.Now.ToDateTimeOffset());
        return await Visit();
    }

    public Task<int> Visit() => Services.GetRequiredService<MailboxWatch>().Visit(default);

    /// <summary>Everything on the record that came by e-mail, oldest first.</summary>
    public async Task<IReadOnlyList<History<Grievance>>> Filed()
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        var cases = await db.Events.AsNoTracking().OrderBy(one => one.Seq).Select(one => one.Stream).ToListAsync();
        var read = new List<History<Grievance>>();
        foreach (var stream in cases.Distinct().Where(one => one.StartsWith(Grievance.Kind, StringComparison.Ordinal)))
            if (await Services.GetRequiredService<Histories>().Read<Grievance>(Town, new(stream), opened: true, default) is { State.Channel: Channel.Email } found)
                read.Add(found);
        return read;
    }

    /// <summary>The newest of them.</summary>
    public async Task<History<Grievance>> Newest() => (await Filed())[^1];

    public async Task<Lodged> Letter() => (Lodged)(await Newest()).Events[0].Event;

    /// <summary>Sends what is due and gives the one mail that left for this address; fails when there is none or several.</summary>
    public async Task<Mail> Answer(string to)
    {
        await Settled();
        return Assert.Single(Post.Mails, mail => mail.Recipient == to);
    }

    public async Task<int> Answers(string to)
    {
        await Settled();
        return Post.Mails.Count(mail => mail.Recipient == to);
    }

    // The server's own worker may have taken it up before us: what counts is that nothing is under way any more.
    private async Task Settled()
    {
        var database = Services.GetRequiredService<IDbContextFactory<RecordDb>>();
        for (var tries = 0; tries < 1200; tries++)
        {
            await Services.GetRequiredService<DeliveryWorker>().Drain(urgent: false, default);
            await using var db = await database.CreateDbContextAsync();
            if (!await db.Deliveries.AnyAsync(row => row.Channel == "email" && (row.State == DeliveryState.Pending || row.State == DeliveryState.Claimed || row.State == DeliveryState.Sending)))
                return;
            await Task.Delay(50);
        }
    }

    /// <summary>A mail in plain text, its body in UTF-8.</summary>
    public static byte[] Mail(string from, string subject, string text, params string[] headers) =>
        Raw([$"From: {from}", $"To: {Own}", $"Subject: {Word(subject)}", $"Message-ID: <{Guid.NewGuid():N}x@example.invalid>", "Date: Mon, 02 Mar 2026 08:00:00 +0800", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", .. headers], Encoding.UTF8.GetBytes(text));

    public static byte[] Raw(string[] headers, byte[] body) => [.. Encoding.Latin1.GetBytes(string.Join("\r\n", headers) + "\r\n\r\n"), .. body];

    /// <summary>As RFC 2047 writes it.</summary>
    public static string Word(string words, string label = "utf-8", Encoding? encoding = null) =>
        words.All(char.IsAscii) ? words : $"=?{label}?B?{Convert.ToBase64String((encoding ?? Encoding.UTF8).GetBytes(words))}?=";

    protected override ServerOptions Options(ServerOptions basis)
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, "mailbox-password"), Password + "\n");
        return base.Options(basis) with
        {
            PublicUrl = new("https://yj.qingxi.invalid"),
            Mail = new("127.0.0.1", Post.Port, Own, "清溪镇") { Security = SecureSocketOptions.None },
            Mailbox = new("127.0.0.1", "letters") { Port = Box.Port, Security = SecureSocketOptions.None, PasswordFile = Path.Combine(Folder, "mailbox-password"), Every = TimeSpan.FromDays(1), LargestMail = 300_000 },
        };
    }
}
