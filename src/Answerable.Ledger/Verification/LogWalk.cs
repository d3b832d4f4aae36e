using System.Runtime.InteropServices;

namespace Answerable.Ledger;

/// <summary>
/// Reads every entry of a log once, in order, hashes it again, and compares what comes out with the published tiles and with every
/// root that anyone was given. Holds a few bundles at a time, however large the log.
/// </summary>
internal sealed class LogWalk(ILogSource source, string origin, long size, IProgress<VerifyProgress>? progress)
{
    private const int Ahead = 8;
    private readonly SortedDictionary<long, List<(Hash Root, LogException Otherwise)>> roots = [];
    private readonly Dictionary<long, (Hash Leaf, LogException Otherwise)> leaves = [];
    private Tree tree = Tree.Empty;

    /// <summary>The tree of that size must have that root.</summary>
    internal void Expect(long atSize, Hash root, string code, string otherwise)
    {
        if (!roots.TryGetValue(atSize, out var expected)) roots[atSize] = expected = [];
        expected.Add((root, new LogException(code, otherwise)));
    }

    /// <summary>The entry at that index must be this one.</summary>
    internal void Expect(long index, ReadOnlySpan<byte> entry, string code, string otherwise) =>
        leaves[index] = (Merkle.Leaf(entry), new LogException(code, otherwise));

    /// <exception cref="LogException">The first thing that does not hold.</exception>
    internal async Task Run(CancellationToken ct)
    {
        CheckRoots();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = new Queue<(Task<ReadOnlyMemory<byte>> Bundle, Task<ReadOnlyMemory<byte>> Tile)>();
        var last = (size + TileId.FullWidth - 1) / TileId.FullWidth;
        try
        {
            for (long asked = 0, done = 0; done < last; done++)
            {
                ct.ThrowIfCancellationRequested();
                for (; asked < last && asked < done + Ahead; asked++) reading.Enqueue((Start(TileId.Entries, asked), Start(0, asked)));
                var (bundle, tile) = reading.Dequeue();
                await Grow(EntryBundle.Split(await bundle), await tile, done, ct);
                progress?.Report(new(origin, tree.Size, size));
            }
        }
        finally { await stop.CancelAsync(); }

        Task<ReadOnlyMemory<byte>> Start(int level, long index) => source.Get(TileId.InTree(level, index, size), stop.Token).AsTask();
    }

    private async Task Grow(List<ReadOnlyMemory<byte>> entries, ReadOnlyMemory<byte> leafTile, long bundle, CancellationToken ct)
    {
        var hashes = entries.ConvertAll(entry => Merkle.Leaf(entry.Span));
        if (!Hash.BytesOf(CollectionsMarshal.AsSpan(hashes)).SequenceEqual(leafTile.Span))
            throw new LogException("tile-altered", $"{TileId.InTree(TileId.Entries, bundle, size)} and {TileId.InTree(0, bundle, size)} disagree: an entry or its hash was altered.");
        foreach (var tile in Append(hashes))
            if (tile.Id.Level > 0 && tile.Id == TileId.InTree(tile.Id.Level, tile.Id.Index, size)
                && !(await source.Get(tile.Id, ct)).Span.SequenceEqual(tile.Bytes.Span))
                throw new LogException("tile-altered", $"{tile.Id} is not what its entries hash to: it was altered.");
    }

    // Halts at every size at which a root is known.
    private List<Tile> Append(List<Hash> hashes)
    {
        var changed = new List<Tile>();
        var start = tree.Size;
        for (var i = 0; i < hashes.Count; i++)
            if (leaves.TryGetValue(start + i, out var expected) && expected.Leaf != hashes[i]) throw expected.Otherwise;
        var all = CollectionsMarshal.AsSpan(hashes);
        foreach (var halt in roots.Keys.Where(at => at > start && at < start + hashes.Count).Append(start + hashes.Count))
        {
            tree = tree.Append(all[(int)(tree.Size - start)..(int)(halt - start)], changed);
            CheckRoots();
        }
        return changed;
    }

    private void CheckRoots()
    {
        if (!roots.TryGetValue(tree.Size, out var expected)) return;
        foreach (var (root, otherwise) in expected)
            if (root != tree.Root) throw otherwise;
    }
}
