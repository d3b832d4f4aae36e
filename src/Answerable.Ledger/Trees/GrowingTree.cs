namespace Answerable.Ledger;

/// <summary>The scratch copy in which a batch of leaves is added. Untouched levels are shared with the tree it came from.</summary>
internal sealed class GrowingTree
{
    private readonly ICollection<Tile> changed;
    private readonly Hash[] peaks = new Hash[64];
    private readonly ReadOnlyMemory<byte>[] edge = new ReadOnlyMemory<byte>[TileId.Levels];
    private readonly byte[]?[] open = new byte[]?[TileId.Levels];
    private readonly Hasher hasher = Hasher.Mine;
    private long size;

    internal GrowingTree(long size, Hash[] peaks, ReadOnlyMemory<byte>[] edge, ICollection<Tile> changed)
    {
        this.size = size;
        this.changed = changed;
        peaks.CopyTo(this.peaks, 0);
        edge.CopyTo(this.edge, 0);
    }

    internal void Add(in Hash leaf)
    {
        Put(0, size, in leaf);
        var node = leaf;
        var height = 0;
        for (; (size >> height & 1) == 1; height++)
        {
            node = hasher.Node(in peaks[height], in node);
            // A finished subtree of 256^n leaves is one hash in the tile above.
            if ((height & 7) == 7) Put((height + 1) >> 3, size >> (height + 1), in node);
        }
        peaks[height] = node;
        size++;
    }

    internal Tree Finish()
    {
        for (var level = 0; level < TileId.Levels; level++)
            if (open[level] is { } buffer) Close(level, buffer);
        return new Tree(size, peaks, edge);
    }

    private void Put(int level, long position, in Hash hash)
    {
        var at = (int)(position % TileId.FullWidth);
        var buffer = open[level] ??= Reopen(level);
        hash.Bytes.CopyTo(buffer.AsSpan(at * Hash.Length));
        if (at < TileId.FullWidth - 1) return;
        changed.Add(new(new(level, position / TileId.FullWidth, TileId.FullWidth), buffer));
        edge[level] = default;
        open[level] = null;
    }

    private byte[] Reopen(int level)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(TileId.FullWidth * Hash.Length);
        edge[level].CopyTo(buffer);
        return buffer;
    }

    private void Close(int level, byte[] buffer)
    {
        var id = TileId.InTree(level, TileId.Count(level, size) / TileId.FullWidth, size);
        edge[level] = buffer.AsSpan(0, id.Width * Hash.Length).ToArray();
        changed.Add(new(id, edge[level]));
    }
}
