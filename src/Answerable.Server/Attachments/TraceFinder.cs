using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Answerable.Grievances;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace Answerable.Server.Attachments;

/// <summary>
/// What a file says beside its content, so that its filer can be told what was taken out (safeguards A13). Looks at the file as it was
/// sent, after it could be cleaned, and unpacks nothing without a bound. What it does not find is taken out all the same.
/// </summary>
internal static partial class TraceFinder
{
    private const int LongestXml = 2_000_000;
    private const long LongestPackage = 60_000_000;

    /// <returns>In the order of the list; empty where nothing was found or the file cannot be read for it.</returns>
    public static ImmutableArray<FileTrace> In(FileKind kind, byte[] bytes)
    {
        var found = new SortedSet<FileTrace>();
        try
        {
            switch (kind.Extension)
            {
                case ".jpg" or ".png" or ".webp" or ".gif": PictureTraces.Find(bytes, found); break;
                case ".mp4" or ".m4a": Mp4Traces.Find(bytes, found); break;
                case ".pdf": OfPdf(bytes, found); break;
                case ".docx" or ".xlsx" or ".ofd": OfPackage(bytes, found); break;
                case ".mp3" when bytes.AsSpan().StartsWith("ID3"u8) || bytes.AsSpan().IndexOf("APETAGEX"u8) >= 0 || (bytes.Length > 128 && bytes.AsSpan(bytes.Length - 128).StartsWith("TAG"u8)): found.Add(FileTrace.Author); break;
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It was cleaned; only what is told about it is less.
        }

        return [.. found];
    }

    private static void OfPdf(byte[] bytes, SortedSet<FileTrace> found)
    {
        using var document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
        var said = document.Info.Elements.KeyNames.Select(name => name.Value).ToHashSet();
        if (said.Overlaps(["/Author", "/Title", "/Subject", "/Keywords"])) found.Add(FileTrace.Author);
        if (said.Overlaps(["/Creator", "/Producer"])) found.Add(FileTrace.Device);
        if (said.Overlaps(["/CreationDate", "/ModDate"])) found.Add(FileTrace.Time);
        foreach (var item in document.Internals.GetAllObjects())
            if (item is PdfDictionary { Stream.Value: { } content } && content.AsSpan().StartsWith<byte>([0xff, 0xd8, 0xff]))
                PictureTraces.Find(content, found);
    }

    // Also of entries that the cleaner leaves out unseen: each to a bounded length, and all to a bounded one.
    private static void OfPackage(byte[] bytes, SortedSet<FileTrace> found)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        var left = LongestPackage;
        foreach (var entry in zip.Entries)
            switch (Path.GetExtension(entry.FullName).ToLowerInvariant())
            {
                case ".xml": OfXml(Encoding.UTF8.GetString(Beginning(entry, LongestXml, ref left)), found); break;
                case ".jpg" or ".jpeg" or ".png" or ".webp" or ".gif": PictureTraces.Find(Beginning(entry, (int)AttachmentLimits.Bytes, ref left), found); break;
            }
    }

    private static byte[] Beginning(ZipArchiveEntry entry, int most, ref long left)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[32_768];
        for (int read; to.Length < most && left > 0 && (read = from.Read(buffer)) > 0; left -= read)
            to.Write(buffer, 0, read);
        return to.ToArray();
    }

    private static void OfXml(string xml, SortedSet<FileTrace> found)
    {
        if (XmlAuthor().IsMatch(xml)) found.Add(FileTrace.Author);
        if (XmlDevice().IsMatch(xml)) found.Add(FileTrace.Device);
        if (XmlTime().IsMatch(xml)) found.Add(FileTrace.Time);
    }

    // Case tells them apart: dc:creator is a person, Creator of an OFD is a program.
    [GeneratedRegex("""<(?:\w+:)?(?:creator|lastModifiedBy|Author|Company|Manager)>[^<]+|\b(?:author|initials|userName)="(?!-")[^"]+""")]
    private static partial Regex XmlAuthor();

    [GeneratedRegex(@"<(?:\w+:)?(?:Application|Creator|CreatorVersion|Template)>[^<]+")]
    private static partial Regex XmlDevice();

    [GeneratedRegex("""<(?:\w+:)?(?:created|modified|CreationDate|ModDate|lastPrinted)[ >]|\bw:date="[^"]+""")]
    private static partial Regex XmlTime();
}
