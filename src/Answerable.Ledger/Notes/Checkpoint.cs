namespace Answerable.Ledger;

/// <summary>A log's tree head: which log, how many leaves, and the root over them (c2sp.org/tlog-checkpoint).</summary>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>The note text that is signed.</summary>
    public string Text => $"{Origin}\n{Size}\n{Root}\n";

    /// <summary>
    /// Reads a checkpoint's note text. Extension lines are allowed and ignored, but remain part of what was signed.
    /// </summary>
    /// <exception cref="LogException">A line is missing, empty or malformed, or an empty tree has another root than its own.</exception>
    public static Checkpoint Parse(string text)
    {
        var lines = text.EndsWith('\n') ? text[..^1].Split('\n') : [];
        if (lines.Length < 3 || lines.Any(line => line.Length == 0))
            throw new LogException("bad-checkpoint", "A checkpoint has an origin, a size and a root, each on its line, and no empty line.");
        var checkpoint = new Checkpoint(lines[0], Strict.Number(lines[1], "tree size"), Hash.Parse(lines[2]));
        return checkpoint.Size > 0 || checkpoint.Root == Merkle.Empty
            ? checkpoint
            : throw new LogException("bad-empty-root", "The root of an empty tree is the hash of nothing.");
    }

    /// <summary>Signs the checkpoint as its log. A log never signs two checkpoints that contradict each other: callers MUST see to it.</summary>
    public Note Sign(SigningKey key) => new(Text, [key.Sign(Text)]);

    /// <summary>
    /// Signs the log's last checkpoint, with one extension line more: the key of the log that goes on. So whoever knows this log's key
    /// can tell that its successor's is meant.
    /// </summary>
    public Note SignLast(SigningKey key, VerifierKey successor) => new(Text + Naming(successor), [key.Sign(Text + Naming(successor))]);

    /// <summary>Whether a checkpoint's note text names that key as its successor's.</summary>
    internal static bool Names(string text, VerifierKey successor) => text.Split('\n').Skip(3).Contains(Naming(successor).TrimEnd('\n'));

    private static string Naming(VerifierKey successor) => $"successor {successor}\n";

    /// <summary>Reads a published checkpoint and checks that the log itself signed it.</summary>
    /// <param name="bytes">The signed note.</param>
    /// <param name="log">The log's key; its name must be the checkpoint's origin.</param>
    /// <param name="witnesses">Keys whose cosignatures are reported; a wrong one spoils the note.</param>
    /// <exception cref="LogException">The note, its signature or its origin is wrong.</exception>
    public static SignedCheckpoint Open(ReadOnlySpan<byte> bytes, VerifierKey log, params IReadOnlyCollection<VerifierKey> witnesses)
    {
        var note = Note.Parse(bytes);
        var verified = note.VerifiedBy([log, .. witnesses]);
        if (verified.All(v => !v.Key.Equals(log))) throw new LogException("not-signed", $"The checkpoint is not signed by {log.Name}.");
        var checkpoint = Parse(note.Text);
        return checkpoint.Origin == log.Name
            ? new(checkpoint, note, [.. verified.Where(v => !v.Key.Equals(log))])
            : throw new LogException("other-log", $"The checkpoint is of {checkpoint.Origin}, the key of {log.Name}.");
    }
}

/// <summary>A checkpoint whose log signature holds.</summary>
/// <param name="Checkpoint">The tree head.</param>
/// <param name="Note">The signed note as published.</param>
/// <param name="Cosignatures">Those of the witnesses asked for, with their times.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, Note Note, IReadOnlyList<VerifiedSignature> Cosignatures)
{
    public long Size => Checkpoint.Size;
    public Hash Root => Checkpoint.Root;
}
