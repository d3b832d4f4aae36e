using System.Text;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Engine.Tests.Publishing;

/// <summary>What the world sees, and what it does not (safeguards A3); and what a restart does when it has seen more than there is.</summary>
public sealed class PublicLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_public_log_shows_commitments_of_one_length_and_nothing_else()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        await Busy(registrar);
        await publisher.PublishOnce(Cancel);

        var entries = EntryBundle.Split((await record.Log.Read(new(TileId.Entries, 0, 4), Cancel))!);
        Assert.All(entries, entry => Assert.Equal(32, entry.Length));
        Assert.Equal(4, entries.Select(e => Convert.ToHexString(e.Span)).Distinct().Count());
        var everything = Directory.GetFiles(record.Log.Place, "*", SearchOption.AllDirectories).SelectMany(File.ReadAllBytes).ToArray();
        foreach (var said in (string[])["明山镇", "Mingshan", "测试甲", "town.founded", "person-set", "operator", "2026", new('0', 32)])
            Assert.False(everything.AsSpan().IndexOf(Encoding.UTF8.GetBytes(said)) >= 0, said);
    }

    [Fact]
    public async Task Nothing_committed_beyond_the_checkpoint_is_served()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        var served = new PublishedLog(record.Store, record.Options);
        Assert.Null(await served.Find(TempRecord.Town, "checkpoint", Cancel));
        await publisher.Start(Cancel);
        await publisher.PublishOnce(Cancel);
        await Busy(registrar);
        Assert.Equal(7, registrar.Head.Size);

        Assert.Equal(4, Checkpoint.Open((await served.Find(TempRecord.Town, "checkpoint", Cancel))!.Bytes.Span, key.Verifier).Size);
        foreach (var wider in (string[])["tile/0/000", "tile/entries/000", "tile/0/000.p/5", "tile/0/000.p/7", "tile/entries/000.p/7", "tile/1/000.p/1", "tile/0/001.p/1", "tile/0/000.p/0", "tile/0/../vkey", "elsewhere"])
            Assert.Null(await served.Find(TempRecord.Town, wider, Cancel));
        for (var width = 1; width <= 4; width++)
            Assert.Equal(width * 32, (await served.Find(TempRecord.Town, $"tile/0/000.p/{width}", Cancel))!.Bytes.Length);
        Assert.Equal($"{key.Verifier}\n", Encoding.UTF8.GetString((await served.Find(TempRecord.Town, "vkey", Cancel))!.Bytes.Span));
        Assert.Null(await served.Find(new("elsewhere"), "checkpoint", Cancel));
    }

    [Fact]
    public async Task A_busy_office_and_a_quiet_one_publish_the_same_sizes()
    {
        await using var quiet = new TempRecord();
        await using var busy = new TempRecord();
        Assert.Equal(await Sizes(quiet, 0), await Sizes(busy, 3));
    }

    [Fact]
    public async Task Tiles_that_a_crash_left_unpublished_are_built_again_from_the_database()
    {
        await using var record = new TempRecord();
        using var key = await Published(record);
        Directory.Delete(Path.Combine(record.Log.Place, "tile"), recursive: true);
        await using var registrar = await record.Open();
        await record.Publisher(registrar, key).Start(Cancel);
        Assert.Equal("VERIFIED", (await LogVerifier.Verify(record.Log, new() { Key = key.Verifier }, ct: Cancel)).ToString());
    }

    [Fact]
    public async Task A_node_without_the_folder_goes_on_from_what_the_database_noted()
    {
        await using var record = new TempRecord();
        using var key = await Published(record);
        Directory.Delete(record.Log.Place, recursive: true);
        await using var registrar = await record.Open();
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        Assert.Equal(8, publisher.Published);
        await publisher.PublishOnce(Cancel);
        Assert.Equal(12, (await LogVerifier.Verify(record.Log, new() { Key = key.Verifier }, ct: Cancel)).Logs[0].Checked);
    }

    [Fact]
    public async Task A_checkpoint_ahead_of_the_database_stops_the_start_and_says_why()
    {
        await using var record = new TempRecord();
        using var key = await Published(record);
        var ahead = new Checkpoint(key.Name, 1000, Merkle.Leaf("of another time"u8)).Sign(key);
        record.Log.WriteCheckpoint(ahead);
        await using var registrar = await record.Open();
        var refusal = await Assert.ThrowsAsync<PublishedAheadException>(() => record.Publisher(registrar, key).Start(Cancel));
        Assert.Contains("1000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("answerable restore", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_over_other_leaves_stops_the_start()
    {
        await using var record = new TempRecord();
        using var key = await Published(record);
        record.Log.WriteCheckpoint(new Checkpoint(key.Name, 3, Merkle.Leaf("of another record"u8)).Sign(key));
        await using var registrar = await record.Open();
        await Assert.ThrowsAsync<PublishedAheadException>(() => record.Publisher(registrar, key).Start(Cancel));
    }

    [Fact]
    public async Task A_publisher_fenced_off_in_the_middle_of_a_beat_shows_nobody_anything()
    {
        await using var record = new TempRecord();
        await using var old = await record.Open();
        using var key = record.Key(old);
        var stalled = record.Publisher(old, key);
        await stalled.Start(Cancel);
        await old.PadTo(4);
        await using var now = await record.Open();
        var running = record.Publisher(now, key);
        await running.Start(Cancel);
        await running.PublishOnce(Cancel);
        await running.PublishOnce(Cancel);
        await Assert.ThrowsAnyAsync<Exception>(() => stalled.PublishOnce(Cancel));
        Assert.Equal(8, Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier).Size);
    }

    private static async Task<SigningKey> Published(TempRecord record)
    {
        await using var registrar = await record.Open();
        var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        await Busy(registrar);
        await publisher.PublishOnce(Cancel);
        await publisher.PublishOnce(Cancel);
        return key;
    }

    private static async Task<List<long>> Sizes(TempRecord record, int people)
    {
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var sizes = new List<long>();
        for (var beat = 0; beat < 10; beat++)
        {
            for (var i = 0; i < people; i++)
                await registrar.Submit(new(Town.Stream, beat + i == 0 ? TempRecord.Found : new SetPerson(new($"p{beat}x{i}"), "测试甲"), TempRecord.Operator));
            await publisher.PublishOnce(Cancel);
            sizes.Add(Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier).Size);
        }

        return sizes;
    }

    private static async Task Busy(Registrar registrar)
    {
        await registrar.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
        await registrar.Submit(new(Town.Stream, new SetPerson(new("p1"), "测试甲"), TempRecord.Operator));
        await registrar.Submit(new(Town.Stream, new SetContact(new("p1"), "m1", "sms", "13900000001"), TempRecord.Operator));
    }
}
