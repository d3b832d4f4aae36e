namespace Answerable.Ledger;

/// <summary>A tile with its content: hashes end to end, or length-prefixed entries. The bytes are never changed once made.</summary>
public readonly record struct Tile(TileId Id, ReadOnlyMemory<byte> Bytes);

/// <summary>Where tiles are read from: a folder, a server, database rows. Reads come one after another.</summary>
public interface ITileSource
{
    /// <summary>
    /// The tile, or a wider one of the same level and index (a narrower tile is always its beginning), or null when there is none.
    /// A table that keeps only the widest tile per level and index is therefore enough.
    /// </summary>
    ValueTask<byte[]?> Read(TileId id, CancellationToken ct = default);
}

/// <summary>Reading tiles with the checks every reader owes.</summary>
public static class TileSourceExtensions
{
    /// <summary>
    /// The tile in exactly the width asked for. A partial tile that is gone is cut from the full one, as tlog-tiles allows.
    /// </summary>
    /// <exception cref="LogException"><c>tile-missing</c> or <c>tile-malformed</c>.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> Get(this ITileSource source, TileId id, CancellationToken ct = default)
    {
        var bytes = await source.Read(id, ct);
        if (bytes is null && id.IsPartial) bytes = await source.Read(id.Full, ct);
        if (bytes is null) throw new LogException("tile-missing", $"{id} is missing.");
        return Cut(id, bytes);
    }

    private static ReadOnlyMemory<byte> Cut(TileId id, ReadOnlyMemory<byte> bytes)
    {
        var length = id.Level == TileId.Entries ? EntryBundle.LengthOf(bytes.Span, id.Width) : id.Width * Hash.Length;
        var rest = bytes.Length - length;
        var malformed = rest < 0 || (rest > 0 && id.Level != TileId.Entries && rest % Hash.Length != 0) || (rest > 0 && !id.IsPartial);
        return malformed ? throw new LogException("tile-malformed", $"{id} has a wrong length.") : bytes[..length];
    }
}
