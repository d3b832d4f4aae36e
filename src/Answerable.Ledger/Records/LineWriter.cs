using System.Buffers.Text;
using System.Globalization;

namespace Answerable.Ledger;

/// <summary>Writes the pieces of a canonical text into one buffer, without intermediate strings.</summary>
/// <param name="capacity">At least the bytes that will be written.</param>
internal sealed class LineWriter(int capacity)
{
    private readonly byte[] buffer = new byte[capacity];
    private int length;

    private Span<byte> Free => buffer.AsSpan(length);

    internal byte[] ToArray() => buffer.AsSpan(0, length).ToArray();

    internal LineWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free);
        return Wrote(bytes.Length);
    }

    internal LineWriter Name(ReadOnlySpan<char> name) => Wrote(RecordText.WriteName(name, Free));

    internal LineWriter Number(long number)
    {
        Utf8Formatter.TryFormat(number, Free, out var wrote);
        return Wrote(wrote);
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    internal LineWriter Stream(Guid stream)
    {
        stream.TryFormat(Free, out var wrote, "N");
        return Wrote(wrote);
    }

    internal LineWriter Time(DateTimeOffset time)
    {
        time.UtcDateTime.TryFormat(Free, out var wrote, RecordText.TimeFormat, CultureInfo.InvariantCulture);
        return Wrote(wrote);
    }

    internal LineWriter Base64(ReadOnlySpan<byte> bytes)
    {
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, Free, out _, out var wrote);
        return Wrote(wrote);
    }

    private LineWriter Wrote(int bytes)
    {
        length += bytes;
        return this;
    }
}
