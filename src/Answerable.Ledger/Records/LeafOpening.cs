using System.Text;

namespace Answerable.Ledger;

/// <summary>A field shown in a receipt: what the record's commitment to it was made of.</summary>
/// <param name="Name">As in the record.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Value">Canonical bytes of the value.</param>
public sealed record FieldOpening(string Name, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Value)
{
    internal RecordField Commit() => new(Name, Commitment.Field(Name, Salt.Span, Value.Span));
}

/// <summary>
/// Opens one leaf: its blind, its record, and any of the record's fields. It is the <c>extra</c> of a receipt's proof, as
/// <c>docs/record.md</c> lays it out. Whoever holds it can read the record: it is not published.
/// </summary>
public sealed record LeafOpening(ReadOnlyMemory<byte> Blind, ReadOnlyMemory<byte> Record, IReadOnlyList<FieldOpening> Fields)
{
    private const string Header = "answerable/receipt/v1";
    private const int MaxBytes = 12_000_000;

    /// <summary>The public log entry.</summary>
    public Hash Entry => Commitment.Entry(Blind.Span, Record.Span);

    /// <summary>The record, parsed.</summary>
    /// <exception cref="LogException">It is not canonical.</exception>
    public Record Read() => RecordText.Parse(Record.Span);

    /// <summary>Checks that every field shown is the one that the record commits to.</summary>
    /// <returns>The record.</returns>
    /// <exception cref="LogException"><c>field-altered</c>: a value, salt or name is not what was recorded.</exception>
    public Record Check()
    {
        var record = Read();
        foreach (var field in Fields)
            if (!record.Fields.Contains(field.Commit()))
                throw new LogException("field-altered", $"The field '{field.Name}' is not what was recorded.");
        return record;
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder($"{Header}\nblind {Convert.ToBase64String(Blind.Span)}\n");
        foreach (var field in Fields)
            text.Append("open ").Append(field.Name).Append(' ').Append(Convert.ToBase64String(field.Salt.Span)).Append(' ')
                .Append(Convert.ToBase64String(field.Value.Span)).Append('\n');
        return [.. Strict.Bytes(text.Append('\n').ToString()), .. Record.Span];
    }

    /// <exception cref="LogException"><c>bad-receipt</c>: not an opening of this version.</exception>
    public static LeafOpening Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Strict.Text(bytes, MaxBytes, "receipt");
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : text[..end].Split('\n');
        if (lines.Length < 2 || lines[0] != Header) throw new LogException("bad-receipt", $"What opens a leaf begins with {Header} and a blind.");
        var fields = lines[2..].Select(ParseField).ToList();
        if (!fields.Zip(fields.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Name, pair.Second.Name) < 0))
            throw new LogException("bad-receipt", "The opened fields are out of order or given twice.");
        return new(Secret(Strict.After(lines[1], "blind")), Strict.Bytes(text[(end + 2)..]), fields);
    }

    private static FieldOpening ParseField(string line)
    {
        var parts = Strict.After(line, "open").Split(' ');
        return parts.Length == 3 && RecordText.IsName(parts[0])
            ? new(parts[0], Secret(parts[1]), Strict.Base64(parts[2], "value"))
            : throw new LogException("bad-receipt", "An opened field is: open, name, salt, value.");
    }

    private static byte[] Secret(string base64)
    {
        var secret = Strict.Base64(base64, "secret");
        return secret.Length == Commitment.SecretLength
            ? secret
            : throw new LogException("bad-receipt", "A salt or blind has 32 bytes.");
    }
}
