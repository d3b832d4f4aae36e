using System.Text.Json;
using Answerable.Deadlines;

namespace Answerable.Tests.Deadlines;

public sealed class RulebookTests
{
    private static readonly JsonElement[] Rows =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data/statutory-clocks.json"))).RootElement.EnumerateArray()];

    private static readonly string[] NotClocks =
    [
        "prohibition", "right", "duty", "continuous", "hour_per_day", "content_rule", "item_count", "state_rule", "routing_rule", "person_max",
        "grade", "definition", "count_rule", "pause_rule", "calendar_file", "sanction", "superseded_amounts", "not_in_text",
    ];

    [Fact]
    public void Every_row_of_the_data_is_a_rule_or_is_no_clock_and_every_row_of_the_petition_regulation_stands_in_its_book()
    {
        var mapped = Rulebooks.All.SelectMany(book => book.Rules.Values).Select(rule => rule.Row).ToHashSet();
        Assert.Equal(122, Rows.Length);
        Assert.All(Rows, row => Assert.True(mapped.Contains(Row(row, "id")) ^ NotClocks.Contains(Row(row, "unit")), Row(row, "id")));
        var petition = Rulebooks.Find(Rulebooks.Petition)!;
        Assert.Equal(
            Rows.Select(row => Row(row, "id")).Where(id => id.StartsWith("XF-", StringComparison.Ordinal)).Order(),
            petition.Rules.Values.Select(rule => rule.Row).Concat(petition.Standing.Select(standing => standing.Row)).Order());
    }

    [Fact]
    public void Every_rule_says_what_its_row_says()
    {
        var rows = Rows.ToDictionary(row => Row(row, "id"));
        foreach (var rule in Rulebooks.All.SelectMany(book => book.Rules.Values).Where(rule => rule.Origin == Origin.Law))
        {
            var row = rows[rule.Row];
            Assert.Equal((Row(row, "quote"), Row(row, "source"), Row(row, "start"), Row(row, "actor")), (rule.Quote, rule.Source, rule.When, rule.Actor));
            Assert.Equal(Number(row, "length"), rule.Length);
            Assert.Equal(row.GetProperty("pause").GetString(), rule.Pause);
            var extension = row.GetProperty("extension");
            Assert.Equal(extension.ValueKind == JsonValueKind.Object, rule.Extension is not null);
            if (rule.Extension is { } more)
                Assert.Equal((Number(extension, "length"), Optional(extension, "condition"), Optional(extension, "approver"), Number(extension, "max_total")), (more.Length, more.Condition, more.Approver, more.Total));
        }
    }

    [Fact]
    public void A_rule_keeps_its_part_and_a_book_its_calendar_in_every_version()
    {
        foreach (var book in Rulebooks.All.GroupBy(book => book.Id))
            foreach (var rule in book.SelectMany(version => version.Rules.Values).GroupBy(rule => rule.Id))
                Assert.Single(rule.Select(version => version.Role).Distinct());
        Assert.All(Rulebooks.All.SelectMany(book => book.Rules.Values.Where(rule => rule.Role is not null).GroupBy(rule => rule.Role).Select(same => (book, same))), one => Assert.Single(one.same));
    }

    [Fact]
    public void A_town_can_be_set_up_under_four_books_each_with_its_zone_and_working_days()
    {
        Assert.Equal(["cn-petition-2022", "in-cpgrams-2024", "uk-foi", "uk-lgsco-2024"], Rulebooks.ForTowns.Select(book => book.Id).Order());
        Assert.All(Rulebooks.ForTowns, book => Assert.NotNull(DateTimeZoneProviders.Tzdb.GetZoneOrNull(book.Zone!)));
        Assert.Equal(WorkCalendar.China.Version, Rulebooks.CalendarOf("cn-petition-2022")!.Version);
        Assert.False(Rulebooks.CalendarOf("uk-lgsco-2024")!.IsWorking(new(2026, 12, 28)));
        // Section 10(6): a bank holiday in any part of the kingdom.
        Assert.True(Rulebooks.CalendarOf("uk-lgsco-2024")!.IsWorking(new(2026, 11, 30)));
        Assert.False(Rulebooks.CalendarOf("uk-foi")!.IsWorking(new(2026, 11, 30)));
    }

    [Theory]
    [InlineData("format: 2")]
    [InlineData("format: 1\nid: x-book")]
    [InlineData("format: 1\nid: x-book\nversion: one\nname:\n  zh: 甲\n  en: A")]
    [InlineData("format: 1\nid: x-book\nversion: 1\nname:\n  zh: 甲\n  en: A\nrules:\n  - id: a\n    for: x\n    starts: sometime\n    unit: hour\n    name:\n      zh: 甲\n      en: A")]
    [InlineData("format: 1\nid: x-book\nversion: 1\nname:\n  zh: 甲\n  en: A\nrules:\n  - id: a\n    for: x\n    starts: received\n    unit: fortnight\n    name:\n      zh: 甲\n      en: A")]
    public void A_faulty_rulebook_is_refused(string yaml) =>
        Assert.Throws<FormatException>(() => RulebookFile.Parse(yaml));

    [Fact]
    public void Low_and_unverified_rules_ship_disabled_and_start_no_clock()
    {
        var disabled = Rulebooks.All.SelectMany(book => book.Rules.Values.Where(rule => !rule.Enabled).Select(rule => (book, rule))).ToList();
        Assert.Equal(["IN-APPEAL", "UK-LGSCO-S2-20", "UK-LGSCO-S2-5", "WB-ESS10"], disabled.Select(d => d.rule.Row).Order());
        Assert.All(disabled, d => Assert.Throws<ArgumentException>(() =>
            Clock.Start(d.book, d.rule.Id, new LocalDate(2026, 1, 5), WorkCalendar.China, DateTimeZone.Utc)));
    }

    [Fact]
    public void The_extension_of_the_sixty_days_is_as_Article_34_says()
    {
        var extension = Rulebooks.Find(Rulebooks.Petition)!["close"].Extension!;
        Assert.Equal((30, TermUnit.CalendarDay, "情况复杂", "本机关、单位负责人"), (extension.Length!.Value, extension.Unit, extension.Condition, extension.Approver));
    }

    [Theory]
    [InlineData("22(1)(3)", "第二十二条第一款第三项")]
    [InlineData("23(1)-(2)", "第二十三条第一款、第二款")]
    [InlineData("10", "第十条")]
    [InlineData("111(2)", "第一百一十一条第二款")]
    [InlineData("203", "第二百零三条")]
    [InlineData("6.3-6.5", "6.3-6.5")]
    [InlineData("11 (+10)", "11 (+10)")]
    public void An_article_is_cited_as_Chinese_law_is(string article, string cited) =>
        Assert.Equal(cited, Citation.InChinese(article));

    [Fact]
    public void Names_are_in_both_languages_and_ids_are_short_words()
    {
        foreach (var rule in Rulebooks.All.SelectMany(book => book.Rules.Values))
        {
            Assert.Matches("^[a-z0-9-]{3,40}$", rule.Id);
            Assert.NotEqual(rule.Name.In("zh"), rule.Name.In("en"));
        }
    }

    [Fact]
    public void Only_a_review_request_and_a_withdrawal_are_residents_rights()
    {
        var rights = Rulebooks.All.SelectMany(book => book.Rules.Values).Where(rule => rule.Owed == Owed.Resident).Select(rule => rule.Id).Order();
        Assert.Equal(["final-review-request", "review-request", "withdrawal-reversal"], rights);
    }

    [Theory]
    [InlineData("""{"year": 2026, "days": [{"name": "x", "date": "2024-05-01", "isOffDay": true}]}""")]
    [InlineData("""{"year": 2026, "days": [{"name": "x", "date": "2026-05-01", "isOffDay": true}, {"name": "y", "date": "2026-05-01", "isOffDay": false}]}""")]
    [InlineData("""{"year": 2026, "days": [{"name": "x", "date": "2026-02-30", "isOffDay": true}]}""")]
    [InlineData("""{"days": []}""")]
    [InlineData("""{"year": 2026, "days": [""")]
    [InlineData("[]")]
    public void A_faulty_holiday_file_is_refused(string json) =>
        Assert.Throws<FormatException>(() => CalendarYear.Parse(json));

    [Fact]
    public void A_file_without_days_leaves_its_year_unannounced()
    {
        var calendar = WorkCalendar.China.With([CalendarYear.Parse("""{"year": 2027, "papers": [], "days": []}""")]);
        Assert.False(calendar.IsPublished(2027));
        Assert.True(calendar.IsPublished(2026));
        Assert.Equal(WorkCalendar.China.Version, calendar.Version);
    }

    private static string Row(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int? Number(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
}
