namespace Answerable.Ledger;

/// <summary>
/// An append-only Merkle tree (RFC 6962): its size, and as much of its right edge as growth needs. A value: growing gives a new
/// tree and leaves the old one as it was, so a failed transaction only has to forget the new one.
/// </summary>
public sealed class Tree
{
    /// <summary>The tree without leaves.</summary>
    public static readonly Tree Empty = new(0, [], []);

    // peaks[h] is the root of the complete subtree of 2^h leaves on the right edge, where bit h of Size is set.
    private readonly Hash[] peaks;

    // edge[level] holds the hashes of that level's partial tile; missing and empty mean the same.
    private readonly ReadOnlyMemory<byte>[] edge;

    private object? root;

    internal Tree(long size, Hash[] peaks, ReadOnlyMemory<byte>[] edge)
    {
        Size = size;
        this.peaks = peaks;
        this.edge = edge;
    }

    /// <summary>Number of leaves.</summary>
    public long Size { get; }

    /// <summary>The Merkle tree hash over all leaves, worked out when first asked for.</summary>
    public Hash Root
    {
        get
        {
            // Two threads may both work it out: boxed, so that neither sees half of the other's.
            root ??= Fold();
            return (Hash)root;
        }
    }

    /// <summary>Adds leaves and names every hash tile that is new or wider than before.</summary>
    /// <param name="leaves">Leaf hashes (<see cref="Merkle.Leaf"/>), in order.</param>
    /// <param name="changed">Receives the full tiles completed and, per changed level, the partial tile left at the end.</param>
    public Tree Append(ReadOnlySpan<Hash> leaves, ICollection<Tile> changed)
    {
        if (leaves.IsEmpty) return this;
        var growing = new GrowingTree(Size, peaks, edge, changed);
        foreach (ref readonly var leaf in leaves) growing.Add(in leaf);
        return growing.Finish();
    }

    /// <summary>
    /// The tree of that many leaves, from its right-edge tiles. The tiles are believed: compare <see cref="Root"/> with a root
    /// that is known otherwise.
    /// </summary>
    /// <exception cref="LogException">A tile is missing or malformed.</exception>
    public static async ValueTask<Tree> Load(long size, ITileSource tiles, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var peaks = new Hash[64];
        var edge = new ReadOnlyMemory<byte>[TileId.Levels];
        for (var level = 0; level < TileId.Levels; level++)
        {
            var id = TileId.InTree(level, TileId.Count(level, size) / TileId.FullWidth, size);
            if (id.Width == 0) continue;
            edge[level] = (await tiles.Get(id, ct)).ToArray();
            Summits(Hash.In(edge[level].Span), peaks.AsSpan(8 * level));
        }
        return new Tree(size, peaks, edge);
    }

    // A partial tile of width w is a run of complete subtrees, one for each bit of w, the largest first.
    private static void Summits(ReadOnlySpan<Hash> tile, Span<Hash> peaks)
    {
        var at = 0;
        for (var height = 7; height >= 0; height--)
        {
            if ((tile.Length >> height & 1) == 0) continue;
            peaks[height] = Merkle.Perfect(tile.Slice(at, 1 << height));
            at += 1 << height;
        }
    }

    private Hash Fold()
    {
        if (Size == 0) return Merkle.Empty;
        var height = System.Numerics.BitOperations.TrailingZeroCount(Size);
        var root = peaks[height];
        while (++height < 63 && Size >> height > 0)
            if ((Size >> height & 1) == 1) root = Merkle.Node(in peaks[height], in root);
        return root;
    }
}
