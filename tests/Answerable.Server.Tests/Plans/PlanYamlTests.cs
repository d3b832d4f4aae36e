using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Answerable.Plans;
using Answerable.Server.Plans;
using NJsonSchema;
using NodaTime;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace Answerable.Server.Tests.Plans;

public class PlanYamlTests
{
    private static readonly Plan Plan = PlanMerge.First(PlanReview.Apply(PlanReader.Read(PlanDocuments.ReadFile(Files.Sample)).Plan));
    private static readonly string Yaml = PlanYaml.Write(Plan);

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes() => Assert.Equal(Yaml, PlanYaml.Write(PlanYaml.Read(Yaml).Plan));

    [Fact]
    public void Nothing_of_the_plan_is_lost_on_the_way()
    {
        var back = PlanYaml.Read(Yaml).Plan;
        Assert.Equal(JsonSerializer.Serialize(Plan with { LastDrill = null }), JsonSerializer.Serialize(back with { LastDrill = null }));
        Assert.Equal(Plan.Steps.Select(PlanFingerprint.Of), back.Steps.Select(PlanFingerprint.Of));
    }

    [Fact]
    public void Values_filled_in_by_hand_come_back()
    {
        var edited = Plan with { LastDrill = new LocalDate(2026, 5, 12), Steps = [Plan.Steps[0] with { WithinMinutes = 10 }, .. Plan.Steps.Skip(1)] };
        var back = PlanYaml.Read(PlanYaml.Write(edited)).Plan;
        Assert.Equal((new LocalDate(2026, 5, 12), 10), (back.LastDrill!.Value, back.Steps[0].WithinMinutes!.Value));
    }

    [Fact]
    public void The_file_fits_its_published_schema()
    {
        var schema = Schema();
        Assert.Empty(schema.Validate(Json(Yaml)));
        Assert.NotEmpty(schema.Validate(Json(Yaml.Replace("verdict: carried", "verdict: guessed"))));
        Assert.NotEmpty(schema.Validate(Json(Yaml + "watchList: []\n")));
    }

    [Fact]
    public void The_schema_knows_every_field_and_no_other()
    {
        var root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Files.Root, "docs/plan.schema.json"))).RootElement;
        var types = new Dictionary<string, Type>
        {
            ["item"] = typeof(PlanItem), ["clause"] = typeof(PlanClause), ["group"] = typeof(PlanGroup), ["step"] = typeof(PlanStep), ["roster"] = typeof(PlanRoster),
            ["office"] = typeof(PlanOffice), ["unit"] = typeof(PlanUnit), ["person"] = typeof(PlanPerson), ["post"] = typeof(PlanPost),
        };
        AssertSame(root, typeof(Plan));
        foreach (var (name, type) in types)
            AssertSame(root.GetProperty("definitions").GetProperty(name), type);
    }

    [Fact]
    public void Every_field_in_the_file_is_explained_once_in_both_languages()
    {
        var comments = Yaml.Split('\n').Select(line => line.Trim().TrimStart('-').Trim()).Where(line => line.StartsWith('#') && line.Contains('/')).Skip(1).ToList();
        Assert.True(comments.Count >= 50, $"{comments.Count} comments");
        Assert.Contains("# 几分钟内，手工填写（本地规定）/ within how many minutes, by hand (a local rule)", comments);
        Assert.Equal(1, comments.Count(comment => comment.Contains("withinMinutes") || comment.Contains("within how many minutes")));
    }

    [Fact]
    public void An_entry_is_found_on_the_line_where_it_begins()
    {
        var (_, lineOf) = PlanYaml.Read(Yaml);
        var line = lineOf("step-3")!.Value;
        Assert.Contains(Yaml.Split('\n').Skip(line - 2).Take(4), text => text.Contains("step-3"));
        Assert.Null(lineOf("no-such-id"));
    }

    [Theory]
    [InlineData("format: 2\ntitle: {id: title, text: x}\n")]
    [InlineData("format: 1\nwatchList: []\n")]
    [InlineData("format: 1\nformat: 1\n")]
    [InlineData("format: 1\nlastDrill: 昨天\n")]
    [InlineData("format: 1\ntitle: &a {id: title}\nissuedBy: [*a, *a]\n")]
    [InlineData("format: [1\n")]
    [InlineData("")]
    [InlineData("\t- x")]
    public void What_is_no_plan_file_is_refused_with_the_line(string yaml)
    {
        var error = Assert.Throws<PlanFileException>(() => PlanYaml.Read(yaml));
        Assert.Equal("plan-file-invalid", error.Code);
        Assert.Contains("Line", error.Words.In("en"));
    }

    [Theory]
    [InlineData("rights.yaml", "rules", "asks")]
    [InlineData("currency.yaml", "outdated", "pattern")]
    [InlineData("units.yaml", "units", null)]
    public void The_cores_own_reader_reads_its_data_files_as_a_complete_yaml_reader_does(string file, string list, string? field)
    {
        var text = File.ReadAllText(Path.Combine(Files.Root, "src/Answerable/Plans", file));
        var reader = typeof(Plan).Assembly.GetType("Answerable.Plans.PlainYaml")!.GetMethod("Read", BindingFlags.Public | BindingFlags.Static)!;
        var ours = reader.Invoke(null, [text])!;
        var theirs = new DeserializerBuilder().Build().Deserialize<object>(text);
        Assert.Equal(Canonical(theirs), Canonical(ours));
        Assert.NotEmpty((List<object>)((Dictionary<string, object>)ours)[list]);
        Assert.True(field is null || Canonical(ours).Contains($"\"{field}\"", StringComparison.Ordinal));
    }

    private static string Canonical(object? node) => node switch
    {
        IDictionary<string, object> map => "{" + string.Join(',', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"\"{p.Key}\":{Canonical(p.Value)}")) + "}",
        IDictionary<object, object> map => "{" + string.Join(',', map.OrderBy(p => (string)p.Key, StringComparer.Ordinal).Select(p => $"\"{p.Key}\":{Canonical(p.Value)}")) + "}",
        IEnumerable<object> list => "[" + string.Join(',', list.Select(Canonical)) + "]",
        _ => JsonSerializer.Serialize(Convert.ToString(node, CultureInfo.InvariantCulture)),
    };

    private static void AssertSame(JsonElement schema, Type type) =>
        Assert.Equal(
            type.GetProperties().Where(p => p.SetMethod is not null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(),
            schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());

    private static JsonSchema Schema() => JsonSchema.FromFileAsync(Path.Combine(Files.Root, "docs/plan.schema.json")).GetAwaiter().GetResult();

    private static string Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return JsonSerializer.Serialize(Node(stream.Documents[0].RootNode));
    }

    private static object? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(p => ((YamlScalarNode)p.Key).Value!, p => Node(p.Value)),
        YamlSequenceNode list => list.Select(Node).ToList(),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "" or null } => null,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } number when int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
