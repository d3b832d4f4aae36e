namespace Answerable.Plans;

/// <summary>One line of a plan document, as its reader saw it.</summary>
/// <param name="Number">Counted from 1 in the file; in a word-processor document, in the order of paragraphs and table rows.</param>
/// <param name="Text">Without its line end; a table row has its cells parted by tabs.</param>
/// <param name="Level">Outline level the word processor gave it, 1 the highest; null for body text.</param>
public sealed record DocumentLine(int Number, string Text, int? Level = null);

/// <summary>Part of a line: <paramref name="Start"/> counts UTF-16 characters from 0.</summary>
public sealed record LineRange(int Line, int Start, int Length)
{
    public int End => Start + Length;
}
