namespace Answerable.Plans;

/// <param name="Around">The headings it stands under, innermost last: they say whom an unnamed object means.</param>
public sealed record PlanParagraph(Passage Text, string Around);

/// <param name="Paragraphs">All text of the document, for the checks.</param>
/// <param name="Lines">What each line became.</param>
public sealed record PlanReading(Plan Plan, IReadOnlyList<PlanParagraph> Paragraphs, IReadOnlyList<LineUse> Lines)
{
    /// <summary>
    /// A plan that is data already, for instance an edited plan file. What counts is what the running system shows: the wording carried
    /// over and the names; what an earlier import struck out is not held against it again.
    /// </summary>
    public static PlanReading Of(Plan plan) => new(plan,
        [.. plan.Items.Where(item => item.Id != "title").SelectMany(item => Shown(item).Select(text => new PlanParagraph(Passage.Of(text, Math.Max(item.Line, 1)), item.Heading ?? ""))),
         .. Names(plan).Select(name => new PlanParagraph(Passage.Of(name.Name, Math.Max(name.Line, 1)), ""))], []);

    private static IEnumerable<string> Shown(PlanItem item) =>
        (item.Clauses.Count == 0 ? [item.Text] : item.Clauses.Select(clause => clause.Carried)).Where(text => text.Length > 0);

    private static IEnumerable<(string Name, int Line)> Names(Plan plan) =>
        plan.Groups.Select(g => (g.Name, g.Line)).Concat(plan.Rosters.Select(r => (r.Name, r.Line))).Concat(plan.Units.Select(u => (u.Name, u.Line)))
            .Append((plan.Title.Clauses.FirstOrDefault()?.Carried ?? plan.Title.Text, plan.Title.Line)).Where(name => name.Item1.Length > 0);
}

/// <summary>Turns the lines of a plan document into a <see cref="Plan"/>. Total: any text gives a reading, at worst all of it unmapped.</summary>
public sealed class PlanReader
{
    private readonly Claims _claims;
    private readonly OutlineNode _root;
    private readonly ItemBook _items;
    private readonly OrganisationReader _organisation;
    private readonly List<PlanStep> _steps = [];

    private PlanReader(IReadOnlyList<DocumentLine> lines)
    {
        _claims = new(lines);
        _root = Outline.Read(lines);
        _items = new(_claims);
        _organisation = new(_claims, _items);
    }

    /// <param name="lines">In order; numbers are distinct.</param>
    public static PlanReading Read(IReadOnlyList<DocumentLine> lines) => new PlanReader(lines).Read();

    private PlanReading Read()
    {
        var front = new FrontMatter(_claims, _items);
        foreach (var node in front.Read(_root))
            Visit(node, PlanTopic.Other, null);
        foreach (var left in _claims.Left().ToList())
            _items.Add(PlanTopic.Other, left, left, null, "unmapped");
        return new(Assemble(front), [.. Paragraphs(_root, "")], _claims.Uses());
    }

    private void Visit(OutlineNode node, PlanTopic inherited, string? heading)
    {
        if (Heading(node) is not { } own)
        {
            Leaf(node, inherited, heading);
            return;
        }

        var topic = PlanTopics.Of(own.Text) ?? inherited;
        _claims.Take(node.Source.Slice(0, node.Source.Text.Length - node.Text.Text.Length).Then(own), $"heading:{topic}");
        var rest = node.Text.From(own.Text.Length).Trim();
        if (topic is PlanTopic.Organisation or PlanTopic.Annex)
        {
            _organisation.Read(node, own, rest);
            return;
        }

        if (!rest.IsEmpty)
            Item(topic, rest, rest, topic == inherited ? own.Text : null);
        foreach (var child in node.Children)
            Visit(child, topic, topic == inherited || node.Mark!.Style != NumberStyle.Ideograph ? own.Text : heading);
    }

    // A paragraph with all that stands under it is one item; a short one with numbered items under it is their heading.
    private void Leaf(OutlineNode node, PlanTopic topic, string? heading)
    {
        if (topic == PlanTopic.General)
            topic = PlanTopics.OfArticle(node.Text.Text);
        var numbered = node.Children.Where(child => child.Mark is not null).ToList();
        if (numbered.Count > 0)
        {
            var lead = node.Source;
            Item(topic, lead, node.Text, heading, numbered: false);
            foreach (var child in node.Children)
                Visit(child, topic, heading);
            return;
        }

        var parts = node.All.Where(part => !_claims.Took(part.Source)).ToList();
        if (parts.Count > 0)
            Item(topic, parts.Aggregate(Passage.Empty, (all, part) => all.Then(part.Source)),
                parts.Aggregate(Passage.Empty, (all, part) => all.Then(part.Text)), heading, node.Mark is not null);
    }

    private void Item(PlanTopic topic, Passage source, Passage text, string? heading, bool numbered = true)
    {
        var kind = topic switch
        {
            PlanTopic.Response => "step",
            PlanTopic.Purpose => "purpose",
            PlanTopic.Objectives => "objective",
            PlanTopic.Principles => "principle",
            PlanTopic.Accountability when numbered => "accountability",
            PlanTopic.Other => "unmapped",
            _ => "provision",
        };
        var item = _items.Add(topic, source, text, heading, kind);
        if (kind == "step")
            _steps.Add(StepReader.Read(item));
    }

    // The text of a heading: a whole short line, or the first words of "1.1 目的。为了…" when they name a topic.
    private static Passage? Heading(OutlineNode node)
    {
        if (node.Mark is null)
            return null;
        var text = node.Text.Text;
        var end = text.IndexOfAny(['。', '：', ':', '，', '；', ' ', '　']);
        if (end < 0 && text.Length <= 40 && (node.Children.Count > 0 || PlanTopics.Of(text) is not null && text.Length <= 16))
            return node.Text;
        return end is > 0 and <= 14 && text[end] is not '，' && PlanTopics.Of(text[..end]) is not null && text.Length > end + 1
            ? node.Text.Slice(0, end + 1) : null;
    }

    private Plan Assemble(FrontMatter front)
    {
        var people = _organisation.People();
        return new()
        {
            Title = front.Title,
            Nature = PlanTopics.NatureOf(front.Title.Text),
            IssuedBy = front.IssuedBy,
            DocumentNumber = front.DocumentNumber,
            IssuedOn = front.IssuedOn,
            Purpose = _items["purpose"],
            Objectives = _items["objective"],
            Principles = _items["principle"],
            Groups = _organisation.Groups(),
            Steps = _steps,
            Accountability = _items["accountability"],
            Provisions = _items["provision"],
            Rosters = _organisation.Rosters(),
            Units = UnitBook.Collect(_organisation.Groups(), _organisation.Rosters(), people),
            People = people,
            Unmapped = _items["unmapped"],
        };
    }

    private static IEnumerable<PlanParagraph> Paragraphs(OutlineNode node, string around)
    {
        foreach (var child in node.Children)
        {
            yield return new(child.Source, around);
            var inner = child.Source.Text.Length <= 40 ? around + child.Text.Text + "\n" : around + child.Text.Text[..Math.Min(12, child.Text.Text.Length)] + "\n";
            foreach (var paragraph in Paragraphs(child, inner))
                yield return paragraph;
        }
    }
}
