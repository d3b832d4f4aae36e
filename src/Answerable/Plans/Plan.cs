namespace Answerable.Plans;

/// <summary>What the plan prepares for. An inspection is no emergency (突发事件应对法 Art. 2): it opens no level and pages nobody.</summary>
public enum PlanNature { General, NaturalDisaster, Accident, PublicHealth, SocialSafety, Inspection }

/// <summary>What a part of a plan is about. The names follow 国办发〔2024〕5号 Art. 8 and 15.</summary>
public enum PlanTopic
{
    Other, General, Purpose, Basis, Scope, Objectives, Principles, Organisation, Risk, Warning, Reporting, Evacuation, Response,
    Resources, Aftermath, Management, Accountability, Annex,
}

/// <summary>
/// A plan as data. Every item keeps the line of the document it was read from; what the reader could not place is in
/// <see cref="Unmapped"/>, so that nothing is dropped silently.
/// </summary>
public sealed record Plan
{
    /// <summary>Version of this shape; plan files say it in their first field.</summary>
    public int Format { get; init; } = 1;

    public PlanItem Title { get; init; } = new();
    public PlanNature Nature { get; init; }
    public IReadOnlyList<PlanItem> IssuedBy { get; init; } = [];

    /// <summary>发文字号 such as 清政发〔2026〕3号; null when the document has none.</summary>
    public PlanItem? DocumentNumber { get; init; }

    /// <summary>The date of issue as the document writes it.</summary>
    public PlanItem? IssuedOn { get; init; }

    /// <summary>Filled by hand: last drill and last evaluation, ISO dates; null when unknown.</summary>
    public LocalDate? LastDrill { get; init; }

    public LocalDate? LastEvaluation { get; init; }

    /// <summary>Filled by hand: id of the rulebook that a town founded from this plan is set up under; null: 信访工作条例.</summary>
    public string? Rulebook { get; init; }

    public IReadOnlyList<PlanItem> Purpose { get; init; } = [];
    public IReadOnlyList<PlanItem> Objectives { get; init; } = [];
    public IReadOnlyList<PlanItem> Principles { get; init; } = [];
    public IReadOnlyList<PlanGroup> Groups { get; init; } = [];
    public IReadOnlyList<PlanStep> Steps { get; init; } = [];
    public IReadOnlyList<PlanItem> Accountability { get; init; } = [];

    /// <summary>Parts with a known topic that are neither of the above: warning, reporting, resources, drills …</summary>
    public IReadOnlyList<PlanItem> Provisions { get; init; } = [];

    public IReadOnlyList<PlanRoster> Rosters { get; init; } = [];
    public IReadOnlyList<PlanUnit> Units { get; init; } = [];
    public IReadOnlyList<PlanPerson> People { get; init; } = [];

    /// <summary>Text that belongs to no heading the reader knows.</summary>
    public IReadOnlyList<PlanItem> Unmapped { get; init; } = [];

    /// <summary>Fingerprints of the items as imported, by item id: what tells a later import from a hand edit.</summary>
    public IReadOnlyDictionary<string, string> Baseline { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Every piece of text with an id, in the order of the document's parts.</summary>
    public IEnumerable<PlanItem> Items =>
        Single(Title).Concat(IssuedBy).Concat(Single(DocumentNumber)).Concat(Single(IssuedOn)).Concat(Purpose).Concat(Objectives).Concat(Principles)
            .Concat(Groups.SelectMany(g => g.Duties)).Concat(Steps.Select(s => s.Action)).Concat(Accountability).Concat(Provisions).Concat(Unmapped);

    private static IEnumerable<PlanItem> Single(PlanItem? item) => item is null or { Text: "" } ? [] : [item];
}

/// <summary>A paragraph of the plan.</summary>
public sealed record PlanItem
{
    public string Id { get; init; } = "";
    public PlanTopic Topic { get; init; }

    /// <summary>The heading over it, without its number; null when it stands directly under the section.</summary>
    public string? Heading { get; init; }

    /// <summary>As issued, without its number.</summary>
    public string Text { get; init; } = "";

    public int Line { get; init; }
    public int EndLine { get; init; }

    /// <summary>Its clauses and what becomes of each; empty until the rights rules have read it.</summary>
    public IReadOnlyList<PlanClause> Clauses { get; init; } = [];
}

/// <summary>What becomes of a clause.</summary>
public enum ClauseVerdict
{
    /// <summary>Lawful; carried over word for word.</summary>
    Carried,

    /// <summary>Lawful once a word is taken out or exchanged; carried over in those words.</summary>
    Reworded,

    /// <summary>Not carried over; the lawful duty stands in its place.</summary>
    Replaced,
}

/// <param name="Text">As issued.</param>
/// <param name="Carried">What the running system shows: the clause, its lawful wording, or the lawful duty in its place.</param>
/// <param name="Rule">The rights rule that spoke; null for a carried clause.</param>
public sealed record PlanClause(string Text, ClauseVerdict Verdict, string Carried, string? Rule = null)
{
    private PlanClause() : this("", default, "") { }
}

/// <summary>A working group or a command.</summary>
public sealed record PlanGroup
{
    public string Id { get; init; } = "";

    /// <summary>Its lawful name: 稳控接访工作组 is carried over as 接访工作组.</summary>
    public string Name { get; init; } = "";

    public string NameAsIssued { get; init; } = "";

    /// <summary>A leading group or command post (领导小组, 指挥部) rather than a working group.</summary>
    public bool Commands { get; init; }

    public int Line { get; init; }

    /// <summary>Names of the leaders in charge.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];

    /// <summary>Filled by hand: who stands in for the lead.</summary>
    public string? Deputy { get; init; }

    /// <summary>Units made responsible, as the document names them.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Members the document lists by name.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public IReadOnlyList<PlanItem> Duties { get; init; } = [];
}

/// <summary>One step of the procedure: who does what, when, and to whom they report.</summary>
public sealed record PlanStep
{
    public string Id { get; init; } = "";
    public PlanItem Action { get; init; } = new();

    /// <summary>What sets it off: 一旦出现突发事件. Null when the step always holds.</summary>
    public string? When { get; init; }

    public IReadOnlyList<string> Who { get; init; } = [];

    /// <summary>The words that say how fast: 立即, 第一时间, 30分钟内.</summary>
    public IReadOnlyList<string> Speed { get; init; } = [];

    public IReadOnlyList<string> ReportTo { get; init; } = [];

    /// <summary>Filled by hand: the local clock in minutes that stands behind "immediately"; null while nobody has set it.</summary>
    public int? WithinMinutes { get; init; }
}

/// <summary>A list of people with a leader: 领导小组 and its office.</summary>
public sealed record PlanRoster
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public int Line { get; init; }
    public IReadOnlyList<string> Leaders { get; init; } = [];
    public IReadOnlyList<string> Deputies { get; init; } = [];
    public IReadOnlyList<string> Members { get; init; } = [];
    public PlanOffice? Office { get; init; }
}

/// <param name="At">The unit the office sits in.</param>
/// <param name="Director">Name of its director.</param>
/// <param name="Members">Its members, in the document's words.</param>
public sealed record PlanOffice(string? At, string? Director, string? Members, int Line)
{
    private PlanOffice() : this(null, null, null, 0) { }
}

/// <summary>A unit under its longest name.</summary>
public sealed record PlanUnit
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>The other forms the document uses.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Police: named in a plan or not, it gets no access to any case from it.</summary>
    public bool Police { get; init; }

    public int Line { get; init; }
}

public sealed record PlanPerson
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public IReadOnlyList<PlanPost> Posts { get; init; } = [];

    /// <summary>Filled by hand: how the person is reached.</summary>
    public string? Phone { get; init; }

    public string? Email { get; init; }
    public int Line { get; init; }
}

/// <param name="Unit">Null for a post of the town itself (副镇长).</param>
/// <param name="Title">Null when the document names only the unit.</param>
public sealed record PlanPost(string? Unit, string? Title, string Text)
{
    private PlanPost() : this(null, null, "") { }
}
