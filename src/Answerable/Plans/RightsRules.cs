using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>The rights rules as shipped.</summary>
public sealed class RightsRules
{
    private static readonly Lazy<RightsRules> Loaded = new(() => Parse(UnitNames.Resource("rights.yaml")));

    private RightsRules(IReadOnlyList<RightsRule> all, IReadOnlyDictionary<string, string> words)
    {
        All = all;
        Petition = RightsPattern.Compile("{petition}|(?:petition|complain|whistle)\\w*", words);
        Petitioner = RightsPattern.Compile("{petitioner}", words);
        Crowd = RightsPattern.Compile("{crowd}", words);
        Danger = RightsPattern.Compile("{danger}", words);
        Care = RightsPattern.Compile("{care}", words);
    }

    public static RightsRules Shipped => Loaded.Value;

    public IReadOnlyList<RightsRule> All { get; }

    internal Regex Petition { get; }
    internal Regex Petitioner { get; }
    internal Regex Crowd { get; }
    internal Regex Danger { get; }
    internal Regex Care { get; }

    /// <exception cref="FormatException">The text is not a rule file; the message says which rule and what.</exception>
    public static RightsRules Parse(string yaml)
    {
        var file = (Dictionary<string, object>)PlainYaml.Read(yaml);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, list) in (Dictionary<string, object>)file["words"])
            words[name] = $"(?:{string.Join('|', ((string)list).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => RightsPattern.Expand(word, words)))})";
        var rules = ((List<object>)file["rules"]).Cast<Dictionary<string, object>>().Select(data => new RightsRule((string)data["id"], data, words));
        return new([.. rules], words);
    }

    public RightsRule this[string id] => All.Single(rule => rule.Id == id);
}
