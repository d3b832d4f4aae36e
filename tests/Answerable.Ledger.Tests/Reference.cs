namespace Answerable.Ledger.Tests;

/// <summary>RFC 6962 section 2.1 word for word, recursive and slow: what the ledger is compared with.</summary>
public sealed class Reference(IReadOnlyList<byte[]> entries)
{
    private readonly Dictionary<(int, int), byte[]> known = [];

    public static byte[] Sha(params byte[][] parts) => System.Security.Cryptography.SHA256.HashData(parts.SelectMany(p => p).ToArray());

    public byte[] Root(int size) => Mth(0, size);

    public List<byte[]> Inclusion(int index, int size) => Path(index, 0, size);

    public List<byte[]> Consistency(int from, int to) => from == 0 || from == to ? [] : SubProof(from, 0, to, true);

    private byte[] Mth(int start, int end)
    {
        if (known.TryGetValue((start, end), out var hash)) return hash;
        var n = end - start;
        hash = n switch
        {
            0 => Sha(),
            1 => Sha([0], entries[start]),
            _ => Sha([1], Mth(start, start + Split(n)), Mth(start + Split(n), end)),
        };
        return known[(start, end)] = hash;
    }

    private List<byte[]> Path(int m, int start, int end)
    {
        var n = end - start;
        if (n == 1) return [];
        var k = Split(n);
        return m < k
            ? [.. Path(m, start, start + k), Mth(start + k, end)]
            : [.. Path(m - k, start + k, end), Mth(start, start + k)];
    }

    private List<byte[]> SubProof(int m, int start, int end, bool whole)
    {
        var n = end - start;
        if (m == n) return whole ? [] : [Mth(start, end)];
        var k = Split(n);
        return m <= k
            ? [.. SubProof(m, start, start + k, whole), Mth(start + k, end)]
            : [.. SubProof(m - k, start + k, end, false), Mth(start, start + k)];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
}
