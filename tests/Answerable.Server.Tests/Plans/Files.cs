using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Answerable.Server.Tests.Plans;

/// <summary>Makes the files that offices send, and those that nobody should.</summary>
internal static class Files
{
    public static string Root { get; } = Find();

    public static string Sample => Path.Combine(Root, "data/plans/petition-plan-as-issued.txt");

    /// <summary>A document with automatic numbers (一、 and （一）), a heading, a table and a broken line.</summary>
    public static byte[] Docx()
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(Level(0, NumberFormatValues.ChineseCountingThousand, "%1、"), Level(1, NumberFormatValues.ChineseCountingThousand, "（%2）"), Level(2, NumberFormatValues.Decimal, "%3.")) { AbstractNumberId = 1 },
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 7 });
            main.Document = new Document(new Body(
                Plain("青石镇防汛应急预案"),
                Numbered(0, "工作原则"), Numbered(1, "生命至上。"), Numbered(1, "以防为主。"),
                Numbered(0, "处置程序"), Numbered(2, "值班人员接到险情报告后10分钟内报告镇值班室。"), Numbered(2, "抢险组赶赴现场。"),
                Numbered(0, "领导小组名单"),
                Table(["职务", "姓名", "单位及职务", "电话"], ["组  长", "林  远", "镇长", "13000000001"], ["副组长", "沈映川", "副镇长", "13000000002"], ["成员", "顾长汀", "水利站站长", ""])));
        }

        return stream.ToArray();
    }

    /// <summary>A document whose numbers 1、 1.1 and 1.1.1 the word processor writes.</summary>
    public static byte[] DocxInDecimals(params (int Level, string Text)[] lines)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new Numbering(
                new AbstractNum(Level(0, NumberFormatValues.Decimal, "%1、"), Level(1, NumberFormatValues.Decimal, "%1.%2"), Level(2, NumberFormatValues.Decimal, "%1.%2.%3")) { AbstractNumberId = 1 },
                new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 7 });
            main.Document = new Document(new Body(lines.Select(line => Numbered(line.Level, line.Text))));
        }

        return stream.ToArray();
    }

    /// <summary>A ZIP with the given entries, each of that many zero bytes.</summary>
    public static byte[] Zip(params (string Name, long Zeros)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, zeros) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                var block = new byte[64 * 1024];
                for (var left = zeros; left > 0; left -= block.Length)
                    entry.Write(block, 0, (int)Math.Min(left, block.Length));
            }

        return stream.ToArray();
    }

    public static byte[] Encoded(string text, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chosen = Encoding.GetEncoding(encoding);
        return [.. chosen.GetPreamble(), .. chosen.GetBytes(text)];
    }

    private static Level Level(int index, NumberFormatValues format, string text) =>
        new(new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new LevelText { Val = text }) { LevelIndex = index };

    private static Paragraph Plain(string text) => new(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    private static Paragraph Numbered(int level, string text) => new(
        new ParagraphProperties(new NumberingProperties(new NumberingLevelReference { Val = level }, new NumberingId { Val = 7 })),
        new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(text)));

    private static Table Table(params string[][] rows) =>
        new(rows.Select(row => new TableRow(row.Select(cell => new TableCell(Plain(cell))))));

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Answerable.slnx")))
            at = at.Parent!;
        return at.FullName;
    }
}
