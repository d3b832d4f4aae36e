using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Grievances.Categories;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Answerable.Server.Grievances.Directing;

/// <summary>The list of subjects and the rules as YAML, as people write them and as they are shown again.</summary>
public static class DirectionFiles
{
    public sealed class SubjectRow
    {
        public string Code { get; set; } = "";
        public Dictionary<string, string> Name { get; set; } = [];
        public string? Parent { get; set; }
        public string? Office { get; set; }
        public string? Unit { get; set; }
        public int? Days { get; set; }
        public bool Public { get; set; }
    }

    public sealed class RuleRow
    {
        public string Id { get; set; } = "";
        public List<string> Subjects { get; set; } = [];
        public List<string> Areas { get; set; } = [];
        public List<GrievanceKind> Kinds { get; set; } = [];
        public string Office { get; set; } = "";
        public string? Unit { get; set; }
        public bool Suggests { get; set; }
    }

    public static (ImmutableArray<Category> Categories, IReadOnlyList<Finding> Findings) Subjects(string yaml, Town town)
    {
        var (rows, wrong) = Read<SubjectRow>(yaml);
        if (wrong is not null)
            return ([], [wrong]);
        ImmutableArray<Category> read = [.. rows.Select(row => new Category(row.Code, new(row.Name.ToImmutableSortedDictionary(StringComparer.Ordinal)), row.Parent, Id(row.Office, OfficeId.Of), row.Days, row.Public) { Unit = Id(row.Unit, UnitId.Of) })];
        return (read, [.. CategoryFault.Of(read, town).Select(fault => new Finding(true, fault.What, fault.Code))]);
    }

    public static (ImmutableArray<DirectionRule> Rules, IReadOnlyList<Finding> Findings) Rules(string yaml, Directions directions, Answerable.Recording.Book book)
    {
        var (rows, wrong) = Read<RuleRow>(yaml);
        if (wrong is not null)
            return ([], [wrong]);
        ImmutableArray<DirectionRule> read = [.. rows.Select(row => new DirectionRule(row.Id, new(row.Office), Id(row.Unit, UnitId.Of), [.. row.Subjects], [.. row.Areas], [.. row.Kinds], row.Suggests))];
        return (read, [.. RuleFault.Of(read, directions, book).Select(fault => new Finding(true, fault.What, fault.Rule))]);
    }

    public static string Write(IEnumerable<Category> categories) => Written(categories.Select(one => new SubjectRow
    {
        Code = one.Code, Name = new(one.Name.Values), Parent = one.Parent, Office = one.Office?.Value, Unit = one.Unit?.Value, Days = one.Days, Public = one.Public,
    }));

    public static string Write(IEnumerable<DirectionRule> rules) => Written(rules.Select(one => new RuleRow
    {
        Id = one.Id, Subjects = [.. one.Categories], Areas = [.. one.Areas], Kinds = [.. one.Kinds], Office = one.Office.Value, Unit = one.Unit?.Value, Suggests = one.Suggests,
    }));

    private static T? Id<T>(string? id, Func<string, T> of) where T : struct => string.IsNullOrWhiteSpace(id) ? null : of(id);

    private static (IReadOnlyList<T> Rows, Finding? Wrong) Read<T>(string yaml) where T : class
    {
        try
        {
            Plain(yaml);
            var rows = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnumNamingConvention(HyphenatedNamingConvention.Instance)
                .WithDuplicateKeyChecking().Build().Deserialize<List<T?>>(yaml) ?? [];
            return rows.Contains(null) ? ([], new(true, "not-yaml", "1", "null")) : (rows.OfType<T>().ToList(), null);
        }
        catch (YamlException wrong)
        {
            return ([], new(true, "not-yaml", wrong.Start.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), wrong.InnerException?.Message ?? wrong.Message));
        }
    }

    // Anchors could make a small file expand without end.
    private static void Plain(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        while (parser.MoveNext())
            if (parser.Current is AnchorAlias || parser.Current is NodeEvent { Anchor.IsEmpty: false })
                throw new YamlException(parser.Current.Start, parser.Current.End, "anchors and aliases are not allowed");
    }

    private static string Written<T>(IEnumerable<T> rows)
    {
        var text = new StringWriter { NewLine = "\n" };
        new SerializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnumNamingConvention(HyphenatedNamingConvention.Instance).DisableAliases()
            .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections | DefaultValuesHandling.OmitDefaults).Build()
            .Serialize(new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024).WithIndentedSequences()), rows.ToList());
        return text.ToString();
    }
}
