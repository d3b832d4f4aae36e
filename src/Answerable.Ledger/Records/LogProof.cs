using System.Text;

namespace Answerable.Ledger;

/// <summary>A proof that can be checked offline: a leaf's index, its audit path, and a signed checkpoint (c2sp.org/tlog-proof@v1).</summary>
/// <param name="Index">Zero-based index of the leaf.</param>
/// <param name="Path">From the leaf's sibling up; at most 63 hashes.</param>
/// <param name="Checkpoint">The signed checkpoint, byte for byte.</param>
/// <param name="Extra">Opaque bytes for the reader of the leaf, or null. They prove nothing by themselves.</param>
public sealed record LogProof(long Index, IReadOnlyList<Hash> Path, ReadOnlyMemory<byte> Checkpoint, byte[]? Extra = null)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int MaxPath = 63;
    private const int MaxBytes = 16_000_000;

    /// <exception cref="LogException">Not a proof of this version.</exception>
    public static LogProof Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Strict.Text(bytes, MaxBytes, "proof");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) throw new LogException("bad-proof", "A proof and its checkpoint are separated by an empty line.");
        var lines = new Queue<string>(text[..end].Split('\n'));
        if (lines.Dequeue() != Header) throw new LogException("bad-proof", $"A proof begins with {Header}.");
        var extra = lines.TryPeek(out var next) && next.StartsWith("extra", StringComparison.Ordinal)
            ? Strict.Base64(Strict.After(lines.Dequeue(), "extra"), "extra data")
            : null;
        if (lines.Count is < 1 or > 1 + MaxPath) throw new LogException("bad-proof", "A proof has an index and at most 63 hashes.");
        var index = Strict.Number(Strict.After(lines.Dequeue(), "index"), "index");
        return new(index, [.. lines.Select(line => Hash.Parse(line))], Strict.Bytes(text[(end + 2)..]), extra);
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra) text.Append("extra ").Append(Convert.ToBase64String(extra)).Append('\n');
        text.Append("index ").Append(Index).Append('\n');
        foreach (var hash in Path) text.Append(hash).Append('\n');
        return [.. Strict.Bytes(text.Append('\n').ToString()), .. Checkpoint.Span];
    }

    /// <summary>Checks the checkpoint's signature and that the entry is the leaf at <see cref="Index"/>.</summary>
    /// <returns>The checkpoint that covers the entry.</returns>
    /// <exception cref="LogException"><c>not-included</c>, or what <see cref="Ledger.Checkpoint.Open"/> says.</exception>
    public SignedCheckpoint Check(ReadOnlySpan<byte> entry, VerifierKey log, params IReadOnlyCollection<VerifierKey> witnesses)
    {
        var signed = Ledger.Checkpoint.Open(Checkpoint.Span, log, witnesses);
        return ProofCheck.Includes(signed.Root, signed.Size, Merkle.Leaf(entry), Index, [.. Path])
            ? signed
            : throw new LogException("not-included", "The checkpoint does not cover this entry at this index.");
    }
}
