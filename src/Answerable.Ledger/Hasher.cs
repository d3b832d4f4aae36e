using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Answerable.Ledger;

/// <summary>
/// SHA-256 with everything at hand: one context and one input buffer per thread. The one-shot call sets up and frees a context each
/// time, which costs a third of a small hash. Callers take it and use it within one method, never across an await.
/// </summary>
internal sealed class Hasher
{
    private const int Buffered = 1024;

    [ThreadStatic]
    private static Hasher? mine;

    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] leaf = new byte[1 + Buffered];
    private readonly byte[] node = new byte[1 + 2 * Hash.Length];

    private Hasher() => node[0] = 1;

    internal static Hasher Mine => mine ??= new();

    internal Hasher Add(ReadOnlySpan<byte> bytes)
    {
        sha.AppendData(bytes);
        return this;
    }

    internal Hash Finish()
    {
        Unsafe.SkipInit(out Hash hash);
        sha.GetHashAndReset(MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        return hash;
    }

    internal Hash Leaf(ReadOnlySpan<byte> entry)
    {
        if (entry.Length > Buffered) return Add(leaf.AsSpan(0, 1)).Add(entry).Finish();
        entry.CopyTo(leaf.AsSpan(1));
        return Add(leaf.AsSpan(0, 1 + entry.Length)).Finish();
    }

    internal Hash Node(in Hash left, in Hash right)
    {
        Unsafe.WriteUnaligned(ref node[1], left);
        Unsafe.WriteUnaligned(ref node[1 + Hash.Length], right);
        return Add(node).Finish();
    }
}
