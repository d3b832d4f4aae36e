using Answerable.Grievances;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Grievances.Letters;

/// <summary>A letter as offices write them in English: letterhead, date and reference, addressee, salutation, subject, close. A4 with 25.4 mm around.</summary>
internal sealed class EnglishDocx(LetterSheet sheet)
{
    private const string Face = "Arial";

    public byte[] Write() => DocxFile.Write(sheet, main =>
    {
        DocxFile.Settings(main, oddAndEven: false);
        DocxFile.Fonts(main, (Face, "Liberation Sans,Helvetica", false));
        main.AddNewPart<StyleDefinitionsPart>("styles").Styles = Styles();
        var body = new Body();
        body.Append(Paragraphs());
        main.AddNewPart<FooterPart>("foot").Footer = new Footer(new Paragraph(
            new ParagraphProperties(new ParagraphStyleId { Val = "Small" }, new Justification { Val = JustificationValues.Center }),
            new Run(DocxFile.Words(sheet.Number + " · ")), new SimpleField(new Run(DocxFile.Words("1"))) { Instruction = " PAGE " }));
        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = "foot" },
            new PageSize { Width = GongwenDocx.PageWidth, Height = GongwenDocx.PageHeight },
            new PageMargin { Top = 1_440, Bottom = 1_440, Left = 1_440, Right = 1_440, Header = 720, Footer = 720, Gutter = 0 }));
        main.Document = new Document(body);
    });

    private IEnumerable<OpenXmlElement> Paragraphs()
    {
        yield return Line(sheet.OfficeName, "Head");
        if (sheet.Office.Address?.In("en") is { Length: > 0 } address)
            yield return Line(address, "Small");
        if (sheet.Office.Phone is { Length: > 0 } phone)
            yield return Line(sheet.Words["letter.phone", phone], "Small");
        yield return Line("", "Normal");
        if (!sheet.IsForm)
            foreach (var line in Opening())
                yield return line;
        foreach (var line in sheet.Text.Title)
            yield return Line(line, "Title");
        foreach (var block in Blocks())
            yield return block;
        foreach (var line in sheet.IsForm ? [] : Closing())
            yield return line;
    }

    private IEnumerable<OpenXmlElement> Opening()
    {
        yield return Line(sheet.Date, "Close");
        yield return Line(sheet.Words["letter.reference", sheet.Number], "Normal");
        if (sheet.Text.To is { } to)
            yield return Line(to, sheet.To?.Address is null ? "Normal" : "Close");
        if (sheet.To?.Address is { Length: > 0 } address)
            yield return Line(address, "Normal");
        yield return Line(sheet.To?.Name is { Length: > 0 } name ? sheet.Words["letter.dear", name] : sheet.Words["letter.dear.unknown"], "Normal");
    }

    private IEnumerable<OpenXmlElement> Closing()
    {
        yield return Line(sheet.To?.Name is { Length: > 0 } ? sheet.Words["letter.sincerely"] : sheet.Words["letter.faithfully"], "Sign");
        for (var room = 0; room < 4; room++) // for the signature and the seal
            yield return Line("", "Sign");
        yield return Line(sheet.OfficeName, "Normal");
        if (sheet.Text.Attachments.Length > 0)
            yield return Line($"{sheet.Words["letter.attached"]} {string.Join("; ", sheet.Text.Attachments)}", "Normal");
    }

    private IEnumerable<OpenXmlElement> Blocks()
    {
        var rows = sheet.Text.Blocks.Where(block => block.Form == LetterForm.Row).ToList();
        foreach (var block in sheet.Text.Blocks)
            if (block.Form != LetterForm.Row)
                yield return Line(block.Words, block.Form == LetterForm.Heading ? "Heading1" : "Normal");
            else if (block == rows[0])
                yield return DocxFile.Form(rows, GongwenDocx.PageWidth - 2 * 1_440, 2_900, 760);
    }

    private static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle([new RunFonts { Ascii = Face, HighAnsi = Face, ComplexScript = Face }, .. DocxFile.Size(22), new Languages { Val = "en-GB" }])),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Spaced(after: 160)))),
        DocxFile.Style("Normal"), DocxFile.Style("Close", new(Spaced(after: 0))), DocxFile.Style("Sign", new(new KeepNext(), Spaced(after: 0))), DocxFile.Style("Cell", new(Spaced(after: 0))),
        DocxFile.Style("Head", new(Spaced(after: 40)), [new Bold(), .. DocxFile.Size(30)]), DocxFile.Style("Small", new(Spaced(after: 0)), DocxFile.Size(18)),
        DocxFile.Style("Title", new(new KeepNext(), Spaced(after: 160), new OutlineLevel { Val = 0 }), [new Bold(), .. DocxFile.Size(24)]),
        DocxFile.Style("Heading1", new(new KeepNext(), Spaced(after: 60), new OutlineLevel { Val = 1 }), new Bold()));

    private static SpacingBetweenLines Spaced(int after) => new() { Before = "0", After = DocxFile.Number(after), Line = "276", LineRule = LineSpacingRuleValues.Auto };

    private static Paragraph Line(string words, string style) => words.Length == 0
        ? new(new ParagraphProperties(new ParagraphStyleId { Val = style }))
        : new(new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(DocxFile.Words(words)));
}
