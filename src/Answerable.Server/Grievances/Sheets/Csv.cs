using System.Text;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>Comma, semicolon or tab between values, quotes doubled inside quotes (RFC 4180).</summary>
public static class Csv
{
    public static IEnumerable<SheetRow> Read(string text)
    {
        var mark = Separator(text);
        var (cells, cell, quoted, number, row) = (new List<string>(), new StringBuilder(), false, 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c != '"')
                    Add(cell, c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    Add(cell, text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
                quoted = true;
            else if (c == mark || c == '\n')
            {
                if (cells.Count < Sheet.MostColumns)
                    cells.Add(Plain(cell.ToString()));
                cell.Clear();
                if (c != '\n')
                    continue;
                number++;
                if (cells.Any(one => one.Length > 0))
                    yield return new(number, cells);
                cells = [];
                row++;
            }
            else if (c != '\r')
                Add(cell, c);
        }
    }

    /// <summary>Writes one line. A value that a spreadsheet would run as a formula is kept from it with an apostrophe.</summary>
    public static string Line(IEnumerable<string?> values) => string.Join(',', values.Select(value => Quoted(Harmless(value ?? "")))) + "\r\n";

    /// <summary>What begins like a formula begins with an apostrophe instead.</summary>
    public static string Harmless(string value) =>
        value.TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..] || value is [('\t' or '\r' or '\n'), ..] ? $"'{value}" : value;

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n;\t") >= 0 ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static char Separator(string text)
    {
        var head = text.Split('\n', 6).Take(5).ToList();
        return new[] { ',', '\t', ';', '，' }.MaxBy(mark => head.Max(line => line.Count(c => c == mark)));
    }

    private static void Add(StringBuilder cell, char c)
    {
        if (cell.Length < Sheet.LongestCell)
            cell.Append(c);
    }

    // ="00123" is how exports keep zeros.
    private static string Plain(string cell) => (cell.Trim() is ['=', .. var kept] && kept.Trim('"') is var bare && bare.All(char.IsLetterOrDigit) ? bare : cell).Trim();
}
