using System.Buffers;
using System.Globalization;

namespace Answerable.Ledger;

/// <summary>The canonical text of a record: one spelling per record, so that its bytes can be hashed by anyone (<c>docs/record.md</c>).</summary>
public static class RecordText
{
    /// <summary>Longest name of a type, actor or field.</summary>
    public const int MaxName = 128;

    /// <summary>Longest record read, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    internal const string Header = "answerable/record/v1";
    internal const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const int LongestHead = 300 + 2 * MaxName;
    private const int LongestField = 52 + MaxName;
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>The record's bytes: UTF-8 (in fact ASCII), each line ended by U+000A.</summary>
    /// <exception cref="ArgumentException">A name is not of a–z, 0–9, dot and hyphen, fields are out of order, or a number is too small.</exception>
    public static byte[] Write(Record record)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(record.Index);
        ArgumentOutOfRangeException.ThrowIfLessThan(record.Version, 1);
        var line = new LineWriter(LongestHead + record.Fields.Count * LongestField);
        line.Raw("answerable/record/v1\ntype "u8);
        WriteType(line, record.Type);
        line.Raw("\nstream "u8).Stream(record.Stream).Raw("\nseq "u8).Number(record.Index).Raw("\nversion "u8).Number(record.Version);
        line.Raw("\noccurred "u8).Time(record.Occurred).Raw("\nrecorded "u8).Time(record.Recorded);
        line.Raw("\nactor "u8).Name(record.Actor).Raw("\n"u8);
        WriteFields(line, record.Fields);
        return line.ToArray();
    }

    /// <summary>Reads a record. Only text that <see cref="Write"/> would write again, byte for byte, is a record.</summary>
    /// <exception cref="LogException"><c>bad-record</c> and the codes of its parts.</exception>
    public static Record Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = Strict.Text(bytes, MaxBytes, "record").Split('\n');
        if (lines.Length < 9 || lines[0] != Header) throw new LogException("bad-record", $"A record begins with {Header} and has eight lines or more.");
        try
        {
            var record = new Record(
                Strict.After(lines[1], "type"), Guid.ParseExact(Strict.After(lines[2], "stream"), "N"),
                Strict.Number(Strict.After(lines[3], "seq"), "seq"), Strict.Number(Strict.After(lines[4], "version"), "version"),
                ParseTime(Strict.After(lines[5], "occurred")), ParseTime(Strict.After(lines[6], "recorded")),
                Strict.After(lines[7], "actor"), [.. lines[8..^1].Select(ParseField)]);
            if (bytes.SequenceEqual(Write(record))) return record;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new LogException("bad-record", $"A line of the record is malformed: {e.Message}");
        }
        throw new LogException("bad-record", "The record is not in canonical form.");
    }

    /// <summary>Whether a text may name an actor or field: 1 to 128 characters of a–z, 0–9, dot and hyphen.</summary>
    public static bool IsName(ReadOnlySpan<char> name) => name.Length is > 0 and <= MaxName && !name.ContainsAnyExcept(NameCharacters);

    internal static int WriteName(ReadOnlySpan<char> name, Span<byte> to)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' is not a name: 1 to {MaxName} of a-z, 0-9, dot and hyphen.", nameof(name));
        return System.Text.Encoding.ASCII.GetBytes(name, to);
    }

    private static void WriteType(LineWriter line, string type)
    {
        var slash = type.IndexOf('/');
        if (slash < 0 || !int.TryParse(type.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || version < 1 || type[slash + 1] == '0')
            throw new ArgumentException($"'{type}' is not a type: a name, a slash and a version from 1.", nameof(type));
        line.Name(type.AsSpan(0, slash)).Raw("/"u8).Number(version);
    }

    private static void WriteFields(LineWriter line, IReadOnlyList<RecordField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0 && string.CompareOrdinal(fields[i - 1].Name, fields[i].Name) >= 0)
                throw new ArgumentException($"Field '{fields[i].Name}' is out of order or given twice.", nameof(fields));
            line.Raw("field "u8).Name(fields[i].Name).Raw(" "u8).Base64(fields[i].Commitment.Bytes).Raw("\n"u8);
        }
    }

    private static RecordField ParseField(string line)
    {
        var field = Strict.After(line, "field");
        var space = field.IndexOf(' ');
        return space > 0
            ? new(field[..space], Hash.Parse(field.AsSpan(space + 1)))
            : throw new LogException("bad-record", "A field line is: field, name, base64.");
    }

    private static DateTimeOffset ParseTime(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
