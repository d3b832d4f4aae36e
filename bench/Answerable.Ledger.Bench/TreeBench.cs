using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Answerable.Ledger.Bench;

/// <summary>A tree against the SHA-256 calls that it cannot do without: one per leaf, and one per inner node.</summary>
internal static class TreeBench
{
    private const int Leaves = 1_000_000;

    public static void Run()
    {
        Compare("tree of 1M leaves of 300 bytes, batches of 1000", 300, 1000);
        Compare("tree of 1M commitments of 32 bytes, batches of 64", 32, 64);
        Bundled();
    }

    private static void Compare(string name, int length, int batch)
    {
        var seconds = Measure.Medians(() => Bare(length), () => OneShot(length), () => Grow(length, batch));
        Console.WriteLine($"{name}: {Leaves / seconds[2]:n0}/s; bare SHA-256: {Leaves / seconds[0]:n0}/s, ratio {seconds[0] / seconds[2]:0.000}"
            + $"; bare SHA256.HashData: {Leaves / seconds[1]:n0}/s, ratio {seconds[1] / seconds[2]:0.000}");
    }

    // The head as the registrar uses it: hash tiles and entry bundles.
    private static void Bundled()
    {
        var commitments = Enumerable.Range(0, Leaves).Select(i => Commitment.Blank(SHA256.HashData(BitConverter.GetBytes(i)))).ToArray();
        var seconds = Measure.Medians(() => Bare(32), () =>
        {
            var head = LogHead.Empty;
            foreach (var batch in Chunks(64)) head = head.Append(commitments.AsSpan(batch, Math.Min(64, Leaves - batch))).Head;
        });
        Console.WriteLine($"log head with bundles, batches of 64: {Leaves / seconds[1]:n0}/s; ratio {seconds[0] / seconds[1]:0.000}");
    }

    // The primitive that the ledger uses: one context, kept.
    private static void Bare(int length)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> leaf = stackalloc byte[1 + length];
        Span<byte> node = stackalloc byte[65];
        Span<byte> hash = stackalloc byte[32];
        node[0] = 1;
        for (var i = 0; i < Leaves; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(leaf[1..], i);
            sha.AppendData(leaf);
            sha.GetHashAndReset(hash);
        }
        for (var i = 1; i < Leaves; i++)
        {
            sha.AppendData(node);
            sha.GetHashAndReset(hash);
        }
    }

    // The call that most programs would make.
    private static void OneShot(int length)
    {
        Span<byte> leaf = stackalloc byte[1 + length];
        Span<byte> node = stackalloc byte[65];
        Span<byte> hash = stackalloc byte[32];
        node[0] = 1;
        for (var i = 0; i < Leaves; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(leaf[1..], i);
            SHA256.HashData(leaf, hash);
        }
        for (var i = 1; i < Leaves; i++) SHA256.HashData(node, hash);
    }

    private static void Grow(int length, int batch)
    {
        Span<byte> entry = stackalloc byte[length];
        var hashes = new Hash[batch];
        var tree = Tree.Empty;
        foreach (var start in Chunks(batch))
        {
            var count = Math.Min(batch, Leaves - start);
            for (var i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteInt64BigEndian(entry, start + i);
                hashes[i] = Merkle.Leaf(entry);
            }
            tree = tree.Append(hashes.AsSpan(0, count), new List<Tile>());
        }
    }

    private static IEnumerable<int> Chunks(int batch)
    {
        for (var start = 0; start < Leaves; start += batch) yield return start;
    }
}
