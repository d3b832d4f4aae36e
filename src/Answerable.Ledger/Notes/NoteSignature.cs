using System.Buffers.Binary;

namespace Answerable.Ledger;

/// <summary>One signature line of a note: <c>— name base64(id ‖ signature)</c>.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    private const string Dash = "— ";

    /// <summary>The line, with its newline.</summary>
    public string Line
    {
        get
        {
            var bytes = new byte[4 + Bytes.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
            Bytes.Span.CopyTo(bytes.AsSpan(4));
            return $"{Dash}{Name} {Convert.ToBase64String(bytes)}\n";
        }
    }

    /// <summary>Reads lines as a witness returns them or a note ends with.</summary>
    /// <exception cref="LogException">A line is malformed, or there are none or more than 100.</exception>
    public static List<NoteSignature> ParseLines(string lines)
    {
        if (!lines.EndsWith('\n')) throw new LogException("bad-signature-line", "Signature lines end in a newline.");
        var split = lines[..^1].Split('\n');
        return split.Length <= Note.MaxSignatures
            ? [.. split.Select(Parse)]
            : throw new LogException("too-long", $"A note has more than {Note.MaxSignatures} signatures.");
    }

    private static NoteSignature Parse(string line)
    {
        var parts = line.StartsWith(Dash, StringComparison.Ordinal) ? line[Dash.Length..].Split(' ') : [];
        if (parts.Length != 2) throw new LogException("bad-signature-line", "A signature line is: em dash, space, name, space, base64.");
        var name = KeyName.Checked(parts[0]);
        var bytes = Strict.Base64(parts[1], "signature");
        return bytes.Length > 4
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4))
            : throw new LogException("bad-signature-line", "A signature is longer than its key id.");
    }
}
