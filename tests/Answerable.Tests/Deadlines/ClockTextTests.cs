using System.Text.Json;
using System.Text.RegularExpressions;
using Answerable.Deadlines;
using Answerable.Recording;
using CsCheck;
using NodaTime.Text;

namespace Answerable.Tests.Deadlines;

/// <summary>The plain text of an explanation: what it looks like, that it says all that the count needs, and that one changed day is told.</summary>
public sealed partial class ClockTextTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Rulebook Petition = Rulebooks.Find(Rulebooks.Petition)!;

    private static readonly (Rulebook Book, Rule Rule)[] Startable =
        [.. Rulebooks.All.SelectMany(book => book.Rules.Values.Where(rule => rule.Enabled && rule.HasTerm).Select(rule => (book, rule))), (Petition, Petition["feedback"])];

    /// <summary>Any rule of any book, with every extension and pause that its law allows, sometimes counted again with a changed calendar.</summary>
    private static readonly Gen<Explanation> Any =
        Gen.Select(Generators.Any(Startable), Gen.Int[0, 60_000], Gen.Int[0, 30], Gen.Int[0, 4], Gen.Int[-3, 40], Gen.Int[0, 40]).Select((which, hours, extension, pause, moved, until) =>
        {
            var (book, rule) = which;
            var calendar = Rulebooks.CalendarOf(book.Id) ?? WorkCalendar.China;
            var zone = DateTimeZoneProviders.Tzdb[book.Zone ?? "Asia/Shanghai"];
            var at = Instant.FromUtc(2025, 1, 2, 0, 0) + Duration.FromHours(hours % 20_000);
            var clock = Clock.Start(book, rule.Id, at, calendar, zone, until: rule.Unit == TermUnit.SetByAssigner ? at.InZone(zone).Date.PlusDays(until) : null);
            if (extension > 0 && extension <= clock.LongestExtension(rule))
                clock = clock.Extend(rule, extension, new("staff.head"), clock.StartedAt, calendar);
            if (pause > 0 && rule.PausedFor is [var why, ..])
                clock = clock.PauseAt(rule, clock.StartedAt + Duration.FromDays(2), why).ResumeAt(clock.StartedAt + Duration.FromDays(2 + pause), calendar);
            var why2 = Explanation.Of(clock);
            if (moved <= 0 || clock.Unannounced.Length > 0)
                return why2;
            var day = clock.StartDay.PlusDays(moved);
            var announced = calendar.With([new(day.Year, [], [.. (calendar.Years.GetValueOrDefault(day.Year)?.Days ?? []).Where(one => one.Date != day), new(day, "甲节", calendar.IsWorking(day))])]);
            var recount = clock.Recompute(announced);
            return Explanation.Of(recount.After) with { Moves = recount.Before.DueAt == recount.After.DueAt ? [] : [new(clock.StartedAt, recount.Before.DueDay, recount.After.DueDay, recount.Because)] };
        });

    [Fact]
    public void The_sixty_days_with_their_extension_in_English()
    {
        var clock = Clock.Start(Petition, "close", new LocalDate(2026, 8, 4), WorkCalendar.China, Shanghai)
            .Extend(Petition["close"], 10, new("staff.p-9"), Instant.FromUtc(2026, 9, 30, 2, 0), WorkCalendar.China);
        Assert.Equal(
            $"""
            Answerable clock explanation, format 1
            Rule:          cn-petition-2022/1/close
            What:          Handle, and give the written opinion
            Law:           Regulation on Petition Work (2022), Art. 34 (+31(6), 32)
            Text:          应当自受理之日起60日内办结
            Whose:         an office's, the strict day counts
            Zone:          Asia/Shanghai
            Calendar:      {WorkCalendar.China.Version}
            Because:       accepted
            Start:         2026-08-04 Tue
            Period:        60 calendar days
            Extension:     10 calendar days, approved 2026-09-30 Wed Head of the office
            Days:
              2026-08-05 Wed to 2026-08-31 Mon  counted 1-27
              2026-09-01 Tue to 2026-09-30 Wed  counted 28-57
              2026-10-01 Thu to 2026-10-13 Tue  counted 58-70
            Last day:      2026-10-13 Tue
            Later day:     2026-10-13 Tue
            Due:           2026-10-14T00:00:00+08:00

            """,
            ClockText.Write(Explanation.Of(clock), "en", _ => "Head of the office"));
    }

    [Fact]
    public void Five_working_days_over_the_Spring_Festival_in_Chinese()
    {
        var clock = Clock.Start(Petition, "objection", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai);
        Assert.Equal(
            $"""
            应答期限说明，格式 1
            规则：cn-petition-2022/1/objection
            事项：对转送、交办提出异议
            依据：《信访工作条例》（2022年）第二十三条第三款
            原文：自收到之日起5个工作日内提出异议
            谁的期限：机关，从严
            时区：Asia/Shanghai
            日历：{WorkCalendar.China.Version}
            起算事由：收到转送、交办
            起算：2026-02-13 周五
            期间：5个工作日
            逐日：
              2026-02-14 周六  计入 1
              2026-02-15 周日 至 2026-02-23 周一  放假 春节
              2026-02-24 周二 至 2026-02-27 周五  计入 2-5
            最后一日：2026-02-27 周五
            顺延至：2026-02-27 周五
            届满：2026-02-28T00:00:00+08:00

            """,
            ClockText.Write(Explanation.Of(clock), "zh"));
    }

    [Fact]
    public void The_text_in_either_language_alone_gives_the_same_due_instant_and_agrees() => Any.Sample(why =>
    {
        foreach (var language in new[] { "zh", "en" })
        {
            var read = ClockTextReader.Read(ClockText.Write(why, language));
            var again = Recomputation.Of(read.Clock, read.Moves);
            Assert.Empty(read.Faults.AddRange(again.Faults));
            Assert.Equal((why.Clock.DueAt, why.Clock.StrictDay, why.Clock.LaterDay), (again.DueAt, again.LastDay, again.LaterDay));
        }
    });

    [Fact]
    public void So_does_its_JSON_after_it_was_handed_out() => Any.Sample(why =>
    {
        var json = JsonSerializer.Serialize(why.ToHandOut(), Json.Options);
        var again = JsonSerializer.Deserialize<Explanation>(json, Json.Options)!.CountAgain();
        Assert.Empty(again.Faults);
        Assert.Equal(why.Clock.DueAt, again.DueAt);
    });

    [Fact]
    public void What_is_handed_out_of_a_clock_in_days_tells_no_hour() => Any.Sample(why =>
        !why.Clock.IsByDay || ClockText.Write(why, "en") == ClockText.Write(why.ToHandOut(), "en") && why.ToHandOut().Clock.StartedAt.InZone(DateTimeZoneProviders.Tzdb[why.Clock.Zone]).TimeOfDay == LocalTime.Midnight);

    [Fact]
    public void A_text_with_one_changed_day_is_told() =>
        Gen.Select(Any, Gen.Int[0, 200], Generators.Any(-7, -1, 1, 2, 30), Gen.Bool).Sample((why, which, by, chinese) =>
        {
            var text = ClockText.Write(why, chinese ? "zh" : "en");
            var dates = IsoDate().Matches(text);
            var date = dates[which % dates.Count];
            var changed = LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(date.Value).Value.PlusDays(by));
            var line = text[..date.Index].Split('\n')[^1];
            // A week later it is the same day of the week: of what no day is counted from (when somebody approved, when it was counted again) only the rest is told.
            if (by % 7 == 0 && (line.StartsWith("Extension", StringComparison.Ordinal) || line.StartsWith("延长", StringComparison.Ordinal) || line.StartsWith("Moved", StringComparison.Ordinal) || line.StartsWith("重新计算", StringComparison.Ordinal)))
                return;
            Assert.False(Agrees(text[..date.Index] + changed + text[(date.Index + 10)..]), $"{date.Value} → {changed} in\n{text}");
        });

    [Fact]
    public void A_day_whose_treatment_is_changed_is_told() =>
        Gen.Select(Any, Gen.Int[0, 200]).Sample((why, which) =>
        {
            if (why.Clock.Walk.IsEmpty)
                return;
            var at = which % why.Clock.Walk.Length;
            var span = why.Clock.Walk[at];
            var other = span.Kind == SpanKind.Counted ? SpanKind.Holiday : SpanKind.Counted;
            var clock = why.Clock with { Walk = why.Clock.Walk.SetItem(at, span with { Kind = other }) };
            Assert.False(Recomputation.Of(clock, why.Moves).Agrees);
        });

    [Fact]
    public void A_changed_period_extension_or_owner_is_told()
    {
        var clock = Clock.Start(Petition, "close", new LocalDate(2026, 8, 4), WorkCalendar.China, Shanghai);
        var text = ClockText.Write(Explanation.Of(clock), "en");
        Assert.True(Agrees(text));
        Assert.False(Agrees(text.Replace("60 calendar days", "61 calendar days")));
        Assert.False(Agrees(text.Replace("60 calendar days", "60 working days")));
        Assert.False(Agrees(text.Replace("an office's, the strict day counts", "a right, the later day counts")));
        Assert.False(Agrees(text.Replace("counted 1-27", "counted 1-28")));
        Assert.False(Agrees(text.Replace("Asia/Shanghai", "Europe/Berlin")));
        // A longer period that adds up in itself is still not what the rule says.
        var longer = Clock.Start(Petition with { Rules = Petition.Rules.SetItem("close", Petition["close"] with { Length = 90 }) }, "close", new LocalDate(2026, 8, 4), WorkCalendar.China, Shanghai);
        Assert.Contains("rule cn-petition-2022/1/close has another period", Recomputation.Of(longer).Faults.Select(fault => fault.In("en")));
        // Nor is a holiday that adds up and that the calendar does not have.
        var holiday = WorkCalendar.China.With([new(2026, [], [.. WorkCalendar.China.Years[2026].Days, new(new(2026, 3, 4), "甲节", true)])]);
        var invented = Clock.Start(Petition, "objection", new LocalDate(2026, 3, 2), holiday, Shanghai);
        Assert.True(Recomputation.Of(invented).Agrees);
        Assert.False(Recomputation.Of(invented with { Calendar = WorkCalendar.China.Version }).Agrees);
    }

    [Fact]
    public void Every_trigger_and_the_example_of_the_documentation_can_be_read_back()
    {
        foreach (var language in new[] { "zh", "en" })
            foreach (var trigger in Enum.GetValues<Trigger>())
                Assert.Equal(trigger, ClockTextReader.Read(ClockText.Write(Explanation.Of(Clock.Start(Petition, "objection", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai, because: trigger)), language)).Clock.Trigger);
        var page = File.ReadAllText(Repository.Path("docs/clocks.md"));
        var example = page[page.LastIndexOf("Answerable clock", StringComparison.Ordinal)..];
        example = example[..example.IndexOf("```", StringComparison.Ordinal)];
        Assert.Equal(ClockText.Write(Explanation.Of(Clock.Start(Petition, "objection", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai)), "en"), example);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("Answerable clock explanation, format 2\n")]
    [InlineData("Answerable clock explanation, format 1\nRule: x\n")]
    [InlineData("Answerable clock explanation, format 1\nnobody knows this line\n")]
    public void What_is_no_explanation_is_refused_with_the_line(string text) =>
        Assert.Throws<FormatException>(() => ClockTextReader.Read(text));

    [Fact]
    public void Lines_may_come_with_other_line_ends_and_blanks_behind_them() => Any.Sample(why =>
        Agrees(string.Join("\r\n", ClockText.Write(why, "en").Split('\n').Select(line => line + "  "))));

    private static bool Agrees(string text)
    {
        try
        {
            var read = ClockTextReader.Read(text);
            return read.Faults.IsEmpty && Recomputation.Of(read.Clock, read.Moves).Agrees;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}(?= [MTWFS周]|T)")]
    private static partial Regex IsoDate();
}
