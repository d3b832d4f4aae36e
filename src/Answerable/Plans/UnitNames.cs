using System.Reflection;
using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Knows that 经发办 is 经济发展办公室 and 信访办 is 镇信访办.</summary>
public static partial class UnitNames
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Canonical = new(ReadAliases);

    public static bool IsUnit(string text) => text.Length >= 2 && Tail().IsMatch(text);

    public static bool IsPolice(string unit) => Police().IsMatch(unit);

    /// <summary>A word for several units at once: 各党总支, 相关科室. The rest after 各 says which.</summary>
    public static string? Collective(string unit) =>
        AllOf().Match(unit) is { Success: true } match ? match.Groups["kind"].Value : null;

    /// <summary>Two forms of one unit: equal once the place is taken off, in the alias table, or one an abbreviation of the other.</summary>
    public static bool Same(string one, string other)
    {
        var (a, b) = (Bare(one), Bare(other));
        return a == b
            || Canonical.Value.TryGetValue(a, out var x) && Canonical.Value.TryGetValue(b, out var y) && x == y
            || Abbreviates(a, b) || Abbreviates(b, a);
    }

    /// <summary>The members of <paramref name="units"/> that the name may mean, best kind of match only: equal before alike.</summary>
    public static IReadOnlyList<string> Matches(string name, IEnumerable<string> units)
    {
        var all = units.ToList();
        if (Collective(name) is { } kind)
            return [.. all.Where(unit => Bare(unit).EndsWith(kind, StringComparison.Ordinal) && Collective(unit) is null)];
        var equal = all.Where(unit => Bare(unit) == Bare(name)).ToList();
        return equal.Count > 0 ? equal : [.. all.Where(unit => Collective(unit) is null && Same(name, unit))];
    }

    // 安监办: each character in order in 安全生产监督管理办公室, the first the same, the kind of unit the same.
    private static bool Abbreviates(string brief, string full)
    {
        if (brief.Length < 3 || brief.Length >= full.Length || brief[0] != full[0] || Kind(brief) != Kind(full))
            return false;
        var at = 0;
        foreach (var c in Stem(full))
            if (at < Stem(brief).Length && Stem(brief)[at] == c)
                at++;
        return at == Stem(brief).Length;
    }

    private static string Kind(string unit) => unit.EndsWith("办公室", StringComparison.Ordinal) ? "办" : unit[^1..];

    private static string Stem(string unit) => unit.EndsWith("办公室", StringComparison.Ordinal) ? unit[..^3] : unit[..^1];

    private static string Bare(string unit)
    {
        var tight = Blanks().Replace(unit, "");
        return Place().Match(tight) is { Success: true } place && tight.Length - place.Length >= 2 ? tight[place.Length..] : tight;
    }

    private static Dictionary<string, string> ReadAliases()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (List<object>)((Dictionary<string, object>)PlainYaml.Read(Resource("units.yaml")))["units"])
        {
            var forms = ((string)line).Split(' ');
            foreach (var form in forms)
                table.Add(form, forms[0]);
        }

        return table;
    }

    internal static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Answerable.Plans." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(办公室|办|科|所|站|局|院|中心|党委|纪委|党工委|党总支|总支|党支部|支部|委员会|委|团委|室|中队|大队|支队|队|会|妇联|工会|公司|村|社区|学校|小学|中学|幼儿园|厂|处|股|馆|政府|人大|政协|银行|信用社|企业|部|工委|办事处|单位|部门|科室|窗口)$")]
    private static partial Regex Tail();

    [GeneratedRegex("派出所|公安|警务|交警|巡警|刑警|特警|武警")]
    private static partial Regex Police();

    [GeneratedRegex("^(各|全体|所有|相关|有关)(有关|相关|村)?(?<kind>.{2,6})$")]
    private static partial Regex AllOf();

    [GeneratedRegex(@"^(中共)?([\p{IsCJKUnifiedIdeographs}]{1,3}(镇|乡|县|区|市|街道)(?!建)|镇|乡|县|区|市|街道|村(?!建|镇|委|民))")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
