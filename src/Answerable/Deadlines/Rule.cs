using System.Text.Json.Serialization;

namespace Answerable.Deadlines;

/// <summary>In what a period is counted.</summary>
public enum TermUnit
{
    Hour,

    /// <summary>日: every day counts, working or not.</summary>
    CalendarDay,

    /// <summary>工作日: days on which the offices of the calendar work.</summary>
    WorkingDay,
    Month,
    Year,

    /// <summary>立即: due the moment it starts.</summary>
    Immediately,

    /// <summary>当日: due at the end of the day on which it starts.</summary>
    SameDay,

    /// <summary>So many times a day while the matter lasts; each day's is due at the end of that day.</summary>
    PerDay,

    /// <summary>指定办理期限: whoever assigns sets the day.</summary>
    SetByAssigner,

    /// <summary>及时, or no word at all: a duty without a number, which starts no clock.</summary>
    NoNumber,
}

/// <summary>Whose date it is. An office owes the strict date; a resident's right ends on the later one (safeguards B3).</summary>
public enum Owed { Office, Resident }

/// <summary>What sets a period going.</summary>
public enum Trigger
{
    Received,
    TransferReceived,
    Accepted,

    /// <summary>Nobody gave notice, so acceptance counts from the fifteenth day after receipt (safeguards B3, our rule).</summary>
    AcceptanceDeemed,
    Assigned,
    AnswerReceived,
    RequestReceived,
    ReportReceived,
    Learned,
    Occurred,
    Issued,
    Acknowledged,
    ResponseEnded,
    LastDone,
    Withdrawn,
    Opened,
    Overdue,

    /// <summary>A notice certainly did not arrive.</summary>
    Unreached,
    Other,
}

/// <summary>How sure we are that a rule says what its source says.</summary>
public enum Confidence { High, Medium, Low, Unverified }

/// <summary>Where a rule comes from: the law, or this system (labelled so wherever it is shown).</summary>
public enum Origin { Law, OurRule }

/// <param name="Length">The longest an extension may be, in <paramref name="Unit"/>; null where the source gives no number, so that none can be granted.</param>
/// <param name="Condition">Quoted from the source.</param>
/// <param name="Approver">Quoted from the source: who may grant it.</param>
/// <param name="Notify">Who must be told; null when the source names nobody.</param>
public sealed record ExtensionRule(int? Length, TermUnit? Unit, string? Condition, string? Approver, string? Notify);

/// <summary>One period or duty of a rulebook, as data.</summary>
/// <param name="Id">Short and stable within its rulebook: <c>close</c>.</param>
/// <param name="Row">The row of data/statutory-clocks.json it was made from: <c>XF-34-CLOSE</c>; for our own rules the safeguard.</param>
/// <param name="Length">In <paramref name="Unit"/>; null where the source gives none.</param>
/// <param name="Actor">Who is answerable, quoted from the source.</param>
/// <param name="Article">In Chinese 第二十三条第三款; otherwise as the data has it.</param>
public sealed record Rule(
    string Id, string Row, Text Name, Text Article, Trigger Starts, int? Length, TermUnit Unit, ExtensionRule? Extension, string? Pause, Owed Owed,
    string Actor, string Quote, string Source, string? Consequence, string? Note, Confidence Confidence, Origin Origin)
{
    /// <summary>Rules of low or unverified confidence are shown and start no clock.</summary>
    public bool Enabled => Confidence is Confidence.High or Confidence.Medium;

    /// <summary>Whether a clock can be started from it without being told the day.</summary>
    [JsonIgnore]
    public bool HasTerm => Unit is TermUnit.Immediately or TermUnit.SameDay or TermUnit.PerDay
        || (Length is not null && Unit is not (TermUnit.SetByAssigner or TermUnit.NoNumber));
}

/// <summary>The rules of one law in one version. Clocks keep the version they began under.</summary>
public sealed record Rulebook(string Id, int Version, Text Name, System.Collections.Immutable.ImmutableSortedDictionary<string, Rule> Rules)
{
    /// <exception cref="KeyNotFoundException">The rulebook has no such rule: a mistake of the program.</exception>
    public Rule this[string rule] =>
        Rules.TryGetValue(rule, out var found) ? found : throw new KeyNotFoundException($"{Id}/{Version} has no rule {rule}.");

    public bool Has(string rule) => Rules.TryGetValue(rule, out var found) && found.Enabled;

    public RuleRef Ref(string rule) => new(Id, Version, this[rule].Id);
}

/// <summary>A rule of one version of one rulebook.</summary>
public readonly record struct RuleRef(string Book, int Version, string Rule)
{
    public override string ToString() => $"{Book}/{Version}/{Rule}";
}
