using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>
/// Words of a document that still know where they stand in it. A passage may run over several lines; cutting or joining passages
/// never loses the place of a character.
/// </summary>
public sealed record Passage
{
    public static readonly Passage Empty = new("", []);

    private Passage(string text, IReadOnlyList<LineRange> pieces) => (Text, Pieces) = (text, pieces);

    public string Text { get; }

    /// <summary>Where the characters of <see cref="Text"/> stand, in order; their lengths add up to its length.</summary>
    public IReadOnlyList<LineRange> Pieces { get; }

    public bool IsEmpty => Text.Length == 0;
    public int Line => Pieces.Count == 0 ? 0 : Pieces[0].Line;
    public int EndLine => Pieces.Count == 0 ? 0 : Pieces[^1].Line;

    public static Passage Of(DocumentLine line) =>
        line.Text.Length == 0 ? new("", []) : new(line.Text, [new(line.Number, 0, line.Text.Length)]);

    /// <summary>Text that stands whole on one line, for instance a value of an edited plan file.</summary>
    public static Passage Of(string text, int line) => new(text, [new(line, 0, text.Length)]);

    public Passage From(int start) => Slice(start, Text.Length - start);

    public Passage Slice(int start, int length) =>
        length == 0 ? Empty : new(Text.Substring(start, length), Ranges(start, length));

    public Passage Trim()
    {
        var start = 0;
        var end = Text.Length;
        while (start < end && char.IsWhiteSpace(Text[start])) start++;
        while (end > start && char.IsWhiteSpace(Text[end - 1])) end--;
        return start == 0 && end == Text.Length ? this : Slice(start, end - start);
    }

    public Passage Then(Passage next) =>
        IsEmpty ? next : next.IsEmpty ? this : new(Text + next.Text, [.. Pieces, .. next.Pieces]);

    /// <summary>The passage without what the pattern matches (markup such as <c>**</c>).</summary>
    public Passage Without(Regex pattern)
    {
        var kept = Empty;
        var at = 0;
        foreach (var match in pattern.Matches(Text).Where(m => m.Length > 0))
        {
            kept = kept.Then(Slice(at, match.Index - at));
            at = match.Index + match.Length;
        }

        return at == 0 ? this : kept.Then(From(at));
    }

    /// <summary>Cut in front of every place the pattern matches; no character is lost.</summary>
    public IEnumerable<Passage> CutBefore(Regex pattern)
    {
        var at = 0;
        foreach (var match in pattern.Matches(Text).Where(m => m.Index > 0))
        {
            yield return Slice(at, match.Index - at);
            at = match.Index;
        }

        yield return From(at);
    }

    /// <summary>The places in the document of <paramref name="length"/> characters from <paramref name="start"/> on.</summary>
    public IReadOnlyList<LineRange> Ranges(int start, int length)
    {
        var found = new List<LineRange>();
        var offset = 0;
        foreach (var piece in Pieces)
        {
            var from = Math.Max(start, offset);
            var to = Math.Min(start + length, offset + piece.Length);
            if (from < to)
                found.Add(new(piece.Line, piece.Start + from - offset, to - from));
            offset += piece.Length;
        }

        return found;
    }

    public bool Equals(Passage? other) => other is not null && Text == other.Text && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => HashCode.Combine(Text, Line);

    public override string ToString() => Text;
}
