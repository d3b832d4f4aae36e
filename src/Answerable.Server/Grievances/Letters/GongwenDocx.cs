using System.Globalization;
using Answerable.Grievances;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Grievances.Letters;

/// <summary>
/// The official format of Chinese documents (GB/T 9704-2012): A4 with a print area of 156 × 225 mm, 22 lines of 28 characters of 3号 仿宋; with an office's
/// red name and lines, the form of a letter (信函格式, 10.1). Lengths are twentieths of a point.
/// </summary>
public sealed class GongwenDocx(LetterSheet sheet)
{
    public const int PageWidth = 11_906, PageHeight = 16_838, Top = 2_098, Bottom = 1_985, Left = 1_588, Right = 1_474; // 210 × 297; 37, 35, 28, 26 mm
    public const int LinePitch = 579; // 225 mm in 22 lines
    public const int CharacterSpace = -5; // 156 mm in 28 characters: a quarter of a point less than 16; a character grid would say it too, but not every word processor can make one narrower than its font
    public const int Character = 316, Millimetre = 57;
    private const string Red = GongwenStyles.Red;

    public byte[] Write() => DocxFile.Write(sheet, main =>
    {
        DocxFile.Settings(main, oddAndEven: true);
        GongwenStyles.Write(main);
        var body = new Body();
        body.Append(Paragraphs());
        body.Append(Section(main));
        main.Document = new Document(body);
    });

    private IEnumerable<OpenXmlElement> Paragraphs()
    {
        var text = sheet.Text;
        if (text.HasRedHead)
            yield return Line(sheet.Number, Styled("Number", new Justification { Val = JustificationValues.Right }, before: 280)); // 3号字高的 7/8
        foreach (var (line, index) in text.Title.Select((line, index) => (line, index)))
            yield return Line(line, Styled("Title", before: index == 0 && text.HasRedHead ? 2 * LinePitch : 0));
        if (!text.HasRedHead && !sheet.IsForm)
            yield return Line(sheet.Number, Styled("Number", new Justification { Val = JustificationValues.Center }));
        yield return Line("", Styled("Normal"));
        if (text.To is { } to)
            yield return Line(to + "：", Styled("Normal"));
        foreach (var block in Blocks(text))
            yield return block;
        if (text.Attachments.Length > 0)
            yield return Line("", Styled("Normal"));
        foreach (var (name, index) in text.Attachments.Select((name, index) => (name, index)))
            yield return Line(Attachment(name, index), Attached(index));
        foreach (var line in sheet.IsForm ? [] : Signature())
            yield return line;
    }

    private IEnumerable<OpenXmlElement> Blocks(LetterText text)
    {
        var rows = text.Blocks.Where(block => block.Form == LetterForm.Row).ToList();
        foreach (var block in text.Blocks)
            if (block.Form == LetterForm.Row)
            {
                if (block == rows[0])
                    yield return DocxFile.Form(rows, PageWidth - Left - Right, 2_700, 860);
            }
            else
                yield return Line(block.Words, Styled(block.Form == LetterForm.Heading ? "Heading1" : "Text", keep: block.Form == LetterForm.Heading || IsLast(block)));

        // The signature never stands alone on a page (此页无正文 is not done): the last words go with it.
        bool IsLast(LetterBlock block) => block == text.Blocks[^1] && !sheet.IsForm;
    }

    // Office and date one above the other, where the seal comes to stand: two free lines above them for its upper half (7.3.5.1).
    private IEnumerable<OpenXmlElement> Signature()
    {
        var (name, date) = Gongwen.Signature(sheet.OfficeName, sheet.Date);
        yield return Line("", Styled("Normal", keep: true));
        yield return Line("", Styled("Normal", keep: true));
        yield return Line(sheet.OfficeName, Signed(name, keep: true));
        yield return Line(sheet.Date, Signed(date, keep: false));
        yield return Line("", Styled("Normal"));
    }

    private string Attachment(string name, int index) =>
        (index == 0 ? sheet.Words["letter.attached"] : "") + (sheet.Text.Attachments.Length == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {name}"));

    // 左空二字; the second one stands below the number of the first.
    private static ParagraphProperties Attached(int index) =>
        new(new ParagraphStyleId { Val = "Normal" }, new Indentation { Left = DocxFile.Number((index == 0 ? 2 : 5) * Character), LeftChars = (index == 0 ? 2 : 5) * 100 });

    private static ParagraphProperties Signed(double fromRight, bool keep)
    {
        var signed = new ParagraphProperties(new ParagraphStyleId { Val = "Normal" });
        if (keep)
            signed.Append(new KeepNext());
        signed.Append(
            new Indentation { Right = DocxFile.Number((int)(fromRight * Character)), RightChars = (int)(fromRight * 100) },
            new Justification { Val = JustificationValues.Right });
        return signed;
    }

    private static ParagraphProperties Styled(string style, Justification? justified = null, int before = 0, bool keep = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keep)
            properties.Append(new KeepNext());
        if (before > 0)
            properties.Append(new SpacingBetweenLines { Before = DocxFile.Number(before) });
        if (justified is not null)
            properties.Append(justified);
        return properties;
    }

    private SectionProperties Section(MainDocumentPart main)
    {
        var section = new SectionProperties();
        if (sheet.Text.HasRedHead)
        {
            section.Append(Header(main, "head", HeaderFooterValues.First, Head()), Footer(main, "foot", HeaderFooterValues.First, Rule(thickAbove: false)));
        }

        section.Append(
            Footer(main, "odd", HeaderFooterValues.Default, [PageNumber(odd: true)]), Footer(main, "even", HeaderFooterValues.Even, [PageNumber(odd: false)]),
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Top, Bottom = Bottom, Left = Left, Right = Right, Header = 30 * Millimetre, Footer = 20 * Millimetre, Gutter = 0 });
        if (sheet.Text.HasRedHead)
            section.Append(new TitlePage()); // 首页不显示页码
        section.Append(new DocGrid { Type = DocGridValues.Lines, LinePitch = LinePitch });
        return section;
    }

    // 10.1: the full name 30 mm below the edge of the page; 4 mm below it a red double line of 170 mm, the upper stroke thick.
    private OpenXmlElement[] Head()
    {
        var size = Gongwen.HeadSize(sheet.OfficeName);
        var name = new ParagraphProperties(
            new ParagraphStyleId { Val = "Head" }, new SpacingBetweenLines { Line = DocxFile.Number(size * 20), LineRule = LineSpacingRuleValues.Exact, After = DocxFile.Number(4 * Millimetre) },
            Wide(), new Justification { Val = JustificationValues.Center });
        var run = new Run(new RunProperties(DocxFile.Size(size * 2)), DocxFile.Words(sheet.OfficeName));
        return [new Paragraph(name, run), .. Rule(thickAbove: true)];
    }

    private static OpenXmlElement[] Rule(bool thickAbove) => [Stroke(thickAbove ? 20u : 6u), Stroke(thickAbove ? 6u : 20u)];

    private static Paragraph Stroke(uint size) => new(new ParagraphProperties(
        new ParagraphStyleId { Val = "Head" },
        new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = size, Space = 0, Color = Red }),
        new SnapToGrid { Val = false }, new SpacingBetweenLines { Line = "30", LineRule = LineSpacingRuleValues.Exact }, Wide()));

    // 170 mm, centred on the page: 8 mm beyond the print area on the left, 6 mm on the right.
    private static Indentation Wide() => new() { Left = DocxFile.Number(-8 * Millimetre), Right = DocxFile.Number(-6 * Millimetre) };

    // 7.5: 4号 半角宋体, a dash on each side, 7 mm below the print area; one character from the outer edge.
    private static Paragraph PageNumber(bool odd)
    {
        var outer = new Indentation();
        if (odd)
            outer.Right = "280";
        else
            outer.Left = "280";
        return new(
            new ParagraphProperties(new ParagraphStyleId { Val = "Page" }, new SpacingBetweenLines { After = "312" }, outer, new Justification { Val = odd ? JustificationValues.Right : JustificationValues.Left }),
            new Run(DocxFile.Words("— ")), new SimpleField(new Run(DocxFile.Words("1"))) { Instruction = " PAGE " }, new Run(DocxFile.Words(" —")));
    }

    private static HeaderReference Header(MainDocumentPart main, string id, HeaderFooterValues kind, OpenXmlElement[] paragraphs)
    {
        main.AddNewPart<HeaderPart>(id).Header = new Header(paragraphs);
        return new() { Type = kind, Id = id };
    }

    private static FooterReference Footer(MainDocumentPart main, string id, HeaderFooterValues kind, OpenXmlElement[] paragraphs)
    {
        main.AddNewPart<FooterPart>(id).Footer = new Footer(paragraphs);
        return new() { Type = kind, Id = id };
    }

    // A quotation mark is full width among Chinese characters: the hint says so.
    private static Paragraph Line(string words, ParagraphProperties properties) =>
        words.Length == 0 ? new(properties) : new(properties, new Run(new RunProperties(new RunFonts { Hint = FontTypeHintValues.EastAsia }), DocxFile.Words(words)));
}
