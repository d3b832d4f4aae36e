using System.Text;
using System.Xml;
using Answerable.Plans;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Plans;

/// <summary>
/// Reads paragraphs and tables of a DOCX in order. Automatic numbers are written out, since the reader of plans goes by them; a table row
/// is one line with its cells parted by tabs. Text that was deleted under change tracking is not read; headers and footers are not either.
/// </summary>
internal sealed class DocxReader
{
    private const int MaxLines = 100_000;
    private readonly List<DocumentLine> _lines = [];
    private readonly DocxNumbering _numbering;

    private DocxReader(MainDocumentPart main) => _numbering = new(main);

    public static IReadOnlyList<DocumentLine> Read(byte[] content)
    {
        DocxPackage.Inspect(content);
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content, writable: false), false);
            if (document.MainDocumentPart is not { Document.Body: { } body } main)
                throw PlanFileException.Unreadable();
            var reader = new DocxReader(main);
            reader.Blocks(body);
            return reader._lines;
        }
        catch (Exception error) when (error is OpenXmlPackageException or XmlException or InvalidDataException or IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw PlanFileException.Unreadable(error);
        }
    }

    private void Blocks(OpenXmlElement parent)
    {
        foreach (var child in parent.ChildElements)
            switch (child)
            {
                case Paragraph paragraph: Paragraph(paragraph); break;
                case Table table: Rows(table); break;
                case SdtBlock { SdtContentBlock: { } inner }: Blocks(inner); break;
                case CustomXmlBlock or InsertedRun or MoveToRun: Blocks(child); break;
                default: break;
            }
    }

    private void Paragraph(Paragraph paragraph)
    {
        var number = _numbering.Next(paragraph);
        var parts = Words(paragraph).Split('\n');
        for (var i = 0; i < parts.Length; i++)
            Add((i == 0 ? number : "") + parts[i], i == 0 ? _numbering.OutlineLevel(paragraph) : null);
        foreach (var box in paragraph.Descendants<TextBoxContent>().Where(box => !box.Ancestors<AlternateContentFallback>().Any()))
            Blocks(box);
    }

    private void Rows(Table table)
    {
        foreach (var row in table.Descendants<TableRow>().Where(row => row.Ancestors<Table>().First() == table))
            Add(string.Join('\t', row.Descendants<TableCell>().Where(cell => cell.Ancestors<TableRow>().First() == row)
                .Select(cell => string.Join(' ', cell.Descendants<Paragraph>().Select(p => (_numbering.Next(p) + Words(p)).Replace('\n', ' ').Replace('\t', ' ').Trim()).Where(t => t.Length > 0)))), null);
    }

    private void Add(string text, int? level)
    {
        if (_lines.Count == MaxLines)
            throw PlanFileException.TooLarge();
        _lines.Add(new(_lines.Count + 1, text, string.IsNullOrWhiteSpace(text) ? null : level));
    }

    private static string Words(Paragraph paragraph)
    {
        var text = new StringBuilder();
        foreach (var part in paragraph.Descendants().Where(part => Nearest(part) == paragraph))
            _ = part switch
            {
                DocumentFormat.OpenXml.Wordprocessing.Text words => text.Append(words.Text),
                TabChar when part.Parent is Run => text.Append('\t'),
                Break or CarriageReturn => text.Append('\n'),
                NoBreakHyphen => text.Append('-'),
                _ => text,
            };
        return text.ToString();
    }

    // A text box inside the paragraph is read on its own; the fallback of a drawing repeats its text.
    private static Paragraph? Nearest(OpenXmlElement part)
    {
        for (var above = part.Parent; above is not null; above = above.Parent)
            if (above is AlternateContentFallback)
                return null;
            else if (above is Paragraph paragraph)
                return paragraph;
        return null;
    }
}
