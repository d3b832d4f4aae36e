using Answerable.Engine.Clocks;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Engine.Tests;
using Answerable.Engine.Tests.Channels;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;
using Answerable.Server.Demo;
using Answerable.Server.Grievances;
using Answerable.Server.Hosting;
using MailKit.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Browser.Tours;

/// <summary>The demonstration town in its own server, on a clock the test moves, with a mail server on loopback: what a newcomer sees.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-demo-");
    private WebApplication? app;

    /// <summary>A Tuesday morning, half past nine in the town.</summary>
    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 8, 4, 1, 30));
    public SmtpSink Mail { get; } = new();
    public string Address => app!.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = ServerHost.Build(
            new(folder.FullName)
            {
                Urls = "http://127.0.0.1:0", Jurisdiction = DemoTown.Jurisdiction.Value, Beat = 0.2, Quantum = 4, IsDemo = true, IsQuiet = true, PublicUrl = new("https://yj.qinghe.invalid"),
                Mail = new("127.0.0.1", Mail.Port, "duty@qinghe.invalid", "清河镇值班室") { Security = SecureSocketOptions.None },
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TownClock>(Clock);
                foreach (var (key, value) in Names)
                    builder.Configuration["Town:" + key] = value;
            });
        await app.StartAsync();
        var books = Services.GetRequiredService<BookShelf>();
        await ActivatorUtilities.CreateInstance<DemoTown>(Services).FoundOnce((await books.Get(DemoTown.Jurisdiction)).Town, Path.Combine(Repository.Top, "data", "plans", "petition-plan-as-issued.txt"));
        await ActivatorUtilities.CreateInstance<DemoCases>(Services).Lodge();
    }

    /// <summary>Files as a resident would on the web.</summary>
    public async Task<Filed.Accepted> File(Filing filing) =>
        (Filed.Accepted)await Services.GetRequiredService<LodgingDesk>().Lodge(DemoTown.Jurisdiction, filing, null, Channel.Web, null, CancellationToken.None);

    /// <summary>What the holder of a post does with a case.</summary>
    public async Task As(string post, StreamId stream, ICommand command) => await Do(stream, command, new Actor.Staff(await Holder(post)));

    public Task AsComplainant(StreamId stream, ICommand command) => Do(stream, command, new Actor.Complainant());

    public Task AsEngine(StreamId stream, ICommand command) => Do(stream, command, new Actor.Engine());

    public async Task<PersonId> Holder(string post) => (await Services.GetRequiredService<BookShelf>().Get(DemoTown.Jurisdiction)).Town.HolderOf(new(post))!.Value;

    public async Task<UnitId> UnitOf(string post) => (await Services.GetRequiredService<BookShelf>().Get(DemoTown.Jurisdiction)).Town.Find(new PostId(post))!.Unit!.Value;

    /// <summary>Two reception days: one held today, and one to come.</summary>
    public async Task PublishReception()
    {
        var today = Clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        foreach (var (id, kind, day) in new[] { ("reception-1", ReceptionKind.Leader, today), ("reception-2", ReceptionKind.Joint, today.PlusDays(8)) })
            await Do(ReceptionBook.Stream, new AnnounceReception(new(id, kind, DemoTown.Office, day, new(9, 0), new(11, 30), Text.Of("清河镇人民政府一楼接访室", "Reception room, Qinghe government"),
                Text.Of("农田水利、道路和养老", "Water, roads and care for the old"), [await Holder("leader")], kind == ReceptionKind.Joint ? [new("yunzhou-xinfang")] : [])), new Actor.Staff(await Holder("clerk")));
    }

    /// <summary>Lets time pass and every deadline that came due be reported.</summary>
    public async Task After(Duration duration)
    {
        Clock.Advance(duration);
        await Services.GetRequiredService<DeadlineWatch>().CatchUp(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        await Mail.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static readonly (string Key, string Value)[] Names =
    [
        ("NameZh", "清河镇（演示）"), ("NameEn", "Qinghe (demonstration)"), ("DutyPhone", "0000-5550110"), ("AddressZh", "清河镇府前街 1 号"),
        ("AddressEn", "1 Fuqian Street, Qinghe"), ("HoursZh", "工作日 8:30—12:00，14:00—17:30"), ("HoursEn", "Working days 8:30–12:00 and 14:00–17:30"),
    ];

    private async Task Do(StreamId stream, ICommand command, Actor by)
    {
        if (await Services.GetRequiredService<RecordDesk>().Submit(DemoTown.Jurisdiction, new(stream, command, by)) is Answer.Refused refused)
            throw new InvalidOperationException($"{command} was refused: {refused.Code}.");
    }
}
