using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>What a rights rule may say. It never claims more than the law says.</summary>
public enum RightsFinding
{
    /// <summary>违反某条 — the article forbids it or demands the contrary.</summary>
    Breaks,

    /// <summary>未查到法律依据 — no article allows it; none is cited against it.</summary>
    NoBasis,

    /// <summary>仅在某种情形下合法 — the article allows it for something else.</summary>
    LawfulOnly,
}

public enum Severity { Info, Warning, Error }

/// <summary>One rule of <c>rights.yaml</c>.</summary>
public sealed class RightsRule
{
    internal RightsRule(string id, Dictionary<string, object> data, IReadOnlyDictionary<string, string> words)
    {
        string? Optional(string key) => data.TryGetValue(key, out var value) ? (string)value : null;
        string Value(string key) => Optional(key) ?? throw new FormatException($"Rule {id} has no '{key}'.");
        List<string> Many(string key) => data.TryGetValue(key, out var value) ? [.. ((List<object>)value).Cast<string>()] : [];

        Id = id;
        Name = Text.Of(Value("zh"), Value("en"));
        Finding = Value("finding") switch
        {
            "breaks" => RightsFinding.Breaks,
            "no-basis" => RightsFinding.NoBasis,
            "lawful-only" => RightsFinding.LawfulOnly,
            var other => throw new FormatException($"Rule {id}: '{other}' is no finding."),
        };
        Law = Optional("law") is { } law ? LawArticle.Parse(law) : null;
        if (Law is null != (Finding == RightsFinding.NoBasis))
            throw new FormatException($"Rule {id}: a finding cites an article exactly when it relies on one.");
        Only = Finding == RightsFinding.LawfulOnly ? Text.Of(Value("only-zh"), Value("only-en")) : null;
        Severity = Enum.Parse<Severity>(Value("severity"), ignoreCase: true);
        NamesOnly = Optional("scope") == "name";
        TextOnly = Optional("scope") == "text";
        Duty = Text.Of(Value("duty-zh"), Value("duty-en"));
        DutyLaw = LawArticle.Parse(Value("duty-law"));
        LawfulName = Value("name-zh");
        Drops = Optional("name-drop")?.Split(' ') ?? [];
        Rewords = [.. (Optional("reword")?.Split(' ') ?? []).Select(pair => (pair.Split('=')[0], pair.Split('=')[1]))];
        Patterns = [.. Many("asks").Select(p => new RightsPattern(p, words, Prohibitable: true)), .. Many("also").Select(p => new RightsPattern(p, words, Prohibitable: false))];
        Never = Optional("never") is { } never ? RightsPattern.Compile(never, words) : null;
        Positive = Many("positive");
        Negative = Many("negative");
    }

    public string Id { get; }

    /// <summary>What it is that nobody may ask for.</summary>
    public Text Name { get; }

    public RightsFinding Finding { get; }

    /// <summary>The article broken, or the one that allows it for something else; null when there is no legal basis at all.</summary>
    public LawArticle? Law { get; }

    /// <summary>For <see cref="RightsFinding.LawfulOnly"/>: what it is lawful for.</summary>
    public Text? Only { get; }

    public Severity Severity { get; }

    /// <summary>Applies to names only: the regulation itself uses some of these words in running text.</summary>
    public bool NamesOnly { get; }

    /// <summary>Applies to running text only: a name need not say what is done.</summary>
    public bool TextOnly { get; }

    /// <summary>The lawful duty that takes its place, and the article it comes from.</summary>
    public Text Duty { get; }

    public LawArticle DutyLaw { get; }

    /// <summary>What a name may say instead.</summary>
    public string LawfulName { get; }

    /// <summary>Words to leave out of a name: 稳控接访工作组 is 接访工作组.</summary>
    public IReadOnlyList<string> Drops { get; }

    public IReadOnlyList<(string From, string To)> Rewords { get; }

    public IReadOnlyList<string> Positive { get; }

    public IReadOnlyList<string> Negative { get; }

    internal IReadOnlyList<RightsPattern> Patterns { get; }

    /// <summary>A clause that says this is not meant by the rule.</summary>
    internal Regex? Never { get; }
}

/// <summary>A pattern with the conditions under which it counts.</summary>
internal sealed class RightsPattern
{
    public RightsPattern(string source, IReadOnlyDictionary<string, string> words, bool Prohibitable)
    {
        var cut = source.IndexOf("> ", StringComparison.Ordinal);
        var tagged = cut is > 0 and < 6 && source[..cut].All(c => "PCKDH".Contains(c));
        Conditions = tagged ? source[..cut] : "";
        Words = Compile(tagged ? source[(cut + 2)..] : source, words);
        this.Prohibitable = Prohibitable;
    }

    public string Conditions { get; }
    public Regex Words { get; }

    /// <summary>A prohibition in front of it makes it lawful.</summary>
    public bool Prohibitable { get; }

    public static Regex Compile(string pattern, IReadOnlyDictionary<string, string> words) =>
        new(Expand(pattern, words), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static string Expand(string pattern, IReadOnlyDictionary<string, string> words) =>
        Macro.Replace(pattern, match => words.TryGetValue(match.Groups[1].Value, out var found) ? found : throw new FormatException($"No word class {match.Value}."))
            .Replace("~", "(?:[^，。；：！？\n]{0,16}?)", StringComparison.Ordinal);

    private static readonly Regex Macro = new(@"\{([a-z]+)\}");
}
