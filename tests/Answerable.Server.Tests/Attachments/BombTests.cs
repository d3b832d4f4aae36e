using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Answerable.Grievances;
using Answerable.Server.Attachments;
using SkiaSharp;

namespace Answerable.Server.Tests.Attachments;

/// <summary>A small file that unpacks to much, or points to the same bytes a thousand times, costs the server no more than a bounded amount of memory.</summary>
public sealed class BombTests
{
    private const long Bound = 200_000_000; // bytes allocated while one file is taken in, garbage included
    private static readonly byte[] Packed = Pack(200_000_000);

    private static readonly Dictionary<string, Func<byte[]>> Bombs = new()
    {
        ["zTXt"] = () => Png("zTXt", [.. "Comment\0\0"u8, .. Packed]),
        ["iTXt"] = () => Png("iTXt", [.. "Author\0\x01\0\0\0"u8, .. Packed]),
        ["iTXt of XMP"] = () => Png("iTXt", [.. "XML:com.adobe.xmp\0\x01\0\0\0"u8, .. Packed]),
        ["iCCP"] = () => Png("iCCP", [.. "icc\0\0"u8, .. Packed]),
        ["a hundred zTXt"] = () => Png("zTXt", [.. "Comment\0\0"u8, .. Packed], times: 30),
        ["EXIF in PNG that points to itself"] = () => Png("eXIf", Exif(2_000_000)),
        ["EXIF in JPEG"] = () => Jpeg(Exif(60_000), times: 30),
        ["EXIF in WebP"] = () => Webp("EXIF"u8, Exif(2_000_000)),
        ["XMP in WebP"] = () => Webp("XMP "u8, Encoding.UTF8.GetBytes("<!DOCTYPE x [<!ENTITY a \"" + new string('x', 100_000) + "\">]><x>" + string.Concat(Enumerable.Repeat("&a;", 100_000)) + "</x>")),
        ["picture inside docx"] = () => Files.Zip([.. Entries(Files.DocxWithAuthor()), ("word/media/bomb.png", Png("zTXt", [.. "Comment\0\0"u8, .. Packed]))]),
        ["properties of a docx"] = () => Files.Zip([.. Entries(Files.DocxWithAuthor()).Where(entry => entry.Name != "docProps/core.xml"), ("docProps/core.xml", new byte[200_000_000])]),
        ["objects of a PDF"] = () => [.. "%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n"u8, .. Packed, .. "\nendstream\nendobj\n"u8, .. Files.PdfWithAuthor()[9..]],
        ["objects of a PDF, packed twice"] = () => [.. "%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]>>\nstream\n"u8, .. Pack(Packed), .. "\nendstream\nendobj\n"u8, .. Files.PdfWithAuthor()[9..]],
    };

    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_bomb_costs_no_more_than_a_bounded_amount_of_memory(string name)
    {
        var bomb = Bombs[name]();
        Assert.InRange(bomb.Length, 0, AttachmentLimits.Bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AttachmentGate.Accept("x", null, new MemoryStream(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Bound);
    }

    [Theory]
    [InlineData("zTXt", FileTrace.Author), InlineData("iTXt", FileTrace.Author)]
    public void What_a_compressed_text_is_about_is_told_from_its_name_alone(string bomb, FileTrace trace) =>
        Assert.Equal([trace], AttachmentGate.Accept("x", null, new MemoryStream(Bombs[bomb]())).Kept!.Removed);

    [Theory]
    [InlineData("objects of a PDF"), InlineData("objects of a PDF, packed twice")]
    public void A_document_that_unpacks_past_its_bounds_is_refused(string bomb) =>
        Assert.Equal("attachment-bomb", AttachmentGate.Accept("x", null, new MemoryStream(Bombs[bomb]())).Refusal);

    [Fact]
    public void Of_a_packed_XMP_the_names_are_told()
    {
        var xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description xmlns:xmpRights='r' tiff:Make='M' exif:GPSLatitude='31'><dc:creator>A</dc:creator><xmp:CreateDate>2026</xmp:CreateDate></rdf:Description></x:xmpmeta>"u8.ToArray();
        Assert.Equal(
            [FileTrace.Position, FileTrace.Device, FileTrace.Author, FileTrace.Time],
            AttachmentGate.Accept("x", null, new MemoryStream(Png("iTXt", [.. "XML:com.adobe.xmp\0\x01\0\0\0"u8, .. Pack(xmp)]))).Kept!.Removed);
    }

    private static byte[] Pack(int zeros) => Pack(new byte[zeros]);

    private static byte[] Pack(byte[] content)
    {
        using var to = new MemoryStream();
        using (var packer = new ZLibStream(to, CompressionLevel.SmallestSize, leaveOpen: true))
            packer.Write(content);
        return to.ToArray();
    }

    private static byte[] Png(string type, byte[] body, int times = 1)
    {
        var picture = Files.Picture(SKEncodedImageFormat.Png);
        var name = Encoding.ASCII.GetBytes(type);
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        name.CopyTo(chunk, 4);
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Files.Crc([.. name, .. body]));
        const int afterHeader = 8 + 25;
        return [.. picture[..afterHeader], .. Enumerable.Repeat(chunk, times).SelectMany(one => one), .. picture[afterHeader..]];
    }

    // As many fields as the list can count, each claiming the same megabytes; and the list names itself as its next.
    private static byte[] Exif(int length)
    {
        var block = new byte[length];
        "II*\0"u8.CopyTo(block);
        block[4] = 8;
        var count = Math.Min(65_000, (length - 16) / 12);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(8), (ushort)count);
        for (var i = 0; i < count; i++)
        {
            var field = block.AsSpan(10 + 12 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(field, i == 0 ? (ushort)0x8769 : (ushort)0x927c);
            BinaryPrimitives.WriteUInt16LittleEndian(field[2..], 1);
            BinaryPrimitives.WriteInt32LittleEndian(field[4..], length - 16);
            BinaryPrimitives.WriteInt32LittleEndian(field[8..], 8);
        }

        return block;
    }

    private static byte[] Jpeg(byte[] exif, int times)
    {
        var picture = Files.Picture(SKEncodedImageFormat.Jpeg);
        byte[] body = [.. "Exif\0\0"u8, .. exif];
        byte[] segment = [0xff, 0xe1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
        return [.. picture[..2], .. Enumerable.Repeat(segment, times).SelectMany(one => one), .. picture[2..]];
    }

    private static byte[] Webp(ReadOnlySpan<byte> type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        byte[] file = [.. Files.Picture(SKEncodedImageFormat.Webp), .. type, .. length, .. body, .. new byte[body.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    private static IEnumerable<(string Name, byte[] Content)> Entries(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.ToArray())
        {
            using var from = entry.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            yield return (entry.FullName, to.ToArray());
        }
    }
}
