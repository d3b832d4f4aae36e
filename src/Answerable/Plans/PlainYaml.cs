namespace Answerable.Plans;

/// <summary>
/// Reads the part of YAML that our own data files use: nested mappings, lists of scalars, lists of mappings, plain, quoted and folded
/// (<c>&gt;-</c>) scalars, comments on lines of their own. It exists because the core references no YAML library; a test holds every
/// data file against a complete one. Anything outside that part is a <see cref="FormatException"/> that names the line.
/// </summary>
internal sealed class PlainYaml
{
    private readonly List<(int Number, int Indent, string Text)> _lines;
    private int _at;

    private PlainYaml(string text) =>
        _lines = [.. text.ReplaceLineEndings("\n").Split('\n')
            .Select((line, i) => (Number: i + 1, Indent: line.Length - line.TrimStart(' ').Length, Text: line.Trim()))
            .Where(line => line.Text.Length > 0 && line.Text[0] != '#')];

    /// <summary>A string, a list of nodes or a dictionary of nodes.</summary>
    public static object Read(string text)
    {
        var reader = new PlainYaml(text);
        var value = reader.Block(0);
        return reader._at == reader._lines.Count ? value : throw reader.Bad("unexpected indentation");
    }

    private object Block(int indent) => Here.Text[0] == '-' && Here.Text is "-" or ['-', ' ', ..] ? List(indent) : Map(indent);

    private List<object> List(int indent)
    {
        var items = new List<object>();
        while (_at < _lines.Count && Here.Indent == indent && Here.Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var inner = Here.Text[2..].TrimStart();
            var deeper = indent + Here.Text.Length - inner.Length;
            if (KeyEnd(inner) < 0)
            {
                _at++;
                items.Add(Scalar(inner, indent));
                continue;
            }

            _lines[_at] = (Here.Number, deeper, inner);
            items.Add(Map(deeper));
        }

        return items;
    }

    private Dictionary<string, object> Map(int indent)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        while (_at < _lines.Count && Here.Indent == indent && KeyEnd(Here.Text) is var end and >= 0)
        {
            var key = Here.Text[..end];
            var rest = Here.Text[(end + 1)..].Trim();
            if (map.ContainsKey(key))
                throw Bad($"'{key}' twice");
            _at++;
            map[key] = rest.Length > 0 ? Scalar(rest, indent)
                : _at < _lines.Count && (Here.Indent > indent || Here.Indent == indent && Here.Text.StartsWith("- ", StringComparison.Ordinal)) ? Block(Here.Indent)
                : "";
        }

        return map.Count > 0 ? map : throw Bad("a key and a colon expected");
    }

    private object Scalar(string text, int indent) => text switch
    {
        ">-" => Folded(indent),
        ['\'', .. var inner, '\''] => inner.Replace("''", "'", StringComparison.Ordinal),
        ['"', .. var inner, '"'] when !inner.Contains('\\') => inner,
        ['[', .. var inner, ']'] => inner.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList<object>(),
        ['\'' or '"' or '|' or '>' or '&' or '*' or '!' or '{' or '[' or '%' or '@', ..] => throw Bad($"cannot read '{text}'"),
        _ => text,
    };

    private string Folded(int indent)
    {
        var parts = new List<string>();
        for (; _at < _lines.Count && Here.Indent > indent; _at++)
            parts.Add(Here.Text);
        return string.Join(' ', parts);
    }

    // A key is letters, digits and hyphens; the colon is followed by a blank or nothing.
    private static int KeyEnd(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_')) end++;
        return end > 0 && end < text.Length && text[end] == ':' && (end + 1 == text.Length || text[end + 1] == ' ') ? end : -1;
    }

    private (int Number, int Indent, string Text) Here => _at < _lines.Count ? _lines[_at] : throw new FormatException("The file ends too early.");

    private FormatException Bad(string why) => new($"Line {(_at < _lines.Count ? _lines[_at].Number : 0)}: {why}.");
}
