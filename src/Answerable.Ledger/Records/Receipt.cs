namespace Answerable.Ledger;

/// <summary>What a receipt proves.</summary>
/// <param name="Record">The record, its index that of the leaf.</param>
/// <param name="Fields">The fields that the receipt shows.</param>
/// <param name="Checkpoint">The signed checkpoint that covers it.</param>
public sealed record ReceiptFinding(Record Record, IReadOnlyList<FieldOpening> Fields, SignedCheckpoint Checkpoint)
{
    /// <summary>Fields that were recorded and that the receipt keeps closed: withheld from its holder, or erased since.</summary>
    public IEnumerable<string> Closed => Record.Fields.Select(recorded => recorded.Name).Except(Fields.Select(shown => shown.Name));
}

/// <summary>
/// A receipt: a <c>tlog-proof@v1</c> whose extra opens the leaf. It can be checked offline, with nothing but the log's key, and
/// remains valid after the record's contents are erased elsewhere.
/// </summary>
public sealed record Receipt(LeafOpening Leaf, LogProof Proof)
{
    /// <summary>Makes the receipt of a leaf from the log's tiles.</summary>
    /// <param name="leaf">What opens it; its record names the index.</param>
    /// <param name="checkpoint">A signed checkpoint that covers the leaf.</param>
    /// <param name="tiles">Tiles of the log.</param>
    /// <exception cref="LogException"><c>not-covered</c>: the checkpoint is older than the leaf.</exception>
    public static async ValueTask<Receipt> Issue(LeafOpening leaf, Note checkpoint, ITileSource tiles, CancellationToken ct = default)
    {
        var index = leaf.Read().Index;
        var size = Checkpoint.Parse(checkpoint.Text).Size;
        if (index >= size) throw new LogException("not-covered", $"The checkpoint of size {size} does not cover leaf {index} yet.");
        var path = await Proofs.Inclusion(tiles, index, size, ct);
        return new(leaf, new(index, path, checkpoint.ToBytes(), leaf.ToBytes()));
    }

    /// <exception cref="LogException">Not a proof, or one without the part that opens the leaf.</exception>
    public static Receipt Parse(ReadOnlySpan<byte> bytes)
    {
        var proof = LogProof.Parse(bytes);
        return proof.Extra is { } extra
            ? new(LeafOpening.Parse(extra), proof)
            : throw new LogException("bad-receipt", "The proof has no extra data, so it opens no record.");
    }

    /// <summary>The receipt file.</summary>
    public byte[] ToBytes() => Proof.ToBytes();

    /// <summary>Checks everything the receipt claims, offline.</summary>
    /// <param name="log">The key of the log that issued it.</param>
    /// <param name="witnesses">Keys whose cosignatures are to be reported.</param>
    /// <exception cref="LogException">Signature, inclusion, record or a field is wrong.</exception>
    public ReceiptFinding Check(VerifierKey log, params IReadOnlyCollection<VerifierKey> witnesses)
    {
        var checkpoint = Proof.Check(Leaf.Entry.Bytes, log, witnesses);
        var record = Leaf.Check();
        return record.Index == Proof.Index
            ? new(record, Leaf.Fields, checkpoint)
            : throw new LogException("bad-receipt", $"The record says it is leaf {record.Index}, the proof {Proof.Index}.");
    }
}
