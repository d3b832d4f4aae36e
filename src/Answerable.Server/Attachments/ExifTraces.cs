using System.Buffers.Binary;
using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>
/// Which fields an EXIF block (a small TIFF) has. Reads tags and nothing they point to, each list of tags once: a block that claims more than it holds,
/// points to itself or to the same megabytes a thousand times costs no more than its own length.
/// </summary>
internal static class ExifTraces
{
    private const int Lists = 8;
    private const int FieldBytes = 12;
    private const ushort Exif = 0x8769, Gps = 0x8825;

    /// <param name="block">From the byte order mark on.</param>
    public static void Find(ReadOnlySpan<byte> block, SortedSet<FileTrace> found)
    {
        if (block.Length < 8 || !(block.StartsWith("II*\0"u8) || block.StartsWith("MM\0*"u8)))
            return;
        var isLittle = block[0] == 'I';
        var seen = new HashSet<uint>();
        var waiting = new Queue<(uint At, bool IsGps)>([(Number(block[4..], isLittle), false)]);
        while (seen.Count < Lists && waiting.TryDequeue(out var next))
            if (seen.Add(next.At))
                OfList(block, next.At, next.IsGps, isLittle, waiting, found);
    }

    private static void OfList(ReadOnlySpan<byte> block, uint at, bool isGps, bool isLittle, Queue<(uint, bool)> waiting, SortedSet<FileTrace> found)
    {
        if (at > block.Length - 2)
            return;
        var fields = block[(int)(at + 2)..];
        for (var left = Short(block[(int)at..], isLittle); left > 0 && fields.Length >= FieldBytes; left--, fields = fields[FieldBytes..])
            OfField(block, fields, isGps, isLittle, waiting, found);
        if (fields.Length >= 4 && Number(fields, isLittle) is > 0 and var thumbnail)
            waiting.Enqueue((thumbnail, false));
    }

    private static void OfField(ReadOnlySpan<byte> block, ReadOnlySpan<byte> field, bool isGps, bool isLittle, Queue<(uint, bool)> waiting, SortedSet<FileTrace> found)
    {
        var tag = Short(field, isLittle);
        if (tag is Exif or Gps)
            waiting.Enqueue((Number(field[8..], isLittle), tag == Gps));
        else if ((isGps && tag != 0 ? FileTrace.Position : Of(tag)) is { } trace && SaysSomething(block, field, isLittle))
            found.Add(trace);
    }

    // Cameras write empty texts: an artist of blanks is nobody.
    private static bool SaysSomething(ReadOnlySpan<byte> block, ReadOnlySpan<byte> field, bool isLittle)
    {
        const int Text = 2;
        var count = Number(field[4..], isLittle);
        if (Short(field[2..], isLittle) != Text)
            return count > 0;
        var text = count <= 4 ? field.Slice(8, (int)count) : Number(field[8..], isLittle) is var at && at < block.Length ? block[(int)at..][..(int)Math.Min(Math.Min(count, 64), block.Length - at)] : [];
        return text.ContainsAnyExceptInRange((byte)0, (byte)' ');
    }

    private static FileTrace? Of(int tag) => tag switch
    {
        // Make, Model, Software, HostComputer, MakerNote, BodySerialNumber, LensSpecification to LensSerialNumber
        0x010f or 0x0110 or 0x0131 or 0x013c or 0x927c or 0xa431 or 0xa432 or 0xa433 or 0xa434 or 0xa435 => FileTrace.Device,
        // Artist, Copyright, UserComment, CameraOwnerName, and what Windows writes: title, comment, author, keywords, subject
        0x013b or 0x8298 or 0x9286 or 0xa430 or 0x9c9b or 0x9c9c or 0x9c9d or 0x9c9e or 0x9c9f => FileTrace.Author,
        // DateTime, …Original, …Digitized, their zones and split seconds
        0x0132 or 0x9003 or 0x9004 or 0x9010 or 0x9011 or 0x9012 or 0x9290 or 0x9291 or 0x9292 => FileTrace.Time,
        _ => null,
    };

    private static ushort Short(ReadOnlySpan<byte> at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint Number(ReadOnlySpan<byte> at, bool isLittle) => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
