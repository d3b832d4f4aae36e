using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Answerable.Grievances;

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

/// <summary>What part a period plays in the course of a case. Code asks for the part; which rule of which law plays it, the rulebook says.</summary>
public enum Role
{
    /// <summary>A petition office's first step with what it received.</summary>
    Disposition,

    /// <summary>The written notice, or acknowledgement, that whoever filed is owed after receipt.</summary>
    Notice,

    /// <summary>The same, from the office that a matter was transferred to.</summary>
    TransferNotice,

    /// <summary>Objecting to a transfer.</summary>
    Objection,

    /// <summary>Reporting back to whoever assigned the matter.</summary>
    Feedback,

    /// <summary>The answer itself.</summary>
    Answer,

    /// <summary>The complainant's time to ask for a review.</summary>
    ReviewRequest,

    /// <summary>The acknowledgement of such a request.</summary>
    ReviewNotice,
    Review,
    FinalReviewRequest,
    FinalReview,
}

/// <param name="Length">The longest an extension may be, in <paramref name="Unit"/>; null where the source gives no number, so that none can be granted.</param>
/// <param name="Condition">Quoted from the source.</param>
/// <param name="Approver">Quoted from the source: who may grant it.</param>
/// <param name="Notify">Who must be told; null when the source names nobody.</param>
/// <param name="Total">The longest that period and extension may be together, where the source says so.</param>
/// <param name="Times">How often, as far as the source tells.</param>
public sealed record ExtensionRule(int? Length, TermUnit? Unit, string? Condition, string? Approver, string? Notify, int? Total = null, string? Times = null);

/// <summary>One period or duty of a rulebook, as data.</summary>
/// <param name="Id">Short and stable within its rulebook, in every version: <c>close</c>.</param>
/// <param name="Row">The row of data/statutory-clocks.json it was made from: <c>XF-34-CLOSE</c>; for our own rules the safeguard.</param>
/// <param name="Length">In <paramref name="Unit"/>; null where the source gives none.</param>
/// <param name="Pause">What the source says about pausing, where it says anything.</param>
/// <param name="Actor">Who is answerable, quoted from the source.</param>
/// <param name="Article">In Chinese 第二十三条第三款; otherwise 23(3), or whatever its source counts by.</param>
public sealed record Rule(
    string Id, string Row, Text Name, Text Article, Trigger Starts, int? Length, TermUnit Unit, ExtensionRule? Extension, string? Pause, Owed Owed,
    string Actor, string Quote, string Source, string? Consequence, string? Note, Confidence Confidence, Origin Origin)
{
    /// <summary>Null: no part in the course of a case.</summary>
    public Role? Role { get; init; }

    /// <summary>The kinds of matter it is for; empty: all.</summary>
    public ImmutableArray<GrievanceKind> Kinds { get; init; } = [];

    /// <summary>Codes of what pauses it: <c>hearing</c>. Nothing else does.</summary>
    public ImmutableArray<string> PausedFor { get; init; } = [];

    /// <summary>What sets it going, in the words of the data.</summary>
    public string When { get; init; } = "";

    /// <summary>Rules of low or unverified confidence are shown and start no clock.</summary>
    public bool Enabled => Confidence is Confidence.High or Confidence.Medium;

    /// <summary>Whether a clock can be started from it without being told the day.</summary>
    [JsonIgnore]
    public bool HasTerm => Unit is TermUnit.Immediately or TermUnit.SameDay or TermUnit.PerDay
        || (Length is not null && Unit is not (TermUnit.SetByAssigner or TermUnit.NoNumber));

    public bool Covers(GrievanceKind kind) => Kinds.IsDefaultOrEmpty || Kinds.Contains(kind);

    /// <summary>The citation as a sentence has it: 第二十三条第三款 · Art. 23(3) · paragraph 6.2.</summary>
    public string Cited(string language) => Article.In(language) is var article && language == "en" && article.Length > 0 && char.IsAsciiDigit(article[0]) ? $"Art. {article}" : article;
}

/// <summary>What a law says without a period: a right, a prohibition, where a matter goes. It starts no clock and is shown with the book.</summary>
/// <param name="Kind">As the data has it: <c>prohibition</c>, <c>stateRule</c>, <c>notInText</c> …</param>
/// <param name="Number">Where it limits a number of people.</param>
public sealed record Standing(string Id, string Row, string Kind, Text Name, Text Article, int? Number, string Quote, Confidence Confidence);

/// <summary>Which days are worked where a book applies.</summary>
/// <param name="Id">Of the files of holidays: <c>cn</c> for holidays/cn-2026.json.</param>
/// <param name="Source">Where holidays are announced.</param>
/// <param name="Rolls">By which law a right's last day moves on over days off; null: our own rule.</param>
public sealed record CalendarRule(string Id, ImmutableSortedSet<IsoDayOfWeek> Week, string Source, Text? Rolls);

/// <param name="Name">Who answers: police, fire …</param>
public sealed record EmergencyNumber(string Number, Text Name);

/// <summary>A sentence of the pages in the words of this law instead of the words that ship with the pages.</summary>
public sealed record BookWord(string Key, string Language, string Words);

/// <summary>The rules of one law in one version. Clocks, and cases, keep the version they began under.</summary>
public sealed record Rulebook(string Id, int Version, Text Name, ImmutableSortedDictionary<string, Rule> Rules)
{
    public ImmutableArray<Standing> Standing { get; init; } = [];

    /// <summary>Null for a book that no town is set up under.</summary>
    public CalendarRule? Calendar { get; init; }

    /// <summary>TZDB id that a town under this book starts out with.</summary>
    public string? Zone { get; init; }

    /// <summary>ISO 3166 code of the country whose telephone numbers people write; empty: no one country.</summary>
    public string Country { get; init; } = "";

    /// <summary>Language of the pages for whoever has chosen none.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Emergency numbers for the first page.</summary>
    public ImmutableArray<EmergencyNumber> Phones { get; init; } = [];

    public ImmutableArray<BookWord> Words { get; init; } = [];

    /// <summary>The provision by which this version also governs cases that began under an earlier one; null: they keep theirs.</summary>
    public string? TakesOver { get; init; }

    /// <summary>Whether a town can be set up under it.</summary>
    [JsonIgnore]
    public bool IsForTowns => Calendar is not null;

    /// <exception cref="KeyNotFoundException">The rulebook has no such rule: a mistake of the program.</exception>
    public Rule this[string rule] =>
        Rules.TryGetValue(rule, out var found) ? found : throw new KeyNotFoundException($"{Id}/{Version} has no rule {rule}.");

    public bool Has(string rule) => Rules.TryGetValue(rule, out var found) && found.Enabled;

    /// <summary>The rule that plays a part; null where this law has none, or none that is sure enough to start a clock.</summary>
    public Rule? For(Role role) => Rules.Values.FirstOrDefault(rule => rule.Role == role && rule.Enabled);

    public RuleRef Ref(string rule) => new(Id, Version, this[rule].Id);

    [JsonIgnore]
    public BookRef Key => new(Id, Version);
}

/// <summary>One version of one rulebook.</summary>
public readonly record struct BookRef(string Id, int Version)
{
    public override string ToString() => $"{Id}/{Version}";
}

/// <summary>A rule of one version of one rulebook.</summary>
public readonly record struct RuleRef(string Book, int Version, string Rule)
{
    public override string ToString() => $"{Book}/{Version}/{Rule}";
}
