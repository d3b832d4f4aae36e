using System.Text;

namespace Answerable.Ledger;

/// <summary>
/// The request by which a log asks a witness to cosign (c2sp.org/tlog-witness, <c>add-checkpoint</c>).
/// </summary>
/// <param name="OldSize">Size of the checkpoint that the witness cosigned last; 0 if none.</param>
/// <param name="Proof">Consistency proof from there; empty from 0.</param>
/// <param name="Checkpoint">The new checkpoint, signed by the log.</param>
public sealed record AddCheckpoint(long OldSize, IReadOnlyList<Hash> Proof, Note Checkpoint)
{
    /// <summary>Path under the witness's submission prefix.</summary>
    public const string Path = "add-checkpoint";

    /// <summary>Content type of the answer 409, whose body is the size that the witness knows.</summary>
    public const string SizeType = "text/x.tlog.size";

    private const int MaxProof = 63;

    /// <summary>The body of the POST.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder("old ").Append(OldSize).Append('\n');
        foreach (var hash in Proof) text.Append(hash).Append('\n');
        return [.. Strict.Bytes(text.Append('\n').ToString()), .. Checkpoint.ToBytes()];
    }

    /// <exception cref="LogException">Not such a request.</exception>
    public static AddCheckpoint Parse(ReadOnlySpan<byte> body)
    {
        var text = Strict.Text(body, Note.MaxBytes, "request");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length is < 1 or > 1 + MaxProof)
            throw new LogException("bad-request", "A request has an old size, at most 63 hashes, an empty line and a checkpoint.");
        return new(
            Strict.Number(Strict.After(lines[0], "old"), "old size"),
            [.. lines[1..].Select(line => Hash.Parse(line))],
            Note.Parse(Strict.Bytes(text[(end + 2)..])));
    }

    /// <summary>Reads the body of a 409: the size that the witness cosigned last.</summary>
    /// <exception cref="LogException">Not a size and a newline.</exception>
    public static long ParseSize(ReadOnlySpan<byte> body)
    {
        var text = Strict.Text(body, 64, "size");
        return text.EndsWith('\n')
            ? Strict.Number(text.AsSpan(0, text.Length - 1), "size")
            : throw new LogException("bad-number", "A size ends in a newline.");
    }
}
