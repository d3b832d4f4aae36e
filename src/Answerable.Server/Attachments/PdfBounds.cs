using System.IO.Compression;
using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>
/// Looks, before a PDF is read, at what its compressed streams unpack to: the reader unpacks lists of objects whole, and a few kilobytes can be gigabytes.
/// Nothing is kept of what comes out but its length.
/// </summary>
internal static class PdfBounds
{
    private const long Part = 48L * 1024 * 1024;
    private const long Picture = 160L * 1024 * 1024; // a scanned page of 600 dots an inch has 105 million bytes
    private const long All = 800L * 1024 * 1024;
    private const int Nested = 3;
    private const int LongestDictionary = 1024;
    private const int Streams = 100_000;
    private static readonly string[] Lists = ["/ObjStm", "/XRef"];
    private static readonly string[] OtherFilters = ["/LZW", "/ASCII85", "/A85", "/ASCIIHex", "/AHx", "/RunLength", "/RL"];

    /// <exception cref="RefusedFile">It unpacks past its bounds.</exception>
    public static void Check(byte[] pdf)
    {
        var (left, streams, buffer) = (All, 0, new byte[65536]);
        for (int at = 0, found; (found = pdf.AsSpan(at).IndexOf("stream"u8)) >= 0;)
        {
            at += found + "stream".Length;
            var content = at + (pdf.AsSpan(at).StartsWith("\r\n"u8) ? 2 : 1);
            if (!IsZlib(pdf, content) && !EndsDictionary(pdf, at - "stream".Length))
                continue;
            if (++streams > Streams)
                throw new RefusedFile(RefusedFile.Bomb);
            var about = Dictionary(pdf, at);
            if (Lists.Any(list => about.Contains(list, StringComparison.Ordinal)) && OtherFilters.Any(filter => about.Contains(filter, StringComparison.Ordinal)))
                throw new RefusedFile(RefusedFile.Bomb); // no program writes that, and what it unpacks to is not known here
            Unpack(pdf, content, about.Contains("/Image", StringComparison.Ordinal) ? Picture : Part, ref left, buffer);
        }
    }

    // What stands before the keyword, back to the beginning of the object.
    private static string Dictionary(byte[] pdf, int end)
    {
        var said = Encoding.Latin1.GetString(pdf, Math.Max(0, end - LongestDictionary), Math.Min(end, LongestDictionary));
        return said[(said.LastIndexOf(" obj", StringComparison.Ordinal) + 1)..];
    }

    private static bool EndsDictionary(byte[] pdf, int at) => pdf.AsSpan(0, at).TrimEnd(" \r\n\t"u8).EndsWith(">>"u8);

    private static void Unpack(byte[] pdf, int at, long most, ref long left, byte[] buffer)
    {
        for (var depth = 1; IsZlib(pdf, at); depth++)
        {
            if (depth > Nested)
                throw new RefusedFile(RefusedFile.Bomb);
            if (!IsPackedAgain(Layers(pdf, at, depth), most, ref left, buffer))
                return;
        }
    }

    // Whether what comes out looks packed once more; then it is looked at through one layer more.
    private static bool IsPackedAgain(Stream from, long most, ref long left, byte[] buffer)
    {
        var (length, isPacked) = (0L, false);
        try
        {
            for (int read; (read = from.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0; length += read)
            {
                isPacked |= length == 0 && IsZlib(buffer, 0);
                if (length + read > most || (left -= read) < 0)
                    throw new RefusedFile(RefusedFile.Bomb);
            }
        }
        catch (InvalidDataException)
        {
            return false; // not compressed after all, or damaged: the reader says so
        }

        return isPacked;
    }

    private static Stream Layers(byte[] pdf, int at, int count)
    {
        Stream from = new MemoryStream(pdf, at, pdf.Length - at);
        for (; count > 0; count--)
            from = new ZLibStream(from, CompressionMode.Decompress);
        return from;
    }

    private static bool IsZlib(byte[] bytes, int at) => at + 2 < bytes.Length && (bytes[at] & 0x0f) == 8 && (bytes[at] << 8 | bytes[at + 1]) % 31 == 0;
}
