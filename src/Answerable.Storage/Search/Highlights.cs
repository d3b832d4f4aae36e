using System.Text;

namespace Answerable.Storage.Search;

/// <summary>A piece of a text as it is shown; marked where it is what was looked for.</summary>
public readonly record struct Piece(string Words, bool IsHit);

/// <summary>Marks what was found, in text that was masked before: so a highlight can hold no contact value.</summary>
public static class Highlights
{
    private const string Left = "…";

    /// <summary>The whole text in pieces; one piece without a mark where nothing of the query is in it.</summary>
    public static IReadOnlyList<Piece> Of(string masked, SearchQuery query)
    {
        var text = Folded.Of(masked);
        return Cut(text.Text, Spans(text, query), 0, text.Text.Length);
    }

    /// <summary>About <paramref name="length"/> characters around the first hit in the first part that has one; empty where none has.</summary>
    public static IReadOnlyList<Piece> Snippet(CaseText text, SearchQuery query, int length = 80)
    {
        foreach (var part in text.Parts.Select(Folded.Of))
            if (Spans(part, query) is { Count: > 0 } spans)
                return Around(part.Text, spans, length);
        return [];
    }

    private static List<Piece> Around(string text, List<(int Start, int End)> spans, int length)
    {
        var from = Whole(text, Math.Max(0, spans[0].Start - length / 4));
        var to = Whole(text, Math.Min(text.Length, Math.Max(from + length, spans[0].End)));
        var pieces = Cut(text, [.. spans.Where(span => span.End <= to)], from, to);
        if (from > 0) pieces.Insert(0, new(Left, false));
        if (to < text.Length) pieces.Add(new(Left, false));
        return pieces;
    }

    // Never between the halves of one character.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static List<Piece> Cut(string text, IEnumerable<(int Start, int End)> spans, int from, int to)
    {
        var pieces = new List<Piece>();
        foreach (var (start, end) in spans)
        {
            if (start > from) pieces.Add(new(text[from..start], false));
            pieces.Add(new(text[Math.Max(from, start)..end], true));
            from = end;
        }

        if (from < to) pieces.Add(new(text[from..to], false));
        return pieces;
    }

    /// <summary>Where the clauses stand, in order and without overlap.</summary>
    private static List<(int Start, int End)> Spans(Folded text, SearchQuery query)
    {
        var tokens = Tokens.Of(text).ToList();
        var found = new List<(int Start, int End)>();
        foreach (var clause in query.Clauses)
            for (var at = 0; at + clause.Terms.Length <= tokens.Count; at++)
                if (StandsAt(tokens, at, clause))
                    found.Add((tokens[at].Start, End(text, tokens, at, clause)));
        return Merge(found);
    }

    private static bool StandsAt(List<Token> tokens, int at, Clause clause)
    {
        if (clause.Begins)
            return tokens[at].Term.StartsWith(clause.Terms[0], StringComparison.Ordinal);
        for (var i = 0; i < clause.Terms.Length; i++)
            if (tokens[at + i].Term != clause.Terms[i])
                return false;
        return true;
    }

    // A single Han character is looked for as the beginning of a pair; only it is marked, not its neighbour.
    private static int End(Folded text, List<Token> tokens, int at, Clause clause)
    {
        var token = tokens[at + clause.Terms.Length - 1];
        var first = Rune.GetRuneAt(text.Text, token.Start);
        return clause.Begins && Folded.IsDense(first) ? token.Start + first.Utf16SequenceLength : token.End;
    }

    private static List<(int Start, int End)> Merge(List<(int Start, int End)> spans)
    {
        var merged = new List<(int Start, int End)>();
        foreach (var span in spans.Order())
            if (merged.Count > 0 && span.Start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            else
                merged.Add(span);
        return merged;
    }
}
