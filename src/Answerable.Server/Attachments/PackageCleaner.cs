using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;

namespace Answerable.Server.Attachments;

/// <summary>Rewrites a zipped document (DOCX, XLSX, OFD) entry by entry: properties, people, paths and thumbnails stay behind, pictures are drawn anew, and nothing unpacks past its bounds.</summary>
internal static class PackageCleaner
{
    private const int Entries = 3000;
    private const long Unpacked = 160L * 1024 * 1024;
    private const int Deepest = 1;
    private static readonly string[] Refused = ["vbaproject", "/activex/", "oleobject"];
    private static readonly string[] Dropped =
    [
        "docprops/", "package/services/metadata/", "customxml/", "word/people", "printersettings", "customui", "_xmlsignatures", "thumbnail", "xl/externallinks", "xl/connections", "xl/revisions", "attachs/",
    ];

    /// <summary>1980-01-01, the first day a zip knows: when something was written is nobody's business.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] CleanOffice(byte[] bytes)
    {
        var clean = Rewrite(bytes, 0);
        CheckOpens(clean);
        return clean;
    }

    public static byte[] CleanOfd(byte[] bytes) => Rewrite(bytes, 0);

    private static byte[] Rewrite(byte[] bytes, int depth)
    {
        if (depth > Deepest) throw new RefusedFile(RefusedFile.Bomb);
        using var source = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (source.Entries.Count > Entries) throw new RefusedFile(RefusedFile.Bomb);
        using var result = new MemoryStream();
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var left = Unpacked;
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in source.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                var name = Checked(entry.FullName);
                if (!names.Add(name)) throw new RefusedFile(RefusedFile.Damaged); // two entries of one name: readers disagree which counts
                if (IsDropped(name)) continue;
                Write(target, name, Cleaned(name, Unpack(entry, ref left), depth));
            }
        }
        return result.ToArray();
    }

    public static bool IsDropped(string name) => Dropped.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static byte[] Cleaned(string name, byte[] content, int depth) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".xml" or ".rels" or ".vml" or ".svg" => XmlScrubber.Scrub(content),
        ".docx" or ".xlsx" => Rewrite(content, depth + 1),
        ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp" => ImageCleaner.Clean(content),
        ".emf" or ".wmf" or ".ttf" or ".otf" or ".odttf" or ".fntdata" or ".jb2" or ".jbig2" or ".bmp" or ".tif" or ".tiff" or ".esl" or ".dat" => content,
        _ => throw new RefusedFile(RefusedFile.Type), // what we do not know, we do not keep
    };

    private static string Checked(string name)
    {
        if (name.Contains('\\') || name.StartsWith('/') || name.Contains(':') || name.Split('/').Contains("..")) throw new RefusedFile(RefusedFile.Damaged);
        if (Refused.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))) throw new RefusedFile(RefusedFile.Type);
        return name;
    }

    // The declared size is a claim; what counts is what comes out.
    private static byte[] Unpack(ZipArchiveEntry entry, ref long left)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[65536];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            if ((left -= read) < 0) throw new RefusedFile(RefusedFile.Bomb);
            to.Write(buffer, 0, read);
        }
        return to.ToArray();
    }

    private static void Write(ZipArchive target, string name, byte[] content)
    {
        var entry = target.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        using var to = entry.Open();
        to.Write(content);
    }

    private static void CheckOpens(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        if (zip.GetEntry("word/document.xml") is not null)
        {
            using var word = WordprocessingDocument.Open(stream, false);
            if (word.MainDocumentPart?.Document?.Body is null) throw new RefusedFile(RefusedFile.Damaged);
        }
        else
        {
            using var sheet = SpreadsheetDocument.Open(stream, false);
            if (sheet.WorkbookPart?.Workbook?.Sheets is null) throw new RefusedFile(RefusedFile.Damaged);
        }
    }
}
