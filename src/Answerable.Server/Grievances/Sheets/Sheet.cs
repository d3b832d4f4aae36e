using Answerable.Server.Attachments;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>A table as somebody sent it: words in cells, and nothing that runs.</summary>
/// <param name="Rows">Without the heading.</param>
public sealed record Sheet(IReadOnlyList<string> Heading, IReadOnlyList<SheetRow> Rows)
{
    public const int MostRows = 1_000, MostColumns = 100, LongestCell = 50_000;
    public const long LargestFile = 10 * 1024 * 1024;

    /// <summary>XLSX or CSV, by what the file holds.</summary>
    /// <exception cref="SheetFault">It is neither, or too much.</exception>
    public static Sheet Read(byte[] bytes)
    {
        if (bytes.LongLength > LargestFile)
            throw new SheetFault("sheet-too-large");
        var rows = bytes.AsSpan().StartsWith("PK\u0003\u0004"u8) ? Workbook.Read(bytes)
            : TextCleaner.Decode(bytes) is { } text && !TextCleaner.IsMarkup(text) ? Csv.Read(text)
            : throw new SheetFault("sheet-unreadable");
        return From(rows);
    }

    // Titles and notes stand above the heading of many a list: the first row that names two columns or more is it.
    private static Sheet From(IEnumerable<SheetRow> rows)
    {
        var kept = new List<SheetRow>();
        foreach (var row in rows.Where(row => row.Cells.Any(cell => cell.Length > 0)))
        {
            if (kept.Count > MostRows + 20)
                throw new SheetFault("sheet-too-many-rows");
            kept.Add(row);
        }

        var heading = kept.Take(20).ToList().FindIndex(row => row.Cells.Count(cell => SheetColumns.Find(cell) is not null) >= 2);
        if (heading < 0)
            throw new SheetFault("sheet-without-heading");
        return kept.Count - heading - 1 > MostRows ? throw new SheetFault("sheet-too-many-rows") : new([.. kept[heading].Cells.Select(cell => cell.Trim())], kept[(heading + 1)..]);
    }
}

/// <param name="Number">As the spreadsheet counts, from 1.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Why a table cannot be taken; its words are <c>refusal.CODE</c>.</summary>
public sealed class SheetFault(string code) : Exception(code)
{
    public string Code { get; } = code;
}
