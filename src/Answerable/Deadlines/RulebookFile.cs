using System.Collections.Immutable;
using System.Text.Json;

namespace Answerable.Deadlines;

/// <summary>Joins our mapping (short ids, names, starting events) with the rows of law it points at.</summary>
public static class RulebookFile
{
    /// <param name="mapping">The text of rulebooks.json.</param>
    /// <param name="rows">The text of statutory-clocks.json.</param>
    /// <exception cref="FormatException">A rule names a row, unit or trigger that does not exist.</exception>
    public static ImmutableArray<Rulebook> Parse(string mapping, string rows)
    {
        using var map = JsonDocument.Parse(mapping);
        using var clocks = JsonDocument.Parse(rows);
        var byId = clocks.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);
        return [.. map.RootElement.GetProperty("rulebooks").EnumerateArray().Select(book => Book(book, byId))];
    }

    private static Rulebook Book(JsonElement book, Dictionary<string, JsonElement> rows)
    {
        var rules = Items(book, "rules").Select(rule => FromRow(rule, Row(rule, rows)))
            .Concat(Items(book, "own").Select(FromUs));
        return new(
            Words(book, "id"), book.GetProperty("version").GetInt32(), Named(book.GetProperty("name")),
            rules.ToImmutableSortedDictionary(rule => rule.Id, rule => rule, StringComparer.Ordinal));
    }

    private static Rule FromRow(JsonElement rule, JsonElement row) => new(
        Words(rule, "id"), Words(row, "id"), Named(rule), Text.Of(Optional(rule, "article") ?? Citation.InChinese(Words(row, "article")), Words(row, "article")), Starts(rule), Number(row, "length"), Unit(Words(row, "unit")),
        row.GetProperty("extension") is { ValueKind: JsonValueKind.Object } extension ? Extension(extension) : null,
        Optional(row, "pause"), OwedBy(rule), Words(row, "actor"), Words(row, "quote"), Words(row, "source"),
        Optional(row, "consequence"), Optional(row, "note"), Sure(Words(row, "confidence")), Origin.Law);

    private static Rule FromUs(JsonElement rule) => new(
        Words(rule, "id"), Words(rule, "for"), Named(rule), Text.Empty, Starts(rule), Number(rule, "length"), Unit(Words(rule, "unit")),
        null, null, OwedBy(rule), "", Words(rule, "quote"), "Answerable", null, null, Confidence.High, Origin.OurRule);

    private static ExtensionRule Extension(JsonElement extension) => new(
        Number(extension, "length"), Optional(extension, "unit") is { } unit ? Unit(unit) : null,
        Optional(extension, "condition"), Optional(extension, "approver"), Optional(extension, "notify"));

    private static JsonElement Row(JsonElement rule, Dictionary<string, JsonElement> rows) =>
        rows.TryGetValue(Words(rule, "row"), out var row) ? row : throw new FormatException($"Rule {Words(rule, "id")} names no row of the data.");

    private static TermUnit Unit(string unit) => unit switch
    {
        "hour" => TermUnit.Hour,
        "calendar_day" => TermUnit.CalendarDay,
        "working_day" => TermUnit.WorkingDay,
        "month" => TermUnit.Month,
        "year" => TermUnit.Year,
        "immediate" => TermUnit.Immediately,
        "same_calendar_day" => TermUnit.SameDay,
        "date_set_by_assigner" => TermUnit.SetByAssigner,
        "no_number" or "promptly_no_number" => TermUnit.NoNumber,
        _ when unit.StartsWith("per_day", StringComparison.Ordinal) => TermUnit.PerDay,
        _ => throw new FormatException($"Unknown unit {unit}."),
    };

    private static Trigger Starts(JsonElement rule) =>
        Enum.TryParse<Trigger>(Words(rule, "starts").Replace("-", ""), ignoreCase: true, out var trigger)
            ? trigger
            : throw new FormatException($"Rule {Words(rule, "id")} starts on nothing known.");

    private static Confidence Sure(string word) =>
        Enum.TryParse<Confidence>(word, ignoreCase: true, out var sure) ? sure : Confidence.Unverified;

    private static Owed OwedBy(JsonElement rule) => Optional(rule, "owed") == "resident" ? Owed.Resident : Owed.Office;
    private static Text Named(JsonElement named) => Text.Of(Words(named, "zh"), Words(named, "en"));
    private static IEnumerable<JsonElement> Items(JsonElement from, string name) => from.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];
    private static string Words(JsonElement from, string name) => Optional(from, name) ?? "";
    private static int? Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
    private static string? Optional(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
