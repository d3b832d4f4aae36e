namespace Answerable.Plans;

/// <summary>What one line of the document became.</summary>
/// <param name="UsedBy">Ids of the items and the parts of the frame (heading, label) it went into; empty only for a blank line.</param>
public sealed record LineUse(int Line, string Text, IReadOnlyList<string> UsedBy)
{
    public bool IsBlank => UsedBy.Count == 0;
}

/// <summary>Keeps book of every character: what no part of the plan took is left over, and the reader has to list it.</summary>
internal sealed class Claims(IReadOnlyList<DocumentLine> lines)
{
    private readonly Dictionary<int, bool[]> _taken = lines.ToDictionary(line => line.Number, line => new bool[line.Text.Length]);
    private readonly Dictionary<int, List<string>> _uses = lines.ToDictionary(line => line.Number, _ => new List<string>());

    public void Take(Passage passage, string by)
    {
        foreach (var piece in passage.Pieces)
        {
            Array.Fill(_taken[piece.Line], true, piece.Start, piece.Length);
            if (!_uses[piece.Line].Contains(by))
                _uses[piece.Line].Add(by);
        }
    }

    public bool Took(Passage passage) =>
        !passage.IsEmpty && passage.Pieces.All(piece => _taken[piece.Line].AsSpan(piece.Start, piece.Length).IndexOf(false) < 0);

    /// <summary>Runs of characters nobody took and that say something (a letter, a digit, a Chinese character).</summary>
    public IEnumerable<Passage> Left()
    {
        foreach (var line in lines)
        {
            var taken = _taken[line.Number];
            for (var start = 0; start < taken.Length; start++)
            {
                if (taken[start])
                    continue;
                var end = start;
                while (end < taken.Length && !taken[end]) end++;
                var run = Passage.Of(line).Slice(start, end - start).Trim();
                if (run.Text.Any(char.IsLetterOrDigit))
                    yield return run;
                start = end;
            }
        }
    }

    public IReadOnlyList<LineUse> Uses() => [.. lines.Select(line => new LineUse(line.Number, line.Text, Used(line)))];

    private List<string> Used(DocumentLine line) =>
        _uses[line.Number] is { Count: > 0 } uses ? uses : line.Text.Any(c => !char.IsWhiteSpace(c)) ? ["rule"] : [];
}
