using System.Buffers;
using System.Runtime.InteropServices;

namespace Answerable.Ledger;

/// <summary>The hashes of RFC 6962 section 2.1: leaves are prefixed with 0x00, nodes with 0x01, so that neither passes for the other.</summary>
public static class Merkle
{
    private const int OnStack = 1024;

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static readonly Hash Empty = Hash.Sha256([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static Hash Leaf(ReadOnlySpan<byte> entry)
    {
        if (entry.Length >= OnStack) return LongLeaf(entry);
        Span<byte> input = stackalloc byte[entry.Length + 1];
        entry.CopyTo(input[1..]);
        return Hash.Sha256(input);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Hash Node(in Hash left, in Hash right)
    {
        Span<byte> input = stackalloc byte[1 + 2 * Hash.Length];
        input[0] = 1;
        MemoryMarshal.Write(input[1..], in left);
        MemoryMarshal.Write(input[(1 + Hash.Length)..], in right);
        return Hash.Sha256(input);
    }

    /// <summary>The root over a run of leaf (or node) hashes whose number is a power of two.</summary>
    internal static Hash Perfect(ReadOnlySpan<Hash> hashes)
    {
        if (hashes.Length == 1) return hashes[0];
        Span<Hash> row = stackalloc Hash[hashes.Length / 2];
        Fold(hashes, row);
        for (var width = row.Length; width > 1; width /= 2) Fold(row[..width], row[..(width / 2)]);
        return row[0];
    }

    private static void Fold(ReadOnlySpan<Hash> from, Span<Hash> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] = Node(in from[2 * i], in from[2 * i + 1]);
    }

    private static Hash LongLeaf(ReadOnlySpan<byte> entry)
    {
        var rented = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        rented[0] = 0;
        entry.CopyTo(rented.AsSpan(1));
        var hash = Hash.Sha256(rented.AsSpan(0, entry.Length + 1));
        ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }
}
