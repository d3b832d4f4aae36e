using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using PdfSharp.Pdf;
using SkiaSharp;

namespace Answerable.Server.Tests.Attachments;

/// <summary>Invented files, made here byte by byte, each carrying the marks that must not survive.</summary>
internal static class Files
{
    public const string Author = "Invented-Author-7734";
    public const string Place = "GPS-31.4159N-121.9999E";

    static Files() => PdfSharp.PdfSharpLicense.SetAgplLicense();

    /// <summary>60 × 40, left half red, right half blue.</summary>
    public static byte[] Picture(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(60, 40);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Blue);
        canvas.DrawRect(0, 0, 30, 40, new SKPaint { Color = SKColors.Red });
        return bitmap.Encode(format, 95).ToArray();
    }

    /// <summary>A JPEG with EXIF: turned by 90° (orientation 6), and a place and a maker in its text.</summary>
    public static byte[] JpegWithExif()
    {
        var jpeg = Picture(SKEncodedImageFormat.Jpeg);
        byte[] tiff =
        [
            .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, // orientation 6: turn right
            0x0f, 0x01, 2, 0, (byte)(Place.Length + 1), 0, 0, 0, 38, 0, 0, 0, // maker, at 38
            0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place), 0,
        ];
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        byte[] segment = [0xff, 0xe1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"u8, .. Encoding.ASCII.GetBytes(Author), .. "</x:xmpmeta>"u8];
        return [.. jpeg[..2], .. segment, 0xff, 0xe1, (byte)((xmp.Length + 2) >> 8), (byte)(xmp.Length + 2), .. xmp, .. jpeg[2..]];
    }

    /// <summary>A JPEG as a telephone writes it: maker, name, date and place each in its own field.</summary>
    public static byte[] PhoneJpeg()
    {
        var (maker, name, date) = ("Invented-Maker\0"u8.ToArray(), Encoding.ASCII.GetBytes(Author + "\0"), "2026:08:04 09:30:11\0"u8.ToArray());
        const int first = 8, place = first + 2 + 4 * 12 + 4, rest = place + 2 + 4 * 12 + 4;
        byte[] Field(int tag, int type, int count, params byte[] value) => [(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. BitConverter.GetBytes(count), .. value];
        byte[] At(int offset) => BitConverter.GetBytes(offset);
        byte[] Degrees(int d, int m, int s) => [.. BitConverter.GetBytes(d), 1, 0, 0, 0, .. BitConverter.GetBytes(m), 1, 0, 0, 0, .. BitConverter.GetBytes(s), 1, 0, 0, 0];
        var texts = rest + 48;
        byte[] tiff =
        [
            .. "II*\0"u8, first, 0, 0, 0, 4, 0,
            .. Field(0x010f, 2, maker.Length, At(texts)), .. Field(0x0132, 2, date.Length, At(texts + maker.Length)), .. Field(0x013b, 2, name.Length, At(texts + maker.Length + date.Length)),
            .. Field(0x8825, 4, 1, At(place)), 0, 0, 0, 0,
            4, 0, .. Field(1, 2, 2, (byte)'N', 0, 0, 0), .. Field(2, 5, 3, At(rest)), .. Field(3, 2, 2, (byte)'E', 0, 0, 0), .. Field(4, 5, 3, At(rest + 24)), 0, 0, 0, 0,
            .. Degrees(31, 24, 57), .. Degrees(121, 59, 59), .. maker, .. date, .. name,
        ];
        var jpeg = Picture(SKEncodedImageFormat.Jpeg);
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [.. jpeg[..2], 0xff, 0xe1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[2..]];
    }

    public static byte[] PdfWithAuthor(bool encrypted = false)
    {
        using var document = new PdfDocument();
        document.Info.Author = Author;
        document.Info.Title = Author;
        var page = document.AddPage();
        page.Elements["/PieceInfo"] = new PdfDictionary(document) { Elements = { ["/Owner"] = new PdfString(Author) } };
        var script = new PdfDictionary(document);
        script.Elements["/S"] = new PdfName("/JavaScript");
        script.Elements["/JS"] = new PdfString("app.alert('" + Author + "')");
        document.Internals.AddObject(script);
        document.Internals.Catalog.Elements["/OpenAction"] = script.Reference;
        var hidden = new PdfDictionary(document);
        hidden.CreateStream(Encoding.ASCII.GetBytes("hidden file " + Author));
        document.Internals.AddObject(hidden);
        var names = new PdfDictionary(document);
        names.Elements["/EmbeddedFiles"] = hidden.Reference;
        document.Internals.Catalog.Elements["/Names"] = names;
        var picture = new PdfDictionary(document);
        picture.CreateStream(JpegWithExif());
        picture.Elements["/Type"] = new PdfName("/XObject");
        picture.Elements["/Subtype"] = new PdfName("/Image");
        picture.Elements["/Filter"] = new PdfName("/DCTDecode");
        picture.Elements["/Width"] = new PdfInteger(60);
        picture.Elements["/Height"] = new PdfInteger(40);
        picture.Elements["/ColorSpace"] = new PdfName("/DeviceRGB");
        picture.Elements["/BitsPerComponent"] = new PdfInteger(8);
        document.Internals.AddObject(picture);
        page.Resources.Elements["/XObject"] = new PdfDictionary(document) { Elements = { ["/Im0"] = picture.Reference } };
        if (encrypted) document.SecuritySettings.UserPassword = "invented";
        using var to = new MemoryStream();
        document.Save(to, false);
        return to.ToArray();
    }

    public static byte[] DocxWithAuthor()
    {
        using var to = new MemoryStream();
        using (var word = WordprocessingDocument.Create(to, WordprocessingDocumentType.Document))
        {
            var main = word.AddMainDocumentPart();
            var picture = main.AddImagePart(ImagePartType.Jpeg);
            picture.FeedData(new MemoryStream(JpegWithExif()));
            var inserted = new InsertedRun(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("新修的路面又塌了"))) { Author = Author, Id = "1", Date = new DateTime(2026, 8, 4, 9, 30, 11, DateTimeKind.Utc) };
            main.Document = new Document(new Body(new Paragraph(inserted) { RsidParagraphAddition = "00AA7734" }));
            var comments = main.AddNewPart<WordprocessingCommentsPart>();
            comments.Comments = new Comments(new Comment(new Paragraph(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("批注")))) { Id = "1", Author = Author, Initials = "IA" });
            var settings = main.AddNewPart<DocumentSettingsPart>();
            settings.Settings = new Settings(new AttachedTemplate { Id = "rId9" });
            settings.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("file:///C:/Users/" + Author + "/Normal.dotm"), "rId9");
            main.AddHyperlinkRelationship(new Uri("https://example.invalid/kept"), true);
            word.PackageProperties.Creator = Author;
            word.PackageProperties.LastModifiedBy = Author;
            word.AddExtendedFilePropertiesPart().Properties = new(new DocumentFormat.OpenXml.ExtendedProperties.Company(Author));
        }
        return to.ToArray();
    }

    public static byte[] Xlsx()
    {
        using var to = new MemoryStream();
        using (var sheet = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook))
        {
            var book = sheet.AddWorkbookPart();
            var page = book.AddNewPart<WorksheetPart>();
            page.Worksheet = new(new DocumentFormat.OpenXml.Spreadsheet.SheetData());
            var comments = page.AddNewPart<WorksheetCommentsPart>();
            comments.Comments = new(new DocumentFormat.OpenXml.Spreadsheet.Authors(new DocumentFormat.OpenXml.Spreadsheet.Author(Author)), new DocumentFormat.OpenXml.Spreadsheet.CommentList());
            book.Workbook = new(new DocumentFormat.OpenXml.Spreadsheet.FileSharing { UserName = Author },
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(page), SheetId = 1, Name = "表一" }));
            sheet.PackageProperties.Creator = Author;
        }
        return to.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return to.ToArray();
    }

    public static byte[] Ofd() => Zip(
        ("OFD.xml", Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0011</ofd:DocID><ofd:Author>{Author}</ofd:Author><ofd:CreationDate>2026-08-04</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>""")),
        ("Doc_0/Document.xml", "<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"u8.ToArray()),
        ("Doc_0/Res/photo.jpg", JpegWithExif()));

    /// <summary>A 28,000 × 28,000 PNG in a few bytes: what it claims is what it would cost.</summary>
    public static byte[] PngBomb()
    {
        var png = Picture(SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 28_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 28_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A movie of one sound track, with a place in its user data and a track of positions whose samples lie in mdat.</summary>
    public static byte[] Mp4()
    {
        byte[] ftyp = Box("ftyp", "isom\0\0\0\0isom"u8.ToArray());
        byte[] sound = Encoding.ASCII.GetBytes("SOUND-STAYS-HERE");
        var positions = Encoding.ASCII.GetBytes(Place);
        var mdat = Box("mdat", [.. sound, .. positions]);
        var offset = ftyp.Length + 8 + sound.Length;
        byte[] table = Box("stbl", [.. Box("stsz", [0, 0, 0, 0, .. Be(positions.Length), .. Be(1)]), .. Box("stsc", [0, 0, 0, 0, .. Be(1), .. Be(1), .. Be(1), .. Be(1)]), .. Box("stco", [0, 0, 0, 0, .. Be(1), .. Be(offset)])]);
        byte[] positionTrack = Box("trak", Box("mdia", [.. Handler("meta"), .. Box("minf", table)]));
        byte[] soundTrack = Box("trak", Box("mdia", [.. Box("mdhd", [0, 0, 0, 0, .. Be(777), .. Be(777), .. Be(1000), .. Be(5), 0, 0, 0, 0]), .. Handler("soun")]));
        return [.. ftyp, .. mdat, .. Box("moov", [.. soundTrack, .. positionTrack, .. Box("udta", Encoding.ASCII.GetBytes("\u00a9xyz " + Author))])];
    }

    public static byte[] Mp3() =>
        [.. "ID3"u8, 4, 0, 0, 0, 0, 0, (byte)Author.Length, .. Encoding.ASCII.GetBytes(Author), 0xff, 0xfb, 0x90, 0x00, .. new byte[400], .. "TAG"u8, .. Encoding.ASCII.GetBytes(Author.PadRight(125))];

    private static byte[] Handler(string kind) => Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(kind), .. new byte[13]]);

    private static byte[] Box(string type, byte[] body) => [.. Be(body.Length + 8), .. Encoding.ASCII.GetBytes(type), .. body];

    private static byte[] Be(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
        }
        return ~crc;
    }
}
