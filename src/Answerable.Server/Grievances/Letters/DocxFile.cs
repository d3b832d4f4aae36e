using System.IO.Compression;
using System.Security;
using System.Text;
using Answerable.Grievances;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Grievances.Letters;

/// <summary>A word-processor file that comes out as the same bytes each time it is made from the same letter: no clock, no chance, no name of a machine.</summary>
internal static class DocxFile
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest a ZIP file can say

    /// <param name="write">Fills the main part; every part it adds is given its id.</param>
    public static byte[] Write(LetterSheet sheet, Action<MainDocumentPart> write)
    {
        using var made = new MemoryStream();
        using (var document = WordprocessingDocument.Create(made, WordprocessingDocumentType.Document))
        {
            var main = document.AddNewPart<MainDocumentPart>("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "rId1");
            write(main);
            Describe(document.AddNewPart<CoreFilePropertiesPart>("application/vnd.openxmlformats-package.core-properties+xml", "rId2"), sheet);
        }

        return Repacked(made.ToArray());
    }

    public static void Settings(MainDocumentPart main, bool oddAndEven)
    {
        var settings = new Settings();
        if (oddAndEven)
            settings.Append(new EvenAndOddHeaders());
        settings.Append(
            new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
            new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
        main.AddNewPart<DocumentSettingsPart>("settings").Settings = settings;
    }

    /// <summary>The fonts by name, each with those that may stand in for it.</summary>
    public static void Fonts(MainDocumentPart main, params ReadOnlySpan<(string Name, string Instead, bool IsChinese)> fonts)
    {
        var table = new Fonts();
        foreach (var (name, instead, isChinese) in fonts)
            table.Append(new Font(new AltName { Val = instead }, new FontCharSet { Val = isChinese ? "86" : "00" }) { Name = name });
        main.AddNewPart<FontTablePart>("fonts").Fonts = table;
    }

    /// <summary>A paragraph style on top of Normal.</summary>
    public static Style Style(string id, StyleParagraphProperties? paragraph = null, params OpenXmlElement[] run)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = id == "Normal" ? true : null, CustomStyle = id is "Normal" or "Title" or "Heading1" ? null : true };
        style.Append(new StyleName { Val = id == "Heading1" ? "heading 1" : id });
        if (id != "Normal")
            style.Append(new BasedOn { Val = "Normal" });
        if (paragraph is not null)
            style.Append(paragraph);
        if (run.Length > 0)
            style.Append(new StyleRunProperties(run));
        return style;
    }

    /// <param name="halfPoints">32 is 16 pt, 3号.</param>
    public static OpenXmlElement[] Size(int halfPoints) => [new FontSize { Val = Number(halfPoints) }, new FontSizeComplexScript { Val = Number(halfPoints) }];

    /// <summary>A form of two columns: what is asked, and room for it.</summary>
    public static Table Form(List<LetterBlock> rows, int width, int first, uint height)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa },
                new TableBorders(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(new GridColumn { Width = Number(first) }, new GridColumn { Width = Number(width - first) }));
        foreach (var row in rows)
            table.Append(new TableRow(
                new TableRowProperties(new CantSplit(), new TableRowHeight { Val = height, HeightType = HeightRuleValues.AtLeast }),
                Cell(row.Words, first), Cell(string.Join('　', row.Cells[1..]), width - first)));
        return table;
    }

    public static DocumentFormat.OpenXml.Wordprocessing.Text Words(string words) => new(words) { Space = SpaceProcessingModeValues.Preserve };

    public static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TableCell Cell(string words, int width) => new(
        new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }),
        new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Cell" }), new Run(new RunProperties(new RunFonts { Hint = FontTypeHintValues.EastAsia }), Words(words))));

    private static T Edge<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4 };

    private static void Describe(CoreFilePropertiesPart part, LetterSheet sheet)
    {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" +
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">" +
            $"<dc:title>{SecurityElement.Escape(sheet.Name)}</dc:title><dc:creator>{SecurityElement.Escape(sheet.OfficeName)}</dc:creator>" +
            $"<dc:language>{(sheet.IsChinese ? "zh-CN" : "en-GB")}</dc:language></cp:coreProperties>";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        part.FeedData(stream);
    }

    private static byte[] Repacked(byte[] made)
    {
        using var packed = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(made, writable: false), ZipArchiveMode.Read))
        using (var to = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName != "[Content_Types].xml").ThenBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = NoTime;
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }

        return packed.ToArray();
    }
}
