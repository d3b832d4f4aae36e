using System.Data.Common;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Answerable.Storage.Tests;

/// <summary>What the append path promises, whichever database is under it. Each test has a jurisdiction of its own.</summary>
public abstract partial class RecordStoreContract(ITestDatabase database)
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 2, 4, 0);
    private static int made;
    private readonly JurisdictionId town = new($"town{Interlocked.Increment(ref made)}");
    private readonly StreamId stream = new($"town/{new string('a', 32)}");
    private readonly byte[] key = new byte[32];

    protected ITestDatabase Database { get; } = database;
    private IRecordStore Store => Database.Store;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_begins_empty_and_taking_over_raises_the_epoch()
    {
        Assert.Null(await Store.Head(town, Cancel));
        var first = await Store.Claim(town, "test.example/log", Cancel);
        var second = await Store.Claim(town, "other.example/log", Cancel);
        Assert.Equal((1, 0L, 1L, "test.example/log", 0L), (first.Log, first.Size, first.Epoch, first.Origin, first.Published));
        Assert.Equal((2L, "test.example/log"), (second.Epoch, second.Origin));
    }

    [Fact]
    public async Task A_batch_is_written_whole()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);

        Assert.Equal(1, (await Store.Head(town, Cancel))!.Size);
        var row = Assert.Single(await Store.Stream(town, stream, Cancel));
        var written = Event(0, 1);
        Assert.Equal((1L, "town.contact-set", 1, Noon, 1), (row.Version, row.Type, row.TypeVersion, row.RecordedAt, row.Log));
        Assert.Equal("𠮷野家 13900000000", Assert.IsType<ContactSet>(EventReader.Opened(row, key).Event).Address);
        Assert.Equal(written.Open, row.Open);
        Assert.Equal(new byte[] { 1, 0, 2 }, await Store.Key(town, stream, Cancel));
        Assert.Equal(new byte[] { 7 }, await Store.Tile(town, 1, -1, 0, Cancel));
        Assert.Equal(1, (await Store.Answered(town, "k1", Cancel))!.LastVersion);
        Assert.Equal(Noon, await Store.LastRecorded(town, Cancel));
        await using var db = Database.Db();
        Assert.Equal(Noon, (await db.Deadlines.SingleAsync(d => d.Jurisdiction == town.Value, Cancel)).DueAt);
        Assert.Equal(DeliveryState.Pending, (await db.Deliveries.SingleAsync(d => d.Jurisdiction == town.Value, Cancel)).State);
        Assert.Equal("N1", (await Case(db))!.Number);
        Assert.True(await db.EventTypes.AnyAsync(t => t.Type == "town.contact-set", Cancel));
    }

    [Fact]
    public async Task A_batch_that_fails_at_its_end_leaves_nothing_of_itself()
    {
        var head = await Store.Claim(town, "o", Cancel);
        var poisoned = Full(head) with { Deliveries = [Delivery("d1"), Delivery("d1")] };
        await Assert.ThrowsAnyAsync<DbException>(() => Store.Append(poisoned, Cancel));

        Assert.Equal(0, (await Store.Head(town, Cancel))!.Size);
        Assert.Empty(await Store.Stream(town, stream, Cancel));
        Assert.Null(await Store.Key(town, stream, Cancel));
        Assert.Null(await Store.Tile(town, 1, -1, 0, Cancel));
        Assert.Null(await Store.Answered(town, "k1", Cancel));
        await using var db = Database.Db();
        Assert.False(await db.Deadlines.AnyAsync(d => d.Jurisdiction == town.Value, Cancel));
        Assert.False(await db.Deliveries.AnyAsync(d => d.Jurisdiction == town.Value, Cancel));
        Assert.Null(await Case(db));
        await Store.Append(Full(head), Cancel);
    }

    [Fact]
    public async Task Another_epoch_size_or_log_is_fenced_off()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        foreach (var wrong in (Batch[])[new(town, 1, head.Epoch, 0, 1), new(town, 1, head.Epoch, 2, 3), new(town, 1, head.Epoch + 1, 1, 2), new(town, 2, head.Epoch, 1, 2)])
            await Assert.ThrowsAsync<FencedException>(() => Store.Append(wrong, Cancel));
        Assert.Equal(1, (await Store.Head(town, Cancel))!.Size);
        await Store.Claim(town, "o", Cancel);
        await Assert.ThrowsAsync<FencedException>(() => Store.Append(new(town, 1, head.Epoch, 1, 2), Cancel));
    }

    [Fact]
    public async Task Of_two_batches_for_the_same_place_one_is_written()
    {
        var head = await Store.Claim(town, "o", Cancel);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await Store.Append(new(town, 1, head.Epoch, 0, 1) { Events = [Event(0, 1)] }, Cancel);
                return 1;
            }
            catch (FencedException)
            {
                return 0;
            }
        }, Cancel)));
        Assert.Equal(1, outcomes.Sum());
        Assert.Single(await Store.Stream(town, stream, Cancel));
    }

    [Fact]
    public async Task A_step_of_a_stream_and_an_answered_key_are_written_once()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        await Assert.ThrowsAnyAsync<DbException>(() => Store.Append(new(town, 1, head.Epoch, 1, 2) { Events = [Event(1, 1)] }, Cancel));
        await Assert.ThrowsAnyAsync<DbException>(() => Store.Append(new(town, 1, head.Epoch, 1, 2) { Idempotency = [Answered("k1")] }, Cancel));
        await Store.Append(new(town, 1, head.Epoch, 1, 2) { Events = [Event(1, 2)], Idempotency = [Answered("k2")] }, Cancel);
        Assert.Equal([1L, 2L], (await Store.Stream(town, stream, Cancel)).Select(e => e.Version));
    }

    [Fact]
    public async Task A_tile_grows_in_place_and_a_row_of_the_read_model_is_replaced()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        await Store.Append(new(town, 1, head.Epoch, 1, 2) { Tiles = [Tile([7, 8])], Rows = [CaseRow("N1", "closed"), Written()] }, Cancel);
        Assert.Equal(new byte[] { 7, 8 }, await Store.Tile(town, 1, -1, 0, Cancel));
        await using var db = Database.Db();
        Assert.Equal("closed", (await Case(db))!.Stage);
    }

    [Fact]
    public async Task Deadlines_are_set_moved_and_cleared()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(new(town, 1, head.Epoch, 0, 1) { DeadlinesSet = [Deadline("a", Noon), Deadline("b", Noon)] }, Cancel);
        await Store.Append(new(town, 1, head.Epoch, 1, 2) { DeadlinesSet = [Deadline("a", Noon + Duration.FromDays(1))], DeadlinesCleared = [(stream.Value, "b")] }, Cancel);
        await using var db = Database.Db();
        var left = await db.Deadlines.SingleAsync(d => d.Jurisdiction == town.Value, Cancel);
        Assert.Equal(("a", Noon + Duration.FromDays(1)), (left.Key, left.DueAt));
    }

    [Fact]
    public async Task Erasure_destroys_the_key_and_leaves_a_tombstone_and_burying_again_is_harmless()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        var tombstone = new TombstoneRow { Jurisdiction = town.Value, Stream = stream.Value, ErasedAt = Noon };
        await Store.Append(new(town, 1, head.Epoch, 1, 2) { Erased = [tombstone] }, Cancel);
        await Store.Bury(tombstone, Cancel);

        Assert.Null(await Store.Key(town, stream, Cancel));
        var row = Assert.Single(await Store.Stream(town, stream, Cancel));
        Assert.Null(Assert.IsType<ContactSet>(EventReader.Opened(row, await Store.Key(town, stream, Cancel)).Event).Address);
        await using var db = Database.Db();
        Assert.Equal(Noon, (await db.Tombstones.SingleAsync(t => t.Jurisdiction == town.Value, Cancel)).ErasedAt);
    }

    [Fact]
    public async Task A_published_checkpoint_never_goes_back_and_only_the_writer_notes_one()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Published(town, head.Epoch, 16, "sixteen", Cancel);
        await Assert.ThrowsAsync<FencedException>(() => Store.Published(town, head.Epoch, 8, "eight", Cancel));
        await Store.Claim(town, "o", Cancel);
        await Assert.ThrowsAsync<FencedException>(() => Store.Published(town, head.Epoch, 32, "thirty-two", Cancel));
        var now = (await Store.Head(town, Cancel))!;
        Assert.Equal((16L, "sixteen"), (now.Published, now.Checkpoint));
    }

    [Fact]
    public async Task Settling_tells_what_is_committed_and_whether_somebody_took_over()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        var settled = (await Store.Settle(town, head.Epoch, Cancel))!;
        Assert.Equal(1, settled.Size);
        await Store.Append(new(town, 1, settled.Epoch, 1, 2), Cancel);
        await Store.Claim(town, "o", Cancel);
        Assert.Null(await Store.Settle(town, settled.Epoch, Cancel));
    }

    [Fact]
    public async Task A_successor_log_starts_over_while_its_streams_go_on()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        var from = (await Store.Head(town, Cancel))!;
        await Store.Succeed(from, new() { Jurisdiction = town.Value, Log = 2, Size = 1, Origin = "o~2" }, [Tile([9], log: 2)], Cancel);
        await Assert.ThrowsAsync<FencedException>(() => Store.Succeed(from, new() { Jurisdiction = town.Value, Log = 2, Size = 1, Origin = "o~2" }, [], Cancel));
        var now = await Store.Claim(town, "o", Cancel);
        Assert.Equal((2, 1L, "o~2", 0L, null), (now.Log, now.Size, now.Origin, now.Published, now.Checkpoint));
        var next = Event(0, 2);
        next.Log = 2;
        await Store.Append(new(town, 2, now.Epoch, 1, 2) { Events = [next] }, Cancel);
        Assert.Equal([(1, 0L), (2, 0L)], (await Store.Stream(town, stream, Cancel)).Select(e => (e.Log, e.Seq)));
        Assert.Equal(new byte[] { 7 }, await Store.Tile(town, 1, -1, 0, Cancel));
    }

    private Batch Full(HeadRow head) => new(town, 1, head.Epoch, 0, 1)
    {
        Events = [Event(0, 1)],
        Keys = [new() { Jurisdiction = town.Value, Stream = stream.Value, Wrapped = [1, 0, 2] }],
        Tiles = [Tile([7])],
        Idempotency = [Answered("k1")],
        DeadlinesSet = [Deadline("due", Noon)],
        Deliveries = [Delivery("d1")],
        Rows = [CaseRow("N1", "lodged"), Written()],
    };

    private EventRow Event(long seq, long version)
    {
        var happened = new ContactSet(new("p1"), "m1", "sms", "𠮷野家 13900000000");
        var (row, _) = EventWriter.Write(town, stream, seq, happened, new(version, Noon, Noon, new("operator")), key);
        row.Log = 1;
        return row;
    }

    private Task<CaseEntry?> Case(RecordDb db) => db.Set<CaseEntry>().SingleOrDefaultAsync(c => c.Jurisdiction == town.Value, Cancel);
    private static EventTypeRow Written() => new() { Type = "town.contact-set", TypeVersion = 1 };
    private TileRow Tile(byte[] data, int log = 1) => new() { Jurisdiction = town.Value, Log = log, Level = -1, Index = 0, Data = data };
    private DeadlineRow Deadline(string name, Instant due) => new() { Jurisdiction = town.Value, Stream = stream.Value, Key = name, DueAt = due };
    private IdempotencyRow Answered(string name) => new() { Jurisdiction = town.Value, Key = name, Stream = stream.Value, FirstVersion = 1, LastVersion = 1, RecordedAt = Noon };

    private DeliveryRow Delivery(string name) => new()
    {
        Jurisdiction = town.Value, Stream = stream.Value, Key = name, Channel = "sms", Recipient = "staff.p1/m1", Message = "page", Arguments = "{}", NextAt = Noon, CreatedAt = Noon,
    };

    private CaseEntry CaseRow(string number, string stage) => new()
    {
        Jurisdiction = town.Value, Stream = stream.Value, Version = 1, Number = number, Kind = "claim", Stage = stage, Channel = "web", Office = "o1", Offices = "|o1|", Recused = "|", ReceivedDay = "2026-03-02",
    };
}
