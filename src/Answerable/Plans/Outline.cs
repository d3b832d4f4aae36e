using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>A paragraph and what stands under it. The root has no text.</summary>
public sealed class OutlineNode(Passage source, NumberMark? mark, Passage text)
{
    private readonly List<OutlineNode> _children = [];

    /// <summary>The whole paragraph, number included.</summary>
    public Passage Source { get; private set; } = source;

    public NumberMark? Mark { get; } = mark;

    /// <summary>Without the number and the blanks around it.</summary>
    public Passage Text { get; private set; } = text;

    public IReadOnlyList<OutlineNode> Children => _children;

    /// <summary>This paragraph and all below it, in the order of the document.</summary>
    public IEnumerable<OutlineNode> All => Children.SelectMany(child => child.All).Prepend(this);

    internal void Add(OutlineNode child) => _children.Add(child);

    internal void Continue(Passage line) => (Source, Text) = (Source.Then(line), Text.Then(line));
}

/// <summary>Finds the paragraphs of a document and which of them stands under which.</summary>
public static partial class Outline
{
    public static OutlineNode Read(IReadOnlyList<DocumentLine> lines)
    {
        var root = new OutlineNode(Passage.Empty, null, Passage.Empty);
        var open = new Stack<OutlineNode>([root]);
        OutlineNode? last = null;
        foreach (var line in lines)
        {
            var source = Passage.Of(line).Without(Markup()).Trim();
            if (source.IsEmpty || Rule().IsMatch(source.Text))
            {
                last = null;
                continue;
            }

            var mark = Numbering.Read(source.Text) ?? Unnumbered(source.Text, line.Level);
            if (mark is null && last is not null && Continues(last, source))
                last.Continue(source);
            else
            {
                last = Place(open, source, mark);
                open.Peek().Add(last);
                if (mark is not null)
                    open.Push(last);
            }
        }

        return root;
    }

    // A heading the word processor marks as one, or a line that is nothing but the usual name of a part.
    private static NumberMark? Unnumbered(string text, int? level) =>
        level is { } known ? new(NumberStyle.Markdown, known, 0, 0)
        : PlanTopics.IsBareHeading(text) ? new(NumberStyle.Bare, 0, 0, 0)
        : null;

    // A style met before closes everything opened since; a new style goes one level deeper.
    private static OutlineNode Place(Stack<OutlineNode> open, Passage source, NumberMark? mark)
    {
        var node = new OutlineNode(source, mark, source.From(mark?.Length ?? 0).Trim());
        if (mark is null)
            return node;
        if (open.Any(above => above.Mark?.Rank == mark.Rank))
            while (open.Pop().Mark?.Rank != mark.Rank) { }
        else
            while (open.Peek().Mark is { } above && Outranks(mark, above))
                open.Pop();
        return node;
    }

    // 附: ends whatever came before; a chapter is never under an item; 1.1 is never under (1).
    private static bool Outranks(NumberMark mark, NumberMark above) =>
        mark.Style is NumberStyle.Annex or NumberStyle.Bare
        || mark.Style == NumberStyle.Markdown && (above.Style != NumberStyle.Markdown || above.Depth >= mark.Depth)
        || mark.Style == NumberStyle.Decimal && above.Style is NumberStyle.ArabicInParentheses or NumberStyle.Circled or NumberStyle.Bullet
        || mark.Style is NumberStyle.Chapter or NumberStyle.Ideograph && above.Style > mark.Style && above.Style != NumberStyle.Annex;

    // A line that a typewriter or mail program broke: the sentence before it has not ended.
    private static bool Continues(OutlineNode last, Passage line) =>
        last.Text.Text.Length >= 24 && last.Mark?.Style != NumberStyle.Annex
        && !Ended().IsMatch(last.Text.Text)
        && !last.Text.Text.Contains('\t') && !line.Text.Contains('\t')
        && !Labels.StartsWithOne(line.Text) && !Labels.StartsWithOne(last.Text.Text)
        && !RosterLine().IsMatch(line.Text) && !RosterLine().IsMatch(last.Text.Text);

    [GeneratedRegex(@"\*\*|__|`|^\s*>\s?")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^[-=*_·\s|:：—]{3,}$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"[。；;：:！!？?.”）)】》]\s*$")]
    private static partial Regex Ended();

    [GeneratedRegex(@"^\S{1,4}[ \u3000]+\S{1,4}([ \u3000]|$)")]
    private static partial Regex RosterLine();
}
