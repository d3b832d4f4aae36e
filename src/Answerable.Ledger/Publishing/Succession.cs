using System.Globalization;

namespace Answerable.Ledger;

/// <summary>
/// The statement by which a log continues another after an older backup had to be restored. It is public, and its hash is the first
/// entry of the successor: nobody can later choose another predecessor, or deny the loss.
/// </summary>
/// <param name="Origin">Origin of the successor: <see cref="NextOrigin"/> of the predecessor's.</param>
/// <param name="Predecessor">Key of the log that is continued; its name is that log's origin.</param>
/// <param name="Kept">Size of the predecessor that the backup still held.</param>
/// <param name="KeptRoot">Its root at that size.</param>
/// <param name="LastKnown">
/// The predecessor's largest checkpoint known at the time, from disk or a witness, signed: what it had promised.
/// </param>
public sealed record Succession(string Origin, VerifierKey Predecessor, long Kept, Hash KeptRoot, Note LastKnown)
{
    private const string Header = "answerable/succession/v1";
    private const int MaxBytes = Note.MaxBytes + 2000;

    /// <summary>The first entry of the successor log: SHA-256 over the statement's bytes.</summary>
    public Hash Entry => Hash.Sha256(ToBytes());

    /// <summary>Entries that the predecessor had promised and the backup no longer had.</summary>
    public long Lost => Ledger.Checkpoint.Parse(LastKnown.Text).Size - Kept;

    /// <summary>The origin of a log's successor: <c>town.example/log</c>, <c>town.example/log~2</c>, <c>town.example/log~3</c> …</summary>
    public static string NextOrigin(string origin) => $"{First(origin)}~{Generation(origin) + 1}";

    /// <summary>Whether an origin says that its log continues another, and therefore owes a statement.</summary>
    public static bool IsSuccessor(string origin) => Generation(origin) > 1;

    public byte[] ToBytes() => [
        .. Strict.Bytes($"{Header}\norigin {Origin}\npredecessor {Predecessor}\nkept {Kept} {KeptRoot}\n\n"), .. LastKnown.ToBytes()];

    /// <summary>Reads a statement and checks it in itself: the checkpoint's signature, the origins, and that nothing was gained.</summary>
    /// <exception cref="LogException"><c>bad-succession</c> and the codes of its parts.</exception>
    public static Succession Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Strict.Text(bytes, MaxBytes, "succession statement");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length != 4 || lines[0] != Header) throw Bad($"A statement begins with {Header} and three lines.");
        var kept = Strict.After(lines[3], "kept").Split(' ');
        if (kept.Length != 2) throw Bad("The line 'kept' has a size and a root.");
        var key = VerifierKey.Parse(Strict.After(lines[2], "predecessor"));
        var last = Ledger.Checkpoint.Open(Strict.Bytes(text[(end + 2)..]), key);
        var statement = new Succession(
            Strict.After(lines[1], "origin"), key, Strict.Number(kept[0], "size kept"), Hash.Parse(kept[1]), last.Note);
        if (statement.Origin != NextOrigin(key.Name)) throw Bad($"{statement.Origin} is not the origin that follows {key.Name}.");
        if (statement.Lost < 0) throw Bad("More was kept than the predecessor had promised.");
        if (statement.Lost == 0 && last.Root != statement.KeptRoot) throw Bad("What was kept is not what the predecessor had promised.");
        return bytes.SequenceEqual(statement.ToBytes()) ? statement : throw Bad("The statement is not in canonical form.");
    }

    private static LogException Bad(string message) => new("bad-succession", message);

    private static string First(string origin) => Generation(origin) == 1 ? origin : origin[..origin.LastIndexOf('~')];

    /// <summary>Which log of a chain an origin names: 1, or the number behind its tilde.</summary>
    public static int GenerationOf(string origin) => Generation(origin);

    private static int Generation(string origin)
    {
        var tilde = origin.LastIndexOf('~');
        return tilde > 0 && tilde < origin.Length - 1 && origin[tilde + 1] is >= '1' and <= '9' && int.TryParse(origin.AsSpan(tilde + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1 and < 1_000_000
            ? number
            : 1;
    }
}
