using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Recording;
using CsCheck;

namespace Answerable.Tests.Deadlines;

public sealed class ExplanationTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Rulebook Petition = Rulebooks.Find(Rulebooks.Petition)!;

    [Fact]
    public void The_Chinese_explanation_of_the_sixty_days()
    {
        var clock = Clock.Start(Petition, "close", new LocalDate(2026, 8, 4), WorkCalendar.China, Shanghai);
        clock = clock.Extend(Petition["close"], 10, new("staff:p-9"), Instant.FromUtc(2026, 9, 30, 2, 0), WorkCalendar.China);
        Assert.Equal(
            $"""
            办结并出具信访处理意见书：截至2026年10月13日24时。
            依据：《信访工作条例》（2022年）第三十四条、第三十一条第六项：“应当自受理之日起60日内办结”。
            起算：2026年8月4日受理，当日不计入，自次日起算。
            期间：60日（自然日）。
            延长：10日（自然日），2026年9月30日由镇长批准。
            所用日历：{WorkCalendar.China.Version}；规则版本：cn-petition-2022/1。
            """,
            string.Join('\n', Explanation.Of(clock).Lines("zh", _ => "镇长")));
    }

    [Fact]
    public void The_English_explanation_of_five_working_days_over_the_Spring_Festival()
    {
        var clock = Clock.Start(Petition, "objection", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai);
        Assert.Equal(
            $"""
            Objection to a transfer: due by the end of 27 February 2026.
            Basis: Regulation on Petition Work (2022), Art. 23(3): “自收到之日起5个工作日内提出异议”.
            Start: transfer received on 13 February 2026; that day is not counted.
            Period: 5 working days.
              14 February 2026: 1 day counted
              15 February 2026 to 23 February 2026: holiday (春节), not counted
              24 February 2026 to 27 February 2026: 4 days counted
            Calendar: {WorkCalendar.China.Version}; rulebook: cn-petition-2022/1.
            """,
            Explanation.Of(clock).Render("en"));
    }

    [Fact]
    public void A_rule_of_ours_is_labelled_so()
    {
        var clock = Clock.Start(Rulebooks.Find(Rulebooks.House)!, "first-human-answer", Instant.FromUtc(2026, 2, 13, 1, 0), WorkCalendar.China, Shanghai);
        Assert.Contains("本系统规则，非法律规定", Explanation.Of(clock).Render("zh"));
        Assert.Contains("a rule of this system, not of law", Explanation.Of(clock).Render("en"));
        Assert.Contains("2026年2月14日09:00", Explanation.Of(clock).Render("zh"));
    }

    [Fact]
    public void An_explanation_survives_as_JSON_and_is_counted_again_from_that_alone() =>
        Gen.Select(Gen.Int[0, 900], Generators.Any("objection", "close", "review-request", "final-review", "disposition"), Gen.Int[0, 30], Gen.Int[0, 5])
            .Sample((days, rule, extension, hearing) =>
            {
                var clock = Clock.Start(Petition, rule, new LocalDate(2025, 1, 1).PlusDays(days), WorkCalendar.China, Shanghai);
                if (rule == "close" && extension > 0)
                    clock = clock.Extend(Petition[rule], extension, new("staff:x"), clock.StartedAt, WorkCalendar.China);
                if (rule == "final-review" && hearing > 0)
                    clock = clock.PauseAt(Petition[rule], clock.StartedAt + Duration.FromDays(2), "hearing")
                        .ResumeAt(clock.StartedAt + Duration.FromDays(2 + hearing), WorkCalendar.China);
                var json = JsonSerializer.Serialize(Explanation.Of(clock), Json.Options);
                var read = JsonSerializer.Deserialize<Explanation>(json, Json.Options)!;
                return read.CountAgain() is { Agrees: true, DueAt: var due } && due == clock.DueAt && read.Render("zh") == Explanation.Of(clock).Render("zh") && JsonSerializer.Serialize(read, Json.Options) == json;
            });

    [Fact]
    public void Every_enabled_rule_is_explained_in_both_languages()
    {
        foreach (var book in Rulebooks.All)
            foreach (var rule in book.Rules.Values.Where(rule => rule.Enabled && rule.HasTerm))
            {
                var explanation = Explanation.Of(Clock.Start(book, rule.Id, new LocalDate(2026, 4, 29), WorkCalendar.China, Shanghai));
                Assert.Equal(explanation.Clock.DueAt, explanation.CountAgain().DueAt);
                Assert.All(["zh", "en"], language => Assert.All(explanation.Lines(language), line => Assert.False(string.IsNullOrWhiteSpace(line))));
            }
    }
}
