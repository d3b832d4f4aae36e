using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Answerable.Server.Tests.Grievances.Sheets;

/// <summary>Invented tables, as offices export them.</summary>
internal static class Books
{
    /// <summary>A workbook of one sheet. A value that begins with = is a formula whose calculated value follows after a bar; a number is a date of that day.</summary>
    public static byte[] Xlsx(params object[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"年\"m\"月\"d\"日\"" }), new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()),
                new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }, new CellFormat { NumberFormatId = 170 }));
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(new SheetData(rows.Select(row => new Row(row.Select(Cell)))));
            book.Workbook.AppendChild(new DocumentFormat.OpenXml.Spreadsheet.Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "导出" }));
        }

        return bytes.ToArray();
    }

    public static byte[] Csv(Encoding encoding, params string[] lines) => [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Join("\r\n", lines))];

    /// <summary>A small file that unpacks to a hundred times what anybody would send.</summary>
    public static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = new StreamWriter(zip.CreateEntry("[Content_Types].xml").Open()))
                types.Write("<Types/>");
            using (var book = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open()))
                book.Write("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>");
            using var sheet = new StreamWriter(zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Optimal).Open());
            sheet.Write("<sst><si><t>");
            for (var n = 0; n < 150; n++)
                sheet.Write(new string('a', 1024 * 1024));
            sheet.Write("</t></si></sst>");
        }

        return bytes.ToArray();
    }

    private static Cell Cell(object value) => value switch
    {
        DateOnly day => new Cell { CellValue = new CellValue(day.ToDateTime(default).ToOADate()), StyleIndex = 1 },
        DateTime at => new Cell { CellValue = new CellValue(at.ToOADate()), StyleIndex = 2 },
        string words when words.StartsWith('=') => new Cell { CellFormula = new CellFormula(words[1..words.IndexOf('|')]), CellValue = new CellValue(words[(words.IndexOf('|') + 1)..]), DataType = CellValues.String },
        string words => new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(words)) },
        _ => new Cell { CellValue = new CellValue(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!) },
    };
}
