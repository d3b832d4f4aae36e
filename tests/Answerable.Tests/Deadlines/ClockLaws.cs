using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Recording;
using CsCheck;

namespace Answerable.Tests.Deadlines;

public sealed class ClockLaws
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Gen<LocalDate> Day = Gen.Int[0, 1400].Select(days => new LocalDate(2024, 6, 1).PlusDays(days));
    private static readonly ActorId Head = new("staff:head");

    private static readonly (Rulebook Book, string Rule)[] InDays =
        [.. Rulebooks.All.SelectMany(book => book.Rules.Values
            .Where(rule => rule.Enabled && rule.Unit is TermUnit.CalendarDay or TermUnit.WorkingDay && rule.Length is not null)
            .Select(rule => (book, rule.Id)))];

    private static readonly Gen<(Rulebook Book, string Rule)> AnyRule = Generators.Any(InDays);

    /// <summary>Counts with a list of all days and the raw holiday file, knowing nothing of the implementation.</summary>
    private static LocalDate Naively(LocalDate start, int length, bool working) =>
        Enumerable.Range(1, 400).Select(start.PlusDays).Where(day => !working || Worked(day)).ElementAt(length - 1);

    private static bool Worked(LocalDate day) =>
        Raw.TryGetValue(day.ToString("yyyy-MM-dd", null), out var off) ? !off : day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private static readonly Dictionary<string, bool> Raw = new[] { "cn-2025.json", "cn-2026.json" }
        .SelectMany(file => JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "data/holidays", file))).RootElement.GetProperty("days").EnumerateArray())
        .ToDictionary(day => day.GetProperty("date").GetString()!, day => day.GetProperty("isOffDay").GetBoolean());

    [Fact]
    public void A_clock_equals_naive_day_stepping() =>
        Gen.Select(Day, AnyRule).Sample((start, which) =>
        {
            var rule = which.Book[which.Rule];
            var clock = Clock.Start(which.Book, which.Rule, start, WorkCalendar.China, Shanghai);
            var strict = Naively(start, rule.Length!.Value, rule.Unit == TermUnit.WorkingDay);
            var later = Enumerable.Range(0, 30).Select(strict.PlusDays).First(Worked);
            return clock.StrictDay == strict && clock.LaterDay == later;
        });

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(Day, Gen.Int[0, 40], AnyRule).Sample((start, later, which) =>
        {
            var first = Clock.Start(which.Book, which.Rule, start, WorkCalendar.China, Shanghai);
            var second = Clock.Start(which.Book, which.Rule, start.PlusDays(later), WorkCalendar.China, Shanghai);
            return first.StrictDueAt <= second.StrictDueAt && first.LaterDueAt <= second.LaterDueAt;
        });

    [Fact]
    public void The_later_date_is_never_before_the_strict_one_and_is_always_worked() =>
        Gen.Select(Day, AnyRule).Sample((start, which) =>
        {
            var clock = Clock.Start(which.Book, which.Rule, start, WorkCalendar.China, Shanghai);
            return clock.StrictDay <= clock.LaterDay && WorkCalendar.China.IsWorking(clock.LaterDay) && start < clock.StrictDay;
        });

    [Fact]
    public void An_extension_is_granted_once_and_never_exceeds_what_the_rule_allows() =>
        Gen.Select(Day, AnyRule, Gen.Int[-3, 80]).Sample((start, which, length) =>
        {
            var rule = which.Book[which.Rule];
            var clock = Clock.Start(which.Book, which.Rule, start, WorkCalendar.China, Shanghai);
            var most = rule.Extension?.Length ?? 0;
            if (length < 1 || length > most)
                return Throws<ArgumentOutOfRangeException>(() => clock.Extend(rule, length, Head, clock.StartedAt, WorkCalendar.China));
            var longer = clock.Extend(rule, length, Head, clock.StartedAt, WorkCalendar.China);
            return longer.StrictDay == Naively(start, rule.Length!.Value + length, rule.Unit == TermUnit.WorkingDay)
                && longer.LongestExtension(rule) == 0
                && Throws<ArgumentOutOfRangeException>(() => longer.Extend(rule, 1, Head, clock.StartedAt, WorkCalendar.China));
        });

    [Fact]
    public void A_pause_adds_exactly_its_days() =>
        Gen.Select(Day, Gen.Int[0, 29], Gen.Int[0, 50]).Sample((start, after, length) =>
        {
            var book = Rulebooks.Find(Rulebooks.Petition)!;
            var rule = book["final-review"];
            var clock = Clock.Start(book, "final-review", start, WorkCalendar.China, Shanghai);
            var from = Shanghai.AtStartOfDay(start.PlusDays(after + 1)).ToInstant() + Duration.FromHours(9);
            var to = from + Duration.FromDays(length);
            var paused = clock.PauseAt(rule, from, "hearing").ResumeAt(to, WorkCalendar.China);
            return paused.StrictDay == clock.StrictDay.PlusDays(length + 1);
        });

    [Fact]
    public void Only_a_rule_that_names_a_pause_can_be_paused()
    {
        var book = Rulebooks.Find(Rulebooks.Petition)!;
        var clock = Clock.Start(book, "close", new LocalDate(2026, 3, 2), WorkCalendar.China, Shanghai);
        Assert.Throws<InvalidOperationException>(() => clock.PauseAt(book["close"], clock.StartedAt, "hearing"));
    }

    [Fact]
    public void Hours_leave_out_the_exact_time_of_a_pause()
    {
        var book = Rulebooks.Find(Rulebooks.House)!;
        var clock = Clock.Start(book, "first-human-answer", Instant.FromUtc(2026, 5, 6, 1, 0), WorkCalendar.China, Shanghai);
        var rule = book["first-human-answer"] with { PausedFor = ["test"] };
        var again = clock.PauseAt(rule, Instant.FromUtc(2026, 5, 6, 2, 0), "test").ResumeAt(Instant.FromUtc(2026, 5, 6, 3, 30), WorkCalendar.China);
        Assert.Equal(clock.DueAt + Duration.FromMinutes(90), again.DueAt);
        Assert.Equal(again.DueAt, Explanation.Of(again).CountAgain().DueAt);
    }

    private static bool Throws<T>(Func<object> act) where T : Exception
    {
        try
        {
            act();
            return false;
        }
        catch (T)
        {
            return true;
        }
    }
}
