using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>
/// What a picture says beside its pixels. Each format's chunks are walked here, and of a chunk only names are read: a compressed one names itself
/// before its compressed part, which is left alone (of XMP a bounded beginning is unpacked), so that no chunk costs more than it weighs.
/// </summary>
internal static class PictureTraces
{
    private const int LongestXmp = 100_000; // of a packed one

    public static void Find(ReadOnlySpan<byte> picture, SortedSet<FileTrace> found)
    {
        if (picture.StartsWith<byte>([0xff, 0xd8])) OfJpeg(picture, found);
        else if (picture.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])) OfPng(picture, found);
        else if (picture.StartsWith("RIFF"u8)) OfWebp(picture, found);
        else if (picture.StartsWith("GIF8"u8)) OfGif(picture, found);
    }

    private static void OfJpeg(ReadOnlySpan<byte> jpeg, SortedSet<FileTrace> found)
    {
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xff && jpeg[at + 1] != 0xda;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                return;
            OfSegment(jpeg[at + 1], jpeg.Slice(at + 4, length - 2), found);
            at += 2 + length;
        }
    }

    private static void OfSegment(byte marker, ReadOnlySpan<byte> body, SortedSet<FileTrace> found)
    {
        var exif = "Exif\0\0"u8;
        var xmp = "http://ns.adobe.com/xap/1.0/\0"u8;
        var extended = "http://ns.adobe.com/xmp/extension/\0"u8;
        switch (marker)
        {
            case 0xe1 when body.StartsWith(exif): ExifTraces.Find(body[exif.Length..], found); break;
            case 0xe1 when body.StartsWith(xmp): TraceNames.OfXmp(body[xmp.Length..], found); break;
            case 0xe1 when body.StartsWith(extended): TraceNames.OfXmp(body[extended.Length..], found); break;
            case 0xed: OfIptc(body, found); break;
            case 0xfe when body.Length > 0: found.Add(FileTrace.Author); break; // a comment
        }
    }

    // IPTC, as agencies write it: 1C 02, the number of the field, its length.
    private static void OfIptc(ReadOnlySpan<byte> body, SortedSet<FileTrace> found)
    {
        for (var at = 0; at + 5 <= body.Length; at++)
            if (body[at] == 0x1c && body[at + 1] == 2 && Iptc(body[at + 2]) is { } trace && IsFollowed(body, at + 5 + BinaryPrimitives.ReadUInt16BigEndian(body[(at + 3)..])))
                found.Add(trace);
    }

    // By another field, or by the end and its padding: in a thumbnail the same three bytes may stand by chance.
    private static bool IsFollowed(ReadOnlySpan<byte> body, int end) => end == body.Length || (end < body.Length && body[end] is 0x1c or 0);

    private static FileTrace? Iptc(byte field) => field switch
    {
        80 or 85 or 110 or 116 or 118 or 122 => FileTrace.Author, // by-line, its title, credit, copyright, contact, writer
        90 or 92 or 95 or 100 or 101 => FileTrace.Position, // city, sublocation, province, country
        55 or 60 or 62 or 63 => FileTrace.Time,
        65 => FileTrace.Device, // program
        _ => null,
    };

    private static void OfPng(ReadOnlySpan<byte> png, SortedSet<FileTrace> found)
    {
        for (var rest = png[8..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                return;
            OfChunk(Encoding.ASCII.GetString(rest.Slice(4, 4)), rest.Slice(8, (int)length), found);
            rest = rest[(int)(12 + length)..];
        }
    }

    private static void OfChunk(string type, ReadOnlySpan<byte> body, SortedSet<FileTrace> found)
    {
        switch (type)
        {
            case "eXIf": ExifTraces.Find(body, found); break;
            case "tIME": found.Add(FileTrace.Time); break;
            case "tEXt" or "zTXt" or "iTXt" when body.IndexOf((byte)0) is > 0 and < 80 and var end:
                var keyword = Encoding.Latin1.GetString(body[..end]);
                if (keyword == "XML:com.adobe.xmp") OfXmpText(type, body[(end + 1)..], found);
                else if (TraceNames.Of(keyword) is { } trace) found.Add(trace);
                break;
        }
    }

    // iTXt: whether compressed, how, a language, a translated keyword, each of the last two ended by a zero; then the text.
    private static void OfXmpText(string type, ReadOnlySpan<byte> body, SortedSet<FileTrace> found)
    {
        if (type != "iTXt" || body.Length < 4)
            return;
        var isPacked = body[0] == 1;
        var text = body[2..];
        for (var zeros = 0; zeros < 2; zeros++)
            text = text.IndexOf((byte)0) is >= 0 and var zero ? text[(zero + 1)..] : [];
        TraceNames.OfXmp(isPacked ? Beginning(text) : text, found);
    }

    private static byte[] Beginning(ReadOnlySpan<byte> packed)
    {
        using var unpacker = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var text = new byte[LongestXmp];
        var length = unpacker.ReadAtLeast(text, LongestXmp, throwOnEndOfStream: false);
        return text[..length];
    }

    private static void OfWebp(ReadOnlySpan<byte> webp, SortedSet<FileTrace> found)
    {
        for (var rest = webp[Math.Min(12, webp.Length)..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                return;
            var body = rest.Slice(8, (int)length);
            if (rest.StartsWith("EXIF"u8)) ExifTraces.Find(body.StartsWith("Exif\0\0"u8) ? body[6..] : body, found);
            if (rest.StartsWith("XMP "u8)) TraceNames.OfXmp(body, found);
            rest = rest[(int)Math.Min(rest.Length, 8 + length + (length & 1))..];
        }
    }

    private static void OfGif(ReadOnlySpan<byte> gif, SortedSet<FileTrace> found)
    {
        // 21 FE begins a comment. In the pixels it may stand by chance, followed by a length that fits: then one trace too many is told.
        if (gif.IndexOf<byte>([0x21, 0xfe]) is >= 0 and var comment && comment + 3 < gif.Length && gif[comment + 2] > 0 && comment + 3 + gif[comment + 2] < gif.Length && gif[comment + 3 + gif[comment + 2]] == 0)
            found.Add(FileTrace.Author);
        if (gif.IndexOf("XMP DataXMP"u8) is >= 0 and var xmp)
            TraceNames.OfXmp(gif[xmp..], found);
    }
}
