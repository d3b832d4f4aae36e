using CsCheck;

namespace Answerable.Ledger.Tests;

public sealed class TileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-tiles-").FullName;

    [Theory]
    [InlineData(0, 1_234_067, 8, "tile/0/x001/x234/067.p/8")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(1, 0, 1, "tile/1/000.p/1")]
    [InlineData(-1, 999, 255, "tile/entries/999.p/255")]
    [InlineData(-1, 1000, 256, "tile/entries/x001/000")]
    [InlineData(7, 5, 256, "tile/7/005")]
    public void A_tile_has_the_path_that_the_specification_gives(int level, long index, int width, string path)
    {
        var id = new TileId(level, index, width);
        Assert.Equal(path, id.Path);
        Assert.True(TileId.TryParse(path, out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData("tile/0/67")]
    [InlineData("tile/00/067")]
    [InlineData("tile/64/067")]
    [InlineData("tile/-1/067")]
    [InlineData("tile/0/x067")]
    [InlineData("tile/0/001/067")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/0/067.p/0")]
    [InlineData("tile/0/067.p/256")]
    [InlineData("tile/0/067.p/08")]
    [InlineData("tile/0/067.p")]
    [InlineData("tile/0/067/8")]
    [InlineData("tile/0/../067")]
    [InlineData("tile/entries/")]
    [InlineData("tiles/0/067")]
    [InlineData("/tile/0/067")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("")]
    public void Any_other_path_is_no_tile(string path) => Assert.False(TileId.TryParse(path, out _));

    [Fact]
    public void Every_path_is_read_back() =>
        Gen.Select(Gen.Int[-1, 63], Gen.Long[0, long.MaxValue], Gen.Int[1, 256]).Sample((level, index, width) =>
            TileId.TryParse(new TileId(level, index, width).Path, out var read) && read == new TileId(level, index, width));

    [Fact]
    public void A_tree_of_70000_has_the_tiles_of_the_specifications_example()
    {
        var tiles = TileId.Between(0, 70_000).Where(t => t.Level >= 0).ToList();
        Assert.Equal(273, tiles.Count(t => t is { Level: 0, Width: 256 }));
        Assert.Equal(112, tiles.Single(t => t.Level == 0 && t.IsPartial).Width);
        Assert.Equal(1, tiles.Count(t => t is { Level: 1, Width: 256 }));
        Assert.Equal(17, tiles.Single(t => t.Level == 1 && t.IsPartial).Width);
        Assert.Equal(1, tiles.Single(t => t.Level == 2).Width);
        Assert.Equal([new TileId(0, 0, 256), new TileId(1, 0, 1)], TileId.Between(0, 256).Where(t => t.Level >= 0));
        Assert.Empty(TileId.Between(0, 0));
    }

    [Fact]
    public async Task A_partial_tile_that_is_gone_is_cut_from_the_full_one()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 300).Select(Shelf.Entry));
        var log = new LogDirectory(folder);
        await log.Publish(shelf, 0, 100);
        Assert.True(File.Exists(Path.Combine(folder, "tile/0/000.p/100")));
        await log.Publish(shelf, 100, 300);
        Assert.False(Directory.Exists(Path.Combine(folder, "tile/0/000.p")));
        Assert.Equal(await Proofs.Root(shelf, 100), await Proofs.Root(log, 100));
        Assert.Equal(100, EntryBundle.Split(await log.Get(new(TileId.Entries, 0, 100))).Count);
        Assert.Equal((await shelf.Get(new(0, 0, 100))).ToArray(), (await log.Get(new(0, 0, 100))).ToArray());
    }

    [Fact]
    public async Task Publishing_again_changes_nothing_and_another_content_is_refused()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 300).Select(Shelf.Entry));
        var log = new LogDirectory(folder);
        await log.Publish(shelf, 0, 300);
        await log.Publish(shelf, 0, 300);
        var (_, other) = Shelf.Of(Enumerable.Range(1, 300).Select(Shelf.Entry));
        var error = await Assert.ThrowsAsync<LogException>(async () => await log.Publish(other, 0, 300));
        Assert.Equal("fork", error.Code);
        Assert.Equal(await Proofs.Root(shelf, 300), await Proofs.Root(log, 300));
    }

    [Fact]
    public async Task No_temporary_file_is_left()
    {
        var (head, shelf) = Shelf.Of(Enumerable.Range(0, 300).Select(Shelf.Entry));
        using var key = SigningKey.FromSeed("town.example/log", new byte[32]);
        var log = new LogDirectory(folder);
        await log.Publish(shelf, 0, 300);
        log.WriteKey(key.Verifier);
        log.WriteCheckpoint(new Checkpoint(key.Name, 300, head.Root).Sign(key));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000", "tile/entries/001.p/44", "vkey"], files);
    }

    [Fact]
    public async Task A_tile_of_a_wrong_length_is_refused()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 300).Select(Shelf.Entry));
        foreach (var (id, length) in new[] { (new TileId(0, 0, 256), 8191), (new TileId(0, 0, 256), 8224), (new TileId(0, 1, 44), 1407), (new TileId(0, 1, 44), 1409) })
        {
            shelf.Replace(id, new byte[length]);
            Assert.Equal("tile-malformed", (await Assert.ThrowsAsync<LogException>(async () => await shelf.Get(id))).Code);
        }
        shelf.Replace(new(TileId.Entries, 1, 44), [0, 5, 1]);
        Assert.Equal("tile-malformed", (await Assert.ThrowsAsync<LogException>(async () => await shelf.Get(new(TileId.Entries, 1, 44)))).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
