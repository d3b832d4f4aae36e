namespace Answerable.Ledger;

/// <summary>The hashes of RFC 6962 section 2.1: leaves are prefixed with 0x00, nodes with 0x01, so that neither passes for the other.</summary>
public static class Merkle
{
    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static readonly Hash Empty = Hash.Sha256([]);

    /// <summary>SHA-256(0x00 ‖ entry).</summary>
    public static Hash Leaf(ReadOnlySpan<byte> entry) => Hasher.Mine.Leaf(entry);

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Hash Node(in Hash left, in Hash right) => Hasher.Mine.Node(in left, in right);

    /// <summary>The hash by which a full tile of hashes stands in the level above it.</summary>
    /// <param name="tile">256 hashes.</param>
    public static Hash OfTile(ReadOnlySpan<byte> tile) => Perfect(Hash.In(tile));

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
        var hasher = Hasher.Mine;
        for (var i = 0; i < to.Length; i++) to[i] = hasher.Node(in from[2 * i], in from[2 * i + 1]);
    }
}
