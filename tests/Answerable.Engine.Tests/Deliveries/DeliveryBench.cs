using System.Collections.Concurrent;
using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Engine.Clocks;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Deliveries;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Deliveries;

/// <summary>A record, a registrar and a worker, with channels that do as they are told.</summary>
internal sealed class DeliveryBench : IAsyncDisposable, IDbContextFactory<RecordDb>
{
    public static readonly StreamId Flood = new("emergency/000000000000000000000000000000f1");
    public readonly ITestRecord Record;
    public readonly FakeChannel Sms = new("sms"), Email = new("email");
    private Registrar? registrar;

    private DeliveryBench(ITestRecord record) => Record = record;

    public Registrar Registrar => registrar!;
    public bool RecordIsDown { get; set; }
    public DeliveryQueue Queue => new(this, Record.Clock);
    public RecordDb CreateDbContext() => Record.Db();
    public DeliveryReports Reports => field ??= new(Queue, (jurisdiction, envelope) => RecordIsDown ? throw new RecordUnavailableException(new IOException()) : Registrar.Submit(envelope));

    public static async Task<DeliveryBench> WithOpenEmergency(ITestRecord record)
    {
        var bench = new DeliveryBench(record);
        bench.registrar = await bench.Record.Open();
        var post = new Post(new("p1"), new("office"), null, Text.Zh("镇长"), [Power.Command, Power.Duty]);
        await bench.Do(Town.Stream, new FoundTown(Text.Zh("明山镇"), "Asia/Shanghai", "cn-petition-2022"), new Actor.Operator());
        await bench.Do(Town.Stream, new SetOffice(new(new("office"), Text.Zh("镇政府"), OfficeRole.HandlingOrgan, 4), true), new Actor.Operator());
        await bench.Do(Town.Stream, new SetPost(post), new Actor.Operator());
        await bench.Do(Town.Stream, new SetPerson(new("head"), "测试甲"), new Actor.Operator());
        await bench.Do(Town.Stream, new SetContact(new("head"), "m1", "sms", "13900000001"), new Actor.Operator());
        await bench.Do(Town.Stream, new SetContact(new("head"), "m2", "email", "head@mingshan.invalid"), new Actor.Operator());
        await bench.Do(Town.Stream, new FillPost(post.Id, new("head")), new Actor.Operator());
        await bench.Do(Flood, new OpenEmergency(EventKind.NaturalDisaster, "漫堤", "二组", Sign: "37"), new Actor.Staff(new("head")));
        return bench;
    }

    public async Task Do(StreamId stream, ICommand command, Actor by) => Assert.IsType<Answer.Recorded>(await Registrar.Submit(new(stream, command, by)));

    public DeliveryWorker Worker(ulong engine = 1, DeliveryOptions? options = null)
    {
        var settings = options ?? new DeliveryOptions { PublicUrl = new("https://yj.invalid") };
        var directory = new TownDirectory(this, Record.Store, Record.Vault);
        return new(Queue, [Sms, Email, new DeskChannel()], [new StaffAddresses(directory), new DeskAddress()],
            [new EmergencyTexts(directory, new(Record.Vault.Derive(AckLinks.Purpose)), settings)], Reports, new(directory, Record.Clock, new SecureIds(), settings), Record.Clock, new SecureIds(), settings, NullLogger<DeliveryWorker>.Instance);
    }

    public async Task<DeliveryRow> Row(string channel)
    {
        await using var db = CreateDbContext();
        return await db.Deliveries.AsNoTracking().SingleAsync(d => d.Channel == channel);
    }

    public async Task<Emergency> State()
    {
        var rows = await Record.Store.Stream(TempRecord.Town, Flood, default);
        return (Emergency)Kind.Of(Flood).Fold(rows.Select(Answerable.Storage.Appending.EventReader.Closed));
    }

    public async ValueTask DisposeAsync()
    {
        await Registrar.DisposeAsync();
        await Record.DisposeAsync();
    }
}

internal sealed class FakeChannel(string name) : IChannel
{
    public string Name => name;
    public ConcurrentQueue<OutgoingMessage> Messages { get; } = [];
    public Func<OutgoingMessage, Task<Sent>> Behave { get; set; } = _ => Task.FromResult(Sent.Accepted("ref-1"));

    public Task<Sent> Send(OutgoingMessage message, CancellationToken cancel)
    {
        Messages.Enqueue(message);
        return Behave(message);
    }
}
