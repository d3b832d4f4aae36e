using System.Runtime.InteropServices;

namespace Answerable.Ledger;

/// <summary>Fills entry bundles and hashes the entries on the way.</summary>
internal sealed class GrowingBundle
{
    private readonly List<Hash> leaves;
    private readonly byte[] buffer;
    private int start;
    private int length;
    private long size;

    internal GrowingBundle(long size, ReadOnlyMemory<byte> partial, int entries, int room)
    {
        leaves = new(entries);
        this.size = size;
        buffer = GC.AllocateUninitializedArray<byte>(partial.Length + room);
        partial.CopyTo(buffer);
        length = partial.Length;
    }

    internal List<Tile> Changed { get; } = [];

    internal ReadOnlySpan<Hash> Leaves => CollectionsMarshal.AsSpan(leaves);

    internal void Add(ReadOnlySpan<byte> entry)
    {
        length += EntryBundle.Write(entry, buffer.AsSpan(length));
        leaves.Add(Merkle.Leaf(entry));
        size++;
        if (size % TileId.FullWidth == 0) CutFull();
    }

    /// <summary>Hands out the bundle still being filled, trimmed to what it holds.</summary>
    internal ReadOnlyMemory<byte> Finish()
    {
        var id = TileId.InTree(TileId.Entries, size / TileId.FullWidth, size);
        if (id.Width == 0) return default;
        var partial = buffer.AsMemory(start, length - start).ToArray();
        if (leaves.Count > 0) Changed.Add(new(id, partial));
        return partial;
    }

    private void CutFull()
    {
        Changed.Add(new(new(TileId.Entries, size / TileId.FullWidth - 1, TileId.FullWidth), buffer.AsMemory(start, length - start)));
        start = length;
    }
}
