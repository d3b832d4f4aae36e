using System.Globalization;
using Answerable.Engine.Channels;
using Answerable.Engine.Tests.Channels;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Answerable.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Smoke.Emergencies;

/// <summary>
/// One night in Qingtan: the server as a process that can be killed, its folder, and the mail server, which stays. The town's clock
/// stands still unless the test lets time pass.
/// </summary>
internal sealed class Night : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-night-");
    private Instant now = EmergencyServer.Night;
    private Child? server;
    private HttpClient? officer;

    public SmtpSink Mail { get; } = new();

    /// <summary>The duty officer's browser, signed in.</summary>
    public HttpClient Officer => officer!;

    public async Task Start()
    {
        server = Child.Start(null, "night", folder.FullName, Mail.Port.ToString(CultureInfo.InvariantCulture), InstantPattern.General.Format(now));
        var ready = await Hear();
        officer = EmergencyServer.Browser(ready["READY ".Length..]);
        await Forms.Post(officer, "/sign-in", new() { ["name"] = "officer", ["password"] = EmergencyServer.Password, ["back"] = "/desk/duty" });
    }

    /// <summary>SIGKILL. Whatever is on its way stays where it is.</summary>
    public void Kill() => server!.Kill();

    /// <summary>Ends the server in good order: what it is sending, it sends to the end.</summary>
    public async Task Stop()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        if (await server!.Leave(patience.Token) != 0)
            throw new InvalidOperationException($"The server ended badly: {server.Complaints}");
    }

    public async Task Pass(Duration time)
    {
        now += time;
        await server!.Tell(((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        await Hear();
    }

    /// <returns>Path of the board.</returns>
    public async Task<string> OpenFlood()
    {
        var answer = await Forms.Post(Officer, "/desk/duty", new() { ["what"] = "石桥溪漫堤", ["place"] = "石桥村二组", ["kind"] = "natural-disaster", ["once"] = "flood" });
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Every mail that may have been read: its final dot has come.</summary>
    public IReadOnlyList<Mail> Arrived(string messageId) => [.. Mail.Mails.Where(mail => mail.Complete && mail.Header("Message-ID") == $"<{messageId}>")];

    /// <summary>The e-mails that the record owes, by Message-ID. The server must be stopped.</summary>
    public async Task<IReadOnlyDictionary<string, DeliveryRow>> Owed()
    {
        var options = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(options, folder.FullName);
        await using var db = new RecordDb(options.Options);
        return (await db.Deliveries.AsNoTracking().Where(row => row.Channel == "email").ToListAsync())
            .ToDictionary(row => MailChannel.MessageId($"{row.Jurisdiction}/{row.Stream}/{row.Key}", EmergencyServer.From));
    }

    public async ValueTask DisposeAsync()
    {
        officer?.Dispose();
        server?.Dispose();
        await Mail.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task<string> Hear()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        return await server!.Line(patience.Token) ?? throw new InvalidOperationException($"The server has ended: {server.Complaints}");
    }
}
