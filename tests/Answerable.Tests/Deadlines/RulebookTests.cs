using System.Text.Json;
using Answerable.Deadlines;

namespace Answerable.Tests.Deadlines;

public sealed class RulebookTests
{
    private static readonly JsonElement[] Rows =
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data/statutory-clocks.json"))).RootElement.EnumerateArray()];

    private static readonly JsonElement Mapping = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data/rulebooks.json"))).RootElement;

    [Fact]
    public void Every_row_of_the_data_is_a_rule_or_said_to_be_no_clock()
    {
        var mapped = Rulebooks.All.SelectMany(book => book.Rules.Values).Select(rule => rule.Row).ToHashSet();
        var notClocks = Mapping.GetProperty("notClocks").EnumerateObject().Select(p => p.Name).ToHashSet();
        Assert.Equal(122, Rows.Length);
        Assert.All(Rows, row => Assert.True(mapped.Contains(Row(row, "id")) ^ notClocks.Contains(Row(row, "unit")), Row(row, "id")));
    }

    [Fact]
    public void Every_rule_says_what_its_row_says()
    {
        var rows = Rows.ToDictionary(row => Row(row, "id"));
        foreach (var book in Mapping.GetProperty("rulebooks").EnumerateArray().Where(book => book.TryGetProperty("source", out _)))
            foreach (var rule in Rulebooks.Find(Row(book, "id"))!.Rules.Values)
            {
                var row = rows[rule.Row];
                Assert.Equal(Row(book, "source"), Row(row, "rulebook"));
                Assert.Equal((Row(row, "article"), Row(row, "quote"), Row(row, "source")), (rule.Article.In("en"), rule.Quote, rule.Source));
                Assert.Equal(row.GetProperty("length") is { ValueKind: JsonValueKind.Number } length ? length.GetInt32() : null, rule.Length);
                Assert.Equal(Origin.Law, rule.Origin);
            }
    }

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
}
