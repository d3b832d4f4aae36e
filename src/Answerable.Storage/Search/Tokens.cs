using System.Text;

namespace Answerable.Storage.Search;

/// <summary>One term of the index, with the place in the text that it stands for.</summary>
public readonly record struct Token(string Term, int Start, int End);

public enum RunKind { Dense, Word, Number }

/// <summary>Signs that belong together: Han characters without a break, one word, or one number.</summary>
public readonly record struct Run(RunKind Kind, ArraySegment<Sign> Signs)
{
    public string Term => string.Concat(Signs.Select(sign => sign.Rune.ToString()));
}

/// <summary>
/// The one tokeniser, for both databases, for documents, queries and highlights. Scripts without spaces become pairs of characters,
/// and the last character of a run by itself: so a single character is the beginning of some term wherever it stands, and a longer
/// word is its pairs in a row. Words and numbers stay whole. Everything is folded first (<see cref="Folded"/>).
/// </summary>
public static class Tokens
{
    /// <summary>Grows when the same case gives other terms or marks: indexes made before are then made anew.</summary>
    public const int Version = 2;

    /// <summary>Characters of a word that count.</summary>
    public const int LongestWord = 40;

    // A longer number is a telephone, an identity card or an account: nobody may search by it, so nothing keeps it (safeguards A2).
    private const int LongestNumber = 6;

    /// <summary>The terms in the order of the text.</summary>
    public static IEnumerable<Token> Of(Folded text) => Runs(text).SelectMany(run => run.Kind switch
    {
        RunKind.Dense => Pairs(run.Signs).Append(One(run.Signs[^1..])),
        RunKind.Number when run.Signs.Count > LongestNumber => [],
        RunKind.Word when run.Signs.Count > LongestWord => [One(run.Signs[..LongestWord])],
        _ => [One(run.Signs)],
    });

    public static IEnumerable<string> Terms(string text) => Of(Folded.Of(text)).Select(token => token.Term);

    /// <summary>Each two neighbours; none for a single sign.</summary>
    public static IEnumerable<Token> Pairs(ArraySegment<Sign> signs) => Enumerable.Range(0, signs.Count - 1).Select(i => One(signs[i..(i + 2)]));

    public static IEnumerable<Run> Runs(Folded text)
    {
        var signs = text.Signs.ToArray();
        for (var (from, to) = (0, 1); from < signs.Length; to = (from = to) + 1)
        {
            var kind = KindOf(signs[from].Rune);
            while (to < signs.Length && KindOf(signs[to].Rune) == kind && Continues(kind, signs[to]))
                to++;
            yield return new(kind, new(signs, from, to - from));
        }
    }

    // A letter wrapped at the edge of its paper breaks between any two Han characters; the word goes on.
    private static bool Continues(RunKind kind, Sign sign) => sign.Gap == 0 && (kind == RunKind.Dense || !sign.Spaced);

    private static RunKind KindOf(Rune rune) => Folded.IsDense(rune) ? RunKind.Dense : Rune.IsDigit(rune) ? RunKind.Number : RunKind.Word;

    private static Token One(ArraySegment<Sign> signs)
    {
        Span<char> term = stackalloc char[2 * signs.Count];
        var length = 0;
        foreach (var sign in signs)
            length += sign.Rune.EncodeToUtf16(term[length..]);
        return new(new string(term[..length]), signs[0].Start, signs[^1].End);
    }
}
