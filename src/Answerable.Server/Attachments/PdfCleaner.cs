using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Advanced;
using PdfSharp.Pdf.IO;

namespace Answerable.Server.Attachments;

/// <summary>Rewrites a PDF without its author, tools, dates, hidden files and anything that runs; the pages stay as they are.</summary>
internal static partial class PdfCleaner
{
    private const int Objects = 400_000;

    // What describes, hides or runs: document information, XMP, private data of editors, thumbnails, scripts, actions, embedded files, forms' scripts.
    private static readonly string[] Removed =
        ["/Metadata", "/PieceInfo", "/Thumb", "/LastModified", "/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/AF", "/EF", "/RichMediaContent", "/XFA", "/Collection", "/SpiderInfo", "/Perms", "/Threads"];

    private static readonly string[] Running = ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/RichMediaExecute", "/Movie", "/Sound"];
    private static readonly string[] RunningAnnotations = ["/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"];
    private static readonly string[] AnnotationAuthors = ["/T", "/M", "/CreationDate", "/NM"];

    // PDFsharp is AGPL-3.0, as this program is, and asks to be told so.
    static PdfCleaner() => PdfSharp.PdfSharpLicense.SetAgplLicense();

    public static byte[] Clean(byte[] bytes)
    {
        PdfBounds.Check(bytes);
        using var document = Open(bytes);
        if (document.PageCount == 0) throw new RefusedFile(RefusedFile.Damaged);
        document.Info.Elements.Clear();
        foreach (var item in document.Internals.GetAllObjects()) Scrub(item);
        Scrub(document.Internals.Catalog);
        using var result = new MemoryStream();
        document.Save(result, closeStream: false);
        return WithoutTraces(result.ToArray());
    }

    private static PdfDocument Open(byte[] bytes)
    {
        try
        {
            var document = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Modify);
            return document.Internals.GetAllObjects().Length <= Objects ? document : throw new RefusedFile(RefusedFile.Bomb);
        }
        catch (PdfReaderException error) when (error.Message.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedFile(RefusedFile.Locked);
        }
    }

    private static void Scrub(PdfItem item)
    {
        switch (item)
        {
            case PdfDictionary dictionary: ScrubDictionary(dictionary); break;
            case PdfArray array: foreach (var inner in array.Elements) Scrub(inner); break;
        }
    }

    private static void ScrubDictionary(PdfDictionary dictionary)
    {
        foreach (var key in Removed) dictionary.Elements.Remove(key);
        if (dictionary.Elements.GetName("/Type") == "/Annot" || dictionary.Elements.ContainsKey("/Rect")) ScrubAnnotation(dictionary);
        if (Running.Contains(dictionary.Elements.GetName("/S"))) dictionary.Elements.Clear();
        if (dictionary.Elements.GetName("/Subtype") == "/Image" && IsJpeg(dictionary) && dictionary.Stream is { } stream) stream.Value = JpegSegments.Strip(stream.Value);
        foreach (var key in dictionary.Elements.Keys.ToArray())
            if (dictionary.Elements[key] is (PdfDictionary or PdfArray) and { } inner) Scrub(inner);
    }

    private static void ScrubAnnotation(PdfDictionary annotation)
    {
        if (!annotation.Elements.ContainsKey("/FT")) // a form field's /T is its name, a comment's its author
            foreach (var key in AnnotationAuthors) annotation.Elements.Remove(key);
        if (RunningAnnotations.Contains(annotation.Elements.GetName("/Subtype"))) annotation.Elements.Clear();
    }

    private static bool IsJpeg(PdfDictionary image) => image.Elements["/Filter"] switch
    {
        PdfName name => name.Value == "/DCTDecode",
        PdfArray { Elements.Count: 1 } one => one.Elements.GetName(0) == "/DCTDecode",
        _ => false,
    };

    // The writer stamps its name and the hour, also as XMP; the hour of an anonymous filing is nobody's business (A5). Same length, so that no offset moves.
    private static byte[] WithoutTraces(byte[] pdf)
    {
        var text = Packet().Replace(Encoding.Latin1.GetString(pdf), found => new string(' ', found.Length));
        // The writer draws an identifier for each writing: the same file would be another each time it is sent.
        text = Identifier().Replace(text, found => found.Groups[1].Value + string.Concat(found.Groups[2].Value.Select(sign => char.IsAsciiHexDigit(sign) ? '0' : sign)));
        return Encoding.Latin1.GetBytes(Stamp().Replace(text, found => found.Groups[1].Value + new string(' ', found.Length - found.Groups[1].Length - 1) + ")"));
    }

    [GeneratedRegex(@"(/(?:CreationDate|ModDate|Creator|Producer)\s*\()[^()\\]*\)")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"(/ID\s*\[)([0-9A-Fa-f<>\s]+\])")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"<\?xpacket begin.*?<\?xpacket end[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Packet();
}
