namespace Answerable.Ledger;

/// <summary>What a batch made of a log: the new head, and every tile and entry bundle to be stored with it.</summary>
public sealed record Appended(LogHead Head, IReadOnlyList<Tile> Tiles);

/// <summary>
/// The growing end of a log: its tree and the entry bundle still being filled. A value, like <see cref="Tree"/>: appending gives a
/// new head; the old one stays valid.
/// </summary>
public sealed class LogHead
{
    /// <summary>A log without entries.</summary>
    public static readonly LogHead Empty = new(Tree.Empty, default);

    private readonly ReadOnlyMemory<byte> bundle;

    private LogHead(Tree tree, ReadOnlyMemory<byte> bundle) => (Tree, this.bundle) = (tree, bundle);

    public Tree Tree { get; }
    public long Size => Tree.Size;
    public Hash Root => Tree.Root;

    /// <summary>Appends entries of 32 bytes: the commitments that a registrar publishes.</summary>
    public Appended Append(ReadOnlySpan<Hash> commitments)
    {
        var growing = new GrowingBundle(Size, bundle, commitments.Length, commitments.Length * (2 + Hash.Length));
        foreach (ref readonly var commitment in commitments) growing.Add(commitment.Bytes);
        return Finish(growing);
    }

    /// <summary>Appends entries of any length up to <see cref="EntryBundle.MaxEntry"/>.</summary>
    /// <exception cref="ArgumentException">An entry is longer.</exception>
    public Appended Append(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var bytes = 0;
        foreach (var entry in entries)
        {
            if (entry.Length > EntryBundle.MaxEntry) throw new ArgumentException("An entry is longer than 65535 bytes.", nameof(entries));
            bytes = checked(bytes + 2 + entry.Length);
        }
        var growing = new GrowingBundle(Size, bundle, entries.Count, bytes);
        foreach (var entry in entries) growing.Add(entry.Span);
        return Finish(growing);
    }

    /// <summary>
    /// The head of a log of that many entries, from the tiles of its right edge. The tiles are believed: compare
    /// <see cref="Root"/> with a root that is known otherwise.
    /// </summary>
    /// <exception cref="LogException">A tile is missing or malformed.</exception>
    public static async ValueTask<LogHead> Load(long size, ITileSource tiles, CancellationToken ct = default)
    {
        var tree = await Tree.Load(size, tiles, ct);
        var id = TileId.InTree(TileId.Entries, size / TileId.FullWidth, size);
        return new LogHead(tree, id.Width == 0 ? default : (await tiles.Get(id, ct)).ToArray());
    }

    private Appended Finish(GrowingBundle growing)
    {
        var tree = Tree.Append(growing.Leaves, growing.Changed);
        return new(new LogHead(tree, growing.Finish()), growing.Changed);
    }
}
