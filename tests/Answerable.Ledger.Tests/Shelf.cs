namespace Answerable.Ledger.Tests;

/// <summary>Tiles in memory, the widest per level and index, as a database table would keep them.</summary>
public sealed class Shelf : ITileSource
{
    private readonly Dictionary<(int, long), ReadOnlyMemory<byte>> rows = [];

    public int Reads { get; private set; }

    public ValueTask<byte[]?> Read(TileId id, CancellationToken ct = default)
    {
        Reads++;
        return new(rows.TryGetValue((id.Level, id.Index), out var bytes) ? bytes.ToArray() : null);
    }

    public void Put(IEnumerable<Tile> tiles)
    {
        foreach (var tile in tiles) rows[(tile.Id.Level, tile.Id.Index)] = tile.Bytes;
    }

    public void Replace(TileId id, byte[] bytes) => rows[(id.Level, id.Index)] = bytes;

    public static (LogHead Head, Shelf Shelf) Of(IEnumerable<byte[]> entries)
    {
        var shelf = new Shelf();
        var appended = LogHead.Empty.Append([.. entries.Select(e => (ReadOnlyMemory<byte>)e)]);
        shelf.Put(appended.Tiles);
        return (appended.Head, shelf);
    }

    public static byte[] Entry(int i) => System.Text.Encoding.ASCII.GetBytes($"invented entry {i}");
}
