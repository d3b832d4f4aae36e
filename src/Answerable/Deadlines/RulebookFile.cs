using System.Collections.Immutable;
using System.Globalization;
using Answerable.Grievances;
using Answerable.Plans;

namespace Answerable.Deadlines;

/// <summary>Reads a rulebook: <c>data/rulebooks/ID.vVERSION.yaml</c>, as <c>docs/rulebook.schema.json</c> describes it.</summary>
public static class RulebookFile
{
    /// <exception cref="FormatException">Not such a file; the words name the line or the rule.</exception>
    public static Rulebook Parse(string yaml)
    {
        var book = new Fields("the book", PlainYaml.Read(yaml));
        if (book.Number("format") != 1)
            throw new FormatException("A rulebook of format 1 is expected.");
        var rules = book.Items("rules").Select(Rule).ToList();
        if (rules.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count() < rules.Count)
            throw new FormatException($"{book.Word("id")} has a rule twice.");
        return new(
            book.Word("id"), book.Number("version") ?? throw new FormatException("A rulebook has a version."), book.Text("name"),
            rules.ToImmutableSortedDictionary(rule => rule.Id, rule => rule, StringComparer.Ordinal))
        {
            Standing = [.. book.Items("standing").Select(Standing)],
            Calendar = book.Part("calendar") is { } calendar ? Calendar(calendar) : null,
            Zone = book.Optional("zone"),
            TakesOver = book.Optional("takesOver"),
            Country = book.Optional("country") ?? "",
            Language = book.Optional("language") ?? "zh",
            Phones = [.. book.Items("phones").Select(phone => new EmergencyNumber(phone.Word("number"), Text.Of(phone.Word("zh"), phone.Word("en"))))],
            Words = [.. book.Items("words").SelectMany(Words)],
        };
    }

    // What is ours and not the law's says what it is for, and has no row.
    private static Rule Rule(Fields rule) => new(
        rule.Word("id"), rule.Optional("row") ?? rule.Word("for"), rule.Text("name"), Article(rule), rule.Enum<Trigger>("starts"), rule.Number("length"), Unit(rule.Word("unit")),
        rule.Part("extension") is { } extension ? Extension(extension) : null, rule.Optional("pause"), rule.Optional("owed") is null ? Owed.Office : rule.Enum<Owed>("owed"),
        rule.Optional("actor") ?? "", rule.Optional("quote") ?? "", rule.Optional("source") ?? "Answerable", rule.Optional("consequence"), rule.Optional("note"),
        rule.Optional("confidence") is null ? Confidence.High : rule.Enum<Confidence>("confidence"), rule.Optional("row") is null ? Origin.OurRule : Origin.Law)
    {
        Role = rule.Optional("role") is null ? null : rule.Enum<Role>("role"),
        Kinds = [.. rule.Strings("kinds").Select(kind => Fields.Enum<GrievanceKind>(kind, rule.Name))],
        PausedFor = [.. rule.Strings("pausedFor")],
        When = rule.Optional("when") ?? "",
    };

    private static Standing Standing(Fields standing) => new(
        standing.Word("id"), standing.Word("row"), standing.Word("kind"), standing.Text("name"), Article(standing), standing.Number("length"),
        standing.Optional("quote") ?? "", standing.Enum<Confidence>("confidence"));

    private static Text Article(Fields rule)
    {
        if (rule.Optional("article") is not { } article)
            return Text.Empty;
        var cite = rule.Part("cite");
        return Text.Of(cite?.Optional("zh") ?? Citation.InChinese(article), cite?.Optional("en") ?? article);
    }

    private static ExtensionRule Extension(Fields extension) => new(
        extension.Number("length"), extension.Optional("unit") is { } unit ? Unit(unit) : null,
        extension.Optional("condition"), extension.Optional("approver"), extension.Optional("notify"), extension.Number("total"), extension.Optional("times"));

    private static CalendarRule Calendar(Fields calendar) => new(
        calendar.Word("id"), [.. calendar.Strings("week").Select(day => Fields.Enum<IsoDayOfWeek>(day, calendar.Name))], calendar.Word("source"), calendar.Part("rolls") is null ? null : calendar.Text("rolls"));

    private static IEnumerable<BookWord> Words(Fields words) =>
        new[] { "zh", "en" }.Where(language => words.Optional(language) is not null).Select(language => new BookWord(words.Word("key"), language, words.Word(language)));

    private static TermUnit Unit(string unit) => unit switch
    {
        "hour" => TermUnit.Hour,
        "calendarDay" => TermUnit.CalendarDay,
        "workingDay" => TermUnit.WorkingDay,
        "month" => TermUnit.Month,
        "year" => TermUnit.Year,
        "immediate" => TermUnit.Immediately,
        "sameCalendarDay" => TermUnit.SameDay,
        "perDay" => TermUnit.PerDay,
        "dateSetByAssigner" => TermUnit.SetByAssigner,
        "noNumber" or "promptlyNoNumber" => TermUnit.NoNumber,
        _ => throw new FormatException($"Unknown unit {unit}."),
    };

    /// <summary>One mapping of the file, asked by name.</summary>
    private sealed class Fields(string name, object node)
    {
        private readonly Dictionary<string, object> map = node as Dictionary<string, object> ?? throw new FormatException($"{name} is no mapping.");

        public string Name { get; } = name;

        public string? Optional(string field) => map.TryGetValue(field, out var value) ? value as string ?? throw Bad(field) : null;

        public string Word(string field) => Optional(field) ?? throw Bad(field);

        public int? Number(string field) =>
            Optional(field) is not { } word ? null : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(field);

        public T Enum<T>(string field) where T : struct, Enum => Enum<T>(Word(field), $"{Name}, {field}");

        public static T Enum<T>(string word, string where) where T : struct, Enum =>
            System.Enum.TryParse<T>(word, ignoreCase: true, out var value) && System.Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])
                ? value
                : throw new FormatException($"{where}: {word} is not known.");

        public Text Text(string field) => Part(field) is { } text ? Answerable.Text.Of(text.Word("zh"), text.Word("en")) : throw Bad(field);

        public Fields? Part(string field) => map.TryGetValue(field, out var part) ? new($"{Name}, {field}", part) : null;

        public IEnumerable<string> Strings(string field) =>
            map.TryGetValue(field, out var list) ? (list as List<object> ?? throw Bad(field)).Select(item => item as string ?? throw Bad(field)) : [];

        public IEnumerable<Fields> Items(string field) =>
            map.TryGetValue(field, out var list) ? (list as List<object> ?? throw Bad(field)).Select(item => new Fields(item is Dictionary<string, object> one && one.TryGetValue("id", out var id) ? $"{id}" : field, item)) : [];

        private FormatException Bad(string field) => new($"{Name}: {field} is missing or not as the schema has it.");
    }
}
