using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Engine.Tests.Publishing;

/// <summary>A start reads what is missing and not the whole log; what the disk forgets meanwhile is written again, little by little.</summary>
public sealed class UpkeepTests : IAsyncLifetime
{
    // Past 65,536, so that the tree has three levels of tiles.
    private const long Size = 66_000;
    private readonly TempRecord record = new();
    private SigningKey key = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var registrar = await record.Open();
        key = record.Key(registrar);
        await registrar.PadTo(Size);
        var publisher = record.Publisher(registrar, key, new(TimeSpan.FromSeconds(1), (int)Size));
        await publisher.Start(Cancel);
        await publisher.PublishOnce(Cancel);
        Assert.Equal(Size, publisher.Published);
    }

    public async ValueTask DisposeAsync()
    {
        key.Dispose();
        await record.DisposeAsync();
    }

    [Fact]
    public async Task A_start_on_a_complete_folder_reads_no_more_than_the_edge_of_the_tree()
    {
        var (read, verified) = await Start();
        Assert.InRange(read, 1, 40); // there are 517 tiles
        Assert.Equal("VERIFIED", verified);
    }

    [Fact]
    public async Task After_a_crash_between_tiles_and_checkpoint_only_what_came_since_is_read()
    {
        await using (var registrar = await record.Open())
        {
            await registrar.PadTo(Size + 600);
            var root = await Proofs.Root(new StoredTiles(TempRecord.Town, 1, record.Store), Size + 600, Cancel);
            var note = new Checkpoint(key.Name, Size + 600, root).Sign(key);
            await record.Store.Published(TempRecord.Town, registrar.Fence.Epoch, Size + 600, System.Text.Encoding.UTF8.GetString(note.ToBytes()), Cancel);
        }

        var (read, verified) = await Start();
        Assert.InRange(read, 1, 60);
        Assert.Equal("VERIFIED", verified);
        Assert.Equal(Size + 600, Checkpoint.Open((await record.Log.Checkpoint(Cancel))!, key.Verifier).Size);
    }

    [Fact]
    public async Task A_folder_that_was_emptied_is_filled_again_at_the_start()
    {
        Directory.Delete(Path.Combine(record.Log.Place, "tile", "entries"), recursive: true);
        Assert.Equal("VERIFIED", (await Start()).Verified);
    }

    [Fact]
    public async Task A_tile_that_is_missing_cut_short_or_altered_is_written_again_within_one_round()
    {
        File.Delete(Tile("tile/0/017"));
        await File.WriteAllBytesAsync(Tile("tile/entries/099"), [1, 2, 3], Cancel);
        Spoil(Tile("tile/1/000"));
        Spoil(Tile("tile/entries/200"));
        Assert.StartsWith("FAILED", await Verified(), StringComparison.Ordinal);

        var upkeep = Keeper();
        var mended = 0;
        for (var beat = 0; beat < 17; beat++) // 515 full tiles, 32 at a beat
            mended += await upkeep.Look(Size, 32, Cancel);
        Assert.Equal(4, mended);
        Assert.Equal("VERIFIED", await Verified());
        Assert.Equal(0, await upkeep.Look(Size, 1000, Cancel));
    }

    [Fact]
    public async Task A_tile_that_the_database_itself_has_wrong_is_left_as_it_was_published()
    {
        await using (var db = record.Db())
        {
            var row = await db.Tiles.SingleAsync(t => t.Level == 0 && t.Index == 5, Cancel);
            row.Data = [.. row.Data.Select((one, at) => at == 7 ? (byte)(one ^ 1) : one)];
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, await Keeper().Look(Size, 1000, Cancel));
        Assert.Equal("VERIFIED", await Verified());
    }

    [Fact]
    public async Task A_log_without_a_full_tile_needs_no_looking_after() => Assert.Equal(0, await Keeper().Look(255, 1000, Cancel));

    private Upkeep Keeper() => new(record.Log, new StoredTiles(TempRecord.Town, 1, record.Store), NullLogger.Instance);

    private async Task<(int Read, string Verified)> Start()
    {
        await using var registrar = await record.Open();
        var counting = new FaultyStore(record.Store);
        await record.Publisher(registrar, key, store: counting).Start(Cancel);
        return (counting.TilesRead, await Verified());
    }

    private async Task<string> Verified() => (await LogVerifier.Verify(record.Log, new() { Key = key.Verifier }, ct: Cancel)).ToString();

    private string Tile(string path) => Path.Combine(record.Log.Place, path);

    private static void Spoil(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[100] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}
