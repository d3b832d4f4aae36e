using Answerable.Plans;
using NodaTime;
using NodaTime.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using YamlDotNet.Serialization.ObjectGraphVisitors;

namespace Answerable.Server.Plans;

/// <summary>Plan files: <c>plan.yaml</c>, as <c>docs/plan.schema.json</c> describes it. Writing what was read gives the same bytes.</summary>
public static class PlanYaml
{
    private const string Head =
        "# 应急预案数据文件，由 answerable plan import 生成，可以手工修改；再次导入同一文档时保留手工修改。\n"
        + "# A plan as data, written by `answerable plan import`. Edit it freely; importing the document again keeps your edits.\n"
        + "# 格式说明 / format: docs/plan.schema.json\n";

    public static string Write(Plan plan)
    {
        var text = new StringWriter { NewLine = "\n" };
        Writer().Serialize(new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024).WithIndentedSequences()), plan, typeof(Plan));
        return Head + text;
    }

    /// <returns>The plan, and the line in the file on which the entry with an id begins.</returns>
    /// <exception cref="PlanFileException"><c>plan-file-invalid</c>: not a plan file; the words name the line.</exception>
    public static (Plan Plan, Func<string, int?> LineOf) Read(string yaml)
    {
        try
        {
            Refuse(yaml);
            var plan = Reader().Deserialize<Plan>(yaml) ?? throw Invalid(1, "empty");
            if (plan.Format != 1)
                throw Invalid(1, $"format {plan.Format}");
            var lines = Lines(yaml);
            return (plan, id => lines.TryGetValue(id, out var line) ? line : null);
        }
        catch (YamlException error)
        {
            throw Invalid(error.Start.Line, error.InnerException?.Message ?? error.Message);
        }
    }

    // Anchors could make a small file expand without end; a plan needs none.
    private static void Refuse(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        while (parser.MoveNext())
            if (parser.Current is AnchorAlias || parser.Current is NodeEvent { Anchor.IsEmpty: false })
                throw Invalid(parser.Current.Start.Line, "anchors and aliases are not allowed");
    }

    private static Dictionary<string, int> Lines(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var map in stream.Documents.SelectMany(document => document.AllNodes).OfType<YamlMappingNode>())
            if (map.Children.TryGetValue(new YamlScalarNode("id"), out var id) && id is YamlScalarNode { Value: { } value })
                lines.TryAdd(value, (int)map.Start.Line);
        return lines;
    }

    private static PlanFileException Invalid(long line, string why) => new("plan-file-invalid",
        Text.Of($"第{line}行不是有效的计划文件内容：{why}", $"Line {line} is not valid in a plan file: {why}"));

    private static ISerializer Writer() => PlanFields.Comment(new SerializerBuilder())
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
        .WithTypeConverter(new Dates())
        .DisableAliases()
        .ConfigureDefaultValuesHandling(DefaultValuesHandling.OmitNull | DefaultValuesHandling.OmitEmptyCollections)
        .WithoutEmissionPhaseObjectGraphVisitor<CommentsObjectGraphVisitor>()
        .WithEmissionPhaseObjectGraphVisitor(args => new CommentsOnce(args.InnerVisitor))
        .Build();

    private static IDeserializer Reader()
    {
        var builder = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
            .WithTypeConverter(new Dates())
            .WithDuplicateKeyChecking()
            .EnablePrivateConstructors()
            .WithTypeMapping<IReadOnlyDictionary<string, string>, Dictionary<string, string>>();
        return List<string>(List<PlanItem>(List<PlanClause>(List<PlanGroup>(List<PlanStep>(List<PlanRoster>(List<PlanUnit>(List<PlanPerson>(List<PlanPost>(builder))))))))).Build();
    }

    private static DeserializerBuilder List<T>(DeserializerBuilder builder) => builder.WithTypeMapping<IReadOnlyList<T>, List<T>>();

    /// <summary>Dates as 2026-05-12.</summary>
    private sealed class Dates : IYamlTypeConverter
    {
        public bool Accepts(Type type) => type == typeof(LocalDate) || type == typeof(LocalDate?);

        public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
        {
            var scalar = parser.Consume<Scalar>();
            if (scalar.Value is "" or "null" or "~")
                return null;
            return LocalDatePattern.Iso.Parse(scalar.Value) is { Success: true } date ? date.Value
                : throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a date such as 2026-05-12");
        }

        public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) =>
            emitter.Emit(new Scalar(value is LocalDate date ? LocalDatePattern.Iso.Format(date) : ""));
    }

    /// <summary>Every field is explained where it appears first, and only there.</summary>
    private sealed class CommentsOnce(IObjectGraphVisitor<IEmitter> next) : ChainedObjectGraphVisitor(next)
    {
        private readonly HashSet<string> _said = new(StringComparer.Ordinal);

        public override bool EnterMapping(IPropertyDescriptor key, IObjectDescriptor value, IEmitter context, ObjectSerializer serializer)
        {
            if (key.GetCustomAttribute<YamlMemberAttribute>()?.Description is { } words && _said.Add($"{key.Name}:{words}"))
                context.Emit(new Comment(words.Trim(), false));
            return base.EnterMapping(key, value, context, serializer);
        }
    }
}
