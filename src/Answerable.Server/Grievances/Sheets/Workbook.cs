using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>
/// The first sheet of an XLSX: the values that were calculated when it was saved, never a formula; dates by the form of their cells. What it
/// unpacks to is counted as it is read, and nothing outside it is ever asked for.
/// </summary>
internal sealed class Workbook
{
    private const long MostUnpacked = 100 * 1024 * 1024;
    private const int MostStrings = 300_000, MostEntries = 2_000;
    private static readonly LocalDateTime Since1900 = new(1899, 12, 30, 0, 0), Since1904 = new(1904, 1, 1, 0, 0);
    private readonly ZipArchive zip;
    private long left = MostUnpacked;
    private readonly List<string> strings = [];
    private readonly List<bool> dates = [];
    private bool from1904;

    private Workbook(ZipArchive zip) => this.zip = zip;

    public static IEnumerable<SheetRow> Read(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
                throw new SheetFault("sheet-too-large");
            return [.. new Workbook(zip).Rows()];
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException)
        {
            throw new SheetFault("sheet-unreadable");
        }
    }

    private IEnumerable<SheetRow> Rows()
    {
        var sheet = First();
        ReadStrings();
        ReadStyles();
        using var reader = Open(sheet) ?? throw new SheetFault("sheet-unreadable");
        var (cells, number) = (new List<string>(), 0);
        var rows = new List<SheetRow>();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                cells = [];
                number = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : number + 1;
                if (reader.IsEmptyElement)
                    continue;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
                Cell(reader, cells);
            else if (reader is { NodeType: XmlNodeType.EndElement, LocalName: "row" } && cells.Any(cell => cell.Length > 0))
            {
                rows.Add(new(number, cells));
                if (rows.Count > Sheet.MostRows + 40)
                    throw new SheetFault("sheet-too-many-rows");
            }
        }

        return rows;
    }

    private void Cell(XmlReader reader, List<string> cells)
    {
        var (type, style, place) = (reader.GetAttribute("t"), reader.GetAttribute("s"), Column(reader.GetAttribute("r")) ?? cells.Count);
        if (place >= Sheet.MostColumns)
            return;
        while (cells.Count <= place)
            cells.Add("");
        if (reader.IsEmptyElement)
            return;
        var (depth, value) = (reader.Depth, "");
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" })
                value = Text(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                value = Rich(reader);
        cells[place] = Value(type, style, value).Trim();
    }

    private string Value(string? type, string? style, string value) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? strings[index] : "",
        "e" => "", // #N/A and the like say nothing
        "b" => value == "1" ? "TRUE" : "FALSE",
        "str" or "inlineStr" or "d" => value,
        _ when int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var form) && form < dates.Count && dates[form] && Number(value) is { } days => Date(days),
        _ => Number(value) is { } number && value.Contains('E', StringComparison.OrdinalIgnoreCase) ? number.ToString(CultureInfo.InvariantCulture) : value,
    };

    private static decimal? Number(string value) => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Date(decimal days)
    {
        if (days is < 0 or > 2_958_465)
            return "";
        var at = (from1904 ? Since1904 : Since1900).PlusSeconds((long)Math.Round(days * 86_400));
        return at.TimeOfDay == LocalTime.Midnight ? LocalDatePattern.Iso.Format(at.Date) : LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm").Format(at);
    }

    private string First()
    {
        using var book = Open("xl/workbook.xml") ?? throw new SheetFault("sheet-unreadable");
        string? id = null;
        while (book.Read())
            if (book is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                from1904 = book.GetAttribute("date1904") is "1" or "true";
            else if (book is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && id is null && book.GetAttribute("state") is null or "visible")
                id = book.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? book.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
        using var links = Open("xl/_rels/workbook.xml.rels");
        while (links?.Read() is true)
            if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") == id && links.GetAttribute("Target") is { } target && links.GetAttribute("TargetMode") != "External")
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
        return "xl/worksheets/sheet1.xml";
    }

    private void ReadStrings()
    {
        using var reader = Open("xl/sharedStrings.xml");
        while (reader?.Read() is true)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                if (strings.Count >= MostStrings)
                    throw new SheetFault("sheet-too-large");
                strings.Add(reader.IsEmptyElement ? "" : Rich(reader));
            }
    }

    private void ReadStyles()
    {
        using var reader = Open("xl/styles.xml");
        var own = new Dictionary<int, bool>();
        var within = false;
        while (reader?.Read() is true)
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && int.TryParse(reader.GetAttribute("numFmtId"), out var id))
                own[id] = IsDate(reader.GetAttribute("formatCode") ?? "");
            else if (reader.LocalName == "cellXfs")
                within = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (within && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                dates.Add(int.TryParse(reader.GetAttribute("numFmtId"), out var form) && (own.TryGetValue(form, out var date) ? date : form is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)));
    }

    // y, m, d or h outside quotes and brackets.
    private static bool IsDate(string format)
    {
        var (quoted, bracket) = (false, false);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\')
                i++;
            else if (format[i] == '"')
                quoted = !quoted;
            else if (!quoted && format[i] is '[' or ']')
                bracket = format[i] == '[';
            else if (!quoted && !bracket && format[i] is 'y' or 'Y' or 'm' or 'd' or 'D' or 'h' or 'H' or '年' or '月' or '日')
                return true;
        }

        return false;
    }

    // All runs of a text; how it is read aloud (rPh) is no part of it.
    private static string Rich(XmlReader reader)
    {
        var (depth, text) = (reader.Depth, new StringBuilder());
        if (reader.IsEmptyElement)
            return "";
        var skipped = false;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            if (reader.LocalName == "rPh")
                skipped = reader.NodeType == XmlNodeType.Element;
            else if (!skipped && reader is { NodeType: XmlNodeType.Element, LocalName: "t" } && text.Length < Sheet.LongestCell)
                text.Append(Text(reader));
        return text.ToString();
    }

    // Up to the end of the element, and no further: the next one may begin at once.
    private static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";
        var (depth, text) = (reader.Depth, new StringBuilder());
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && text.Length + reader.Value.Length <= Sheet.LongestCell)
                text.Append(reader.Value);
        return text.ToString();
    }

    private static int? Column(string? reference)
    {
        var place = 0;
        foreach (var c in reference ?? "")
            if (char.IsAsciiLetter(c) && place < 20_000)
                place = place * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
        return place == 0 ? null : place - 1;
    }

    private XmlReader? Open(string name) => zip.GetEntry(name) is { } entry
        ? XmlReader.Create(new Counted(entry.Open(), this), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = MostUnpacked })
        : null;

    private sealed class Counted(Stream inner, Workbook book) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            return (book.left -= read) < 0 ? throw new SheetFault("sheet-too-large") : read;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
