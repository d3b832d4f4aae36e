using System.IO.Compression;
using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>A kind of file we take, known by its content. What is not listed is refused: SVG, HTML, programs, archives, macros.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Extension">With its dot.</param>
/// <param name="Clean">Takes the file as sent and gives it without metadata.</param>
internal sealed record FileKind(string Type, string Extension, Func<byte[], byte[]> Clean)
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly FileKind Jpeg = new("image/jpeg", ".jpg", ImageCleaner.Clean);
    private static readonly FileKind Png = new("image/png", ".png", ImageCleaner.Clean);
    private static readonly FileKind Webp = new("image/webp", ".webp", ImageCleaner.Clean);
    private static readonly FileKind Gif = new("image/gif", ".gif", ImageCleaner.Clean);
    private static readonly FileKind Pdf = new("application/pdf", ".pdf", PdfCleaner.Clean);
    private static readonly FileKind Docx = new(Word, ".docx", PackageCleaner.CleanOffice);
    private static readonly FileKind Xlsx = new(Sheet, ".xlsx", PackageCleaner.CleanOffice);
    private static readonly FileKind Ofd = new("application/ofd", ".ofd", PackageCleaner.CleanOfd);
    private static readonly FileKind Mp3 = new("audio/mpeg", ".mp3", Mp3Cleaner.Clean);
    private static readonly FileKind M4a = new("audio/mp4", ".m4a", Mp4Cleaner.Clean);
    private static readonly FileKind Mp4 = new("video/mp4", ".mp4", Mp4Cleaner.Clean);
    private static readonly FileKind PlainText = new("text/plain", ".txt", TextCleaner.Clean);

    /// <summary>The kind, by content alone; null for anything we do not take.</summary>
    /// <exception cref="RefusedFile">A kind we know and cannot clean: an old or locked Office file.</exception>
    public static FileKind? Of(byte[] bytes)
    {
        ReadOnlySpan<byte> head = bytes;
        if (head.StartsWith<byte>([0xff, 0xd8, 0xff])) return Jpeg;
        if (head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])) return Png;
        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8)) return Webp;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.StartsWith<byte>([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) throw new RefusedFile(RefusedFile.OldOffice);
        if (head.StartsWith("PK\x03\x04"u8)) return OfPackage(bytes);
        if (head.Length > 12 && head[4..].StartsWith("ftyp"u8)) return OfMp4(Encoding.ASCII.GetString(head.Slice(8, 4)));
        if (head.StartsWith("ID3"u8) || Mp3Cleaner.IsFrame(head)) return Mp3;
        return TextCleaner.Decode(bytes) is { } text && !TextCleaner.IsMarkup(text) ? PlainText : null;
    }

    private static FileKind? OfMp4(string brand) => brand switch
    {
        "M4A " or "M4B " => M4a,
        "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "MSNV" or "3gp4" or "3gp5" or "3gp6" or "qt  " => Mp4,
        _ => null, // heic, avif and the like
    };

    private static FileKind? OfPackage(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.GetEntry("OFD.xml") is not null) return Ofd;
            if (zip.GetEntry("[Content_Types].xml") is null) return null;
            return zip.GetEntry("word/document.xml") is not null ? Docx : zip.GetEntry("xl/workbook.xml") is not null ? Xlsx : null;
        }
        catch (InvalidDataException)
        {
            throw new RefusedFile(RefusedFile.Damaged);
        }
    }
}
