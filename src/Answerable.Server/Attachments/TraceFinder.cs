using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Answerable.Grievances;
using MetadataExtractor;
using MetadataExtractor.Formats.Icc;
using MetadataExtractor.Formats.Xmp;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace Answerable.Server.Attachments;

/// <summary>
/// What a file says beside its content, so that its filer can be told what was taken out (safeguards A13). Looks at the file as it was
/// sent, after it could be cleaned: its size and depth are known to be bounded. What it does not find is taken out all the same.
/// </summary>
internal static partial class TraceFinder
{
    /// <returns>In the order of the list; empty where nothing was found or the file cannot be read for it.</returns>
    public static ImmutableArray<FileTrace> In(FileKind kind, byte[] bytes)
    {
        var found = new SortedSet<FileTrace>();
        try
        {
            switch (kind.Extension)
            {
                case ".jpg" or ".png" or ".webp" or ".gif" or ".mp4" or ".m4a": OfMedia(bytes, found); break;
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

    private static void OfMedia(byte[] bytes, SortedSet<FileTrace> found)
    {
        foreach (var part in ImageMetadataReader.ReadMetadata(new MemoryStream(bytes)))
        {
            if (part is IccDirectory)
                continue; // who made a colour profile says nothing about who took the picture
            var names = part is XmpDirectory xmp ? xmp.GetXmpProperties().Keys : part.Tags.Where(tag => tag.Description is { Length: > 0 } said && !said.Contains("1904", StringComparison.Ordinal)).Select(tag => $"{part.Name} {tag.Name} {(tag.Name == "Textual Data" ? tag.Description : "")}");
            foreach (var name in names)
                if (Position().IsMatch(name)) found.Add(FileTrace.Position);
                else if (Device().IsMatch(name)) found.Add(FileTrace.Device);
                else if (Author().IsMatch(name)) found.Add(FileTrace.Author);
                else if (Time().IsMatch(name)) found.Add(FileTrace.Time);
        }
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
                OfMedia(content, found);
    }

    private static void OfPackage(byte[] bytes, SortedSet<FileTrace> found)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var from = entry.Open())
                from.CopyTo(content);
            switch (Path.GetExtension(entry.FullName).ToLowerInvariant())
            {
                case ".xml": OfXml(Encoding.UTF8.GetString(content.ToArray()), found); break;
                case ".jpg" or ".jpeg" or ".png" or ".webp" or ".gif": OfMedia(content.ToArray(), found); break;
            }
        }
    }

    private static void OfXml(string xml, SortedSet<FileTrace> found)
    {
        if (XmlAuthor().IsMatch(xml)) found.Add(FileTrace.Author);
        if (XmlDevice().IsMatch(xml)) found.Add(FileTrace.Device);
        if (XmlTime().IsMatch(xml)) found.Add(FileTrace.Time);
    }

    [GeneratedRegex("^GPS|GPS|Latitude|Longitude|Location|Sub-?location|City|Province|Country", RegexOptions.IgnoreCase)]
    private static partial Regex Position();

    [GeneratedRegex(@"\b(Make|Model|Camera|Lens|Serial|Software|Host Computer|Firmware|CreatorTool|Encoder|Compressor Name|Device)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Device();

    [GeneratedRegex("Artist|By-line|Author|Creator|Copyright|Owner|Credit|Rights|Comment", RegexOptions.IgnoreCase)]
    private static partial Regex Author();

    [GeneratedRegex(@"Date|\bTime\b|Created|Modified|CreationTime", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    // Case tells them apart: dc:creator is a person, Creator of an OFD is a program.
    [GeneratedRegex("""<(?:\w+:)?(?:creator|lastModifiedBy|Author|Company|Manager)>[^<]+|\b(?:author|initials|userName)="(?!-")[^"]+""")]
    private static partial Regex XmlAuthor();

    [GeneratedRegex(@"<(?:\w+:)?(?:Application|Creator|CreatorVersion|Template)>[^<]+")]
    private static partial Regex XmlDevice();

    [GeneratedRegex("""<(?:\w+:)?(?:created|modified|CreationDate|ModDate|lastPrinted)[ >]|\bw:date="[^"]+""")]
    private static partial Regex XmlTime();
}
