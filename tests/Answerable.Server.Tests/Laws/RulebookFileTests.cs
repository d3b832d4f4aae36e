using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Answerable.Deadlines;
using NJsonSchema;
using YamlDotNet.RepresentationModel;

namespace Answerable.Server.Tests.Laws;

/// <summary>The files of data/rulebooks, read by a complete YAML reader that knows nothing of ours.</summary>
public sealed class RulebookFileTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromFileAsync(Repository.Path("docs/rulebook.schema.json")).GetAwaiter().GetResult();
    private static readonly Dictionary<string, JsonObject> Rows = JsonNode.Parse(File.ReadAllText(Repository.Path("data/statutory-clocks.json")))!.AsArray().ToDictionary(row => (string)row!["id"]!, row => row!.AsObject());

    public static TheoryData<string> Files => [.. Directory.GetFiles(Repository.Path("data/rulebooks")).Select(file => Path.GetFileName(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_rulebook_is_as_the_published_schema_says_and_is_called_by_its_id_and_version(string file)
    {
        var book = Read(file);
        Assert.Equal([], Schema.Validate(book.ToJsonString()).Select(error => error.ToString()));
        Assert.Equal(file, $"{book["id"]}.v{book["version"]}.yaml");
    }

    [Theory]
    [InlineData("version", "one")]
    [InlineData("watchList", "x")]
    [InlineData("id", "X")]
    public void What_is_no_rulebook_is_told_by_the_schema(string field, string value)
    {
        var book = Read("uk-foi.v1.yaml");
        book[field] = value;
        Assert.NotEmpty(Schema.Validate(book.ToJsonString()));
    }

    [Fact]
    public void A_rule_says_by_the_schema_whether_it_is_the_laws_or_ours()
    {
        var book = Read("uk-foi.v1.yaml");
        book["rules"]![0]!.AsObject().Remove("row");
        Assert.NotEmpty(Schema.Validate(book.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_cores_own_reader_reads_it_as_a_complete_one_does(string file)
    {
        var reader = typeof(Rulebook).Assembly.GetType("Answerable.Plans.PlainYaml")!.GetMethod("Read", BindingFlags.Public | BindingFlags.Static)!;
        Assert.Equal(Plain(Read(file)).ToJsonString(), Plain(JsonSerializer.SerializeToNode(reader.Invoke(null, [Text(file)]))!).ToJsonString());
    }

    /// <summary>Field by field, in both directions: what the row has the book has, and nothing else.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Every_row_stands_in_the_book_with_nothing_lost_and_nothing_added(string file)
    {
        var book = Read(file);
        foreach (var rule in Items(book, "rules").Concat(Items(book, "standing")).Where(rule => rule.ContainsKey("row")))
        {
            var row = Rows[(string)rule["row"]!];
            Assert.Equal((string?)book["source"], (string)row["rulebook"]!);
            Assert.Equal(Comparable(row), Written(rule));
        }
    }

    private static string Comparable(JsonObject row)
    {
        var all = row.Where(field => field.Key is not ("id" or "rulebook") && Said(field.Value)).ToDictionary(field => field.Key, field => field.Value!.DeepClone());
        if (row["extension"] is JsonObject extension)
            all["extension"] = new JsonObject(extension.Where(field => Said(field.Value)).Select(field => KeyValuePair.Create(field.Key, field.Key == "unit" ? Unit((string)field.Value!) : (JsonNode?)field.Value!.DeepClone())));
        all["unit"] = Unit((string)row["unit"]!);
        return Sorted(all);
    }

    private static string Written(JsonObject rule)
    {
        var all = rule.Where(field => field.Key is not ("id" or "row" or "role" or "kinds" or "starts" or "owed" or "pausedFor" or "name" or "cite" or "when" or "kind" or "unitNote"))
            .ToDictionary(field => field.Key, field => field.Value!.DeepClone());
        all["start"] = rule["when"]!.DeepClone();
        all["unit"] = rule["kind"]?.DeepClone() ?? (rule["unitNote"] is { } note ? $"{rule["unit"]} ({note})" : rule["unit"]!.DeepClone());
        if (all.GetValueOrDefault("extension") is JsonObject { } extension && extension["total"] is { } total)
        {
            extension["max_total"] = total.DeepClone();
            extension.Remove("total");
        }

        return Sorted(all);
    }

    // The data's names in our spelling: calendar_day is calendarDay.
    private static JsonNode Unit(string unit) =>
        unit.Split(' ') is [var name, .. var rest] && name.Split('_') is [var first, .. var parts]
            ? JsonValue.Create(string.Join(' ', [first + string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..])), .. rest]))!
            : unit;

    private static bool Said(JsonNode? value) => value is not null && !(value is JsonValue one && one.GetValueKind() == JsonValueKind.String && one.GetValue<string>().Length == 0);

    private static string Sorted(Dictionary<string, JsonNode> fields) => string.Join('\n', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field =>
        field.Value is JsonObject inner ? $"{field.Key}: {string.Join("; ", inner.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}" : $"{field.Key}: {field.Value}"));

    private static IEnumerable<JsonObject> Items(JsonObject book, string list) => book[list] is JsonArray items ? items.Select(item => item!.AsObject()) : [];

    private static string Text(string file) => File.ReadAllText(Repository.Path($"data/rulebooks/{file}"));

    private static JsonObject Read(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Text(file)));
        return Node(stream.Documents[0].RootNode)!.AsObject();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Node(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } number when int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    // Every scalar as a string: our reader knows no other kind.
    private static JsonNode Plain(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Plain(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Plain(item!))]),
        _ => JsonValue.Create(node.ToString())!,
    };
}
