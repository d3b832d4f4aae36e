using System.Numerics;

namespace Answerable.Ledger;

/// <summary>Roots and proofs made from tiles (RFC 6962 sections 2.1, 2.1.1 and 2.1.2).</summary>
public static class Proofs
{
    /// <summary>The root of the tree over the first <paramref name="size"/> leaves.</summary>
    public static async ValueTask<Hash> Root(ITileSource tiles, long size, CancellationToken ct = default) =>
        size == 0 ? Merkle.Empty : (await Subtrees.Hashes(tiles, size, [new(0, size)], ct))[0];

    /// <summary>The audit path of a leaf, from its sibling up, in the tree of that size; at most 63 hashes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The leaf is not in the tree.</exception>
    public static ValueTask<Hash[]> Inclusion(ITileSource tiles, long index, long size, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<LeafRange>();
        long start = 0, end = size;
        while (end - start > 1)
        {
            var middle = start + LargestPowerBelow(end - start);
            path.Add(index < middle ? new(middle, end) : new(start, middle));
            if (index < middle) end = middle; else start = middle;
        }
        path.Reverse();
        return Subtrees.Hashes(tiles, size, path, ct);
    }

    /// <summary>
    /// The proof that the tree of <paramref name="from"/> leaves is the beginning of the one of <paramref name="to"/> leaves. Empty
    /// when the sizes are equal or the older tree is empty.
    /// </summary>
    public static ValueTask<Hash[]> Consistency(ITileSource tiles, long from, long to, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        if (from == 0 || from == to) return new([]);
        var path = new List<LeafRange>();
        long start = 0, end = to;
        while (end != from)
        {
            var middle = start + LargestPowerBelow(end - start);
            path.Add(from <= middle ? new(middle, end) : new(start, middle));
            if (from <= middle) end = middle; else start = middle;
        }
        // The verifier knows the old root itself; only a part of it has to be shown.
        if (start > 0) path.Add(new(start, end));
        path.Reverse();
        return Subtrees.Hashes(tiles, to, path, ct);
    }

    private static long LargestPowerBelow(long n) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(n - 1)));
}
