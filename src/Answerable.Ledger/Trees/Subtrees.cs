using System.Numerics;

namespace Answerable.Ledger;

/// <summary>The leaves from <paramref name="Start"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct LeafRange(long Start, long End);

/// <summary>Reads the tiles that some subtrees need, each once, and hashes what lies between the tiles' rows.</summary>
internal sealed class Subtrees
{
    private readonly Dictionary<TileId, ReadOnlyMemory<byte>> tiles = [];
    private readonly long size;

    private Subtrees(long size) => this.size = size;

    internal static async ValueTask<Hash[]> Hashes(
        ITileSource source, long size, IReadOnlyList<LeafRange> ranges, CancellationToken ct)
    {
        var subtrees = new Subtrees(size);
        foreach (var range in ranges)
            foreach (var (height, index) in Peaks(range))
            {
                var id = subtrees.TileOf(height, index);
                if (!subtrees.tiles.ContainsKey(id)) subtrees.tiles.Add(id, await source.Get(id, ct));
            }
        return [.. ranges.Select(subtrees.HashOf)];
    }

    private Hash HashOf(LeafRange range)
    {
        Hash? right = null;
        foreach (var (height, index) in Peaks(range).Reverse())
        {
            var peak = Perfect(height, index);
            right = right is { } r ? Merkle.Node(in peak, in r) : peak;
        }
        return right!.Value;
    }

    private Hash Perfect(int height, long index)
    {
        var within = height % 8;
        var row = Hash.In(tiles[TileOf(height, index)].Span);
        return Merkle.Perfect(row.Slice((int)((index << within) % TileId.FullWidth), 1 << within));
    }

    private TileId TileOf(int height, long index) => TileId.InTree(height / 8, (index << height % 8) / TileId.FullWidth, size);

    // The complete subtrees that make up a range, left to right; its start is a multiple of every one of their sizes.
    private static IEnumerable<(int Height, long Index)> Peaks(LeafRange range)
    {
        for (var start = range.Start; start < range.End;)
        {
            var height = BitOperations.Log2((ulong)(range.End - start));
            yield return (height, start >> height);
            start += 1L << height;
        }
    }
}
