namespace Answerable.Plans;

/// <summary>Makes the items of a plan, numbers them within their kind and claims their text.</summary>
internal sealed class ItemBook(Claims claims)
{
    private readonly Dictionary<string, List<PlanItem>> _byKind = new(StringComparer.Ordinal);

    public IReadOnlyList<PlanItem> this[string kind] => _byKind.GetValueOrDefault(kind) ?? [];

    /// <param name="source">Everything the item takes, its number included.</param>
    /// <param name="text">What it says.</param>
    public PlanItem Add(PlanTopic topic, Passage source, Passage text, string? heading, string kind)
    {
        var list = _byKind.TryGetValue(kind, out var known) ? known : _byKind[kind] = [];
        var item = Make(topic, source, text, heading, $"{kind}-{list.Count + 1}");
        list.Add(item);
        return item;
    }

    public PlanItem Make(PlanTopic topic, Passage source, Passage text, string? heading, string id)
    {
        claims.Take(source, id);
        return new() { Id = id, Topic = topic, Heading = heading?.TrimEnd('。', '：', ':', ' ', '　'), Text = text.Text, Line = source.Line, EndLine = source.EndLine };
    }
}
