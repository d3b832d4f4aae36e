using Answerable.Deadlines;
using CsCheck;

namespace Answerable.Tests.Deadlines;

public sealed class RecountTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Rulebook Petition = Rulebooks.Find(Rulebooks.Petition)!;

    private static WorkCalendar China(params (LocalDate Day, bool Off)[] changed)
    {
        var years = WorkCalendar.China.Years.Values.Select(year => year with
        {
            Days = [.. year.Days.Where(day => changed.All(c => c.Day != day.Date)),
                .. changed.Where(c => c.Day.Year == year.Year).Select(c => new SpecialDay(c.Day, "甲节", c.Off))],
        });
        return new("cn", years);
    }

    [Fact]
    public void A_new_holiday_moves_a_clock_in_working_days_and_says_which_day_did_it()
    {
        var clock = Clock.Start(Petition, "objection", new LocalDate(2026, 3, 2), WorkCalendar.China, Shanghai);
        var recount = clock.Recompute(China((new(2026, 3, 5), true)));
        Assert.True(recount.Moved);
        Assert.Equal((new LocalDate(2026, 3, 9), new LocalDate(2026, 3, 10)), (recount.Before.StrictDay, recount.After.StrictDay));
        Assert.Equal(new DayChange(new(2026, 3, 5), true, "甲节"), Assert.Single(recount.Because));
    }

    [Fact]
    public void A_new_holiday_never_moves_an_offices_calendar_days()
    {
        var clock = Clock.Start(Petition, "close", new LocalDate(2026, 3, 2), WorkCalendar.China, Shanghai);
        var recount = clock.Recompute(China((new(2026, 5, 1), true), (new(2026, 4, 3), true)));
        Assert.Equal(recount.Before.DueAt, recount.After.DueAt);
        Assert.NotEqual(recount.Before.Calendar, recount.After.Calendar);
    }

    [Fact]
    public void A_new_working_day_shortens_an_offices_period_and_never_a_residents_right()
    {
        var holiday = new LocalDate(2026, 10, 5);
        var worked = China((holiday, false));
        var office = Clock.Start(Petition, "objection", new LocalDate(2026, 9, 29), WorkCalendar.China, Shanghai).Recompute(worked);
        Assert.True(office.After.DueAt < office.Before.DueAt);

        var right = Clock.Start(Petition, "review-request", new LocalDate(2026, 9, 3), WorkCalendar.China, Shanghai).Recompute(worked);
        Assert.Equal(right.Before.DueAt, right.After.DueAt);
        Assert.Equal(holiday, right.After.RolledDay);
        Assert.Contains("不予缩短", Explanation.Of(right.After).Render("zh"));
        Assert.Equal(right.After.DueAt, Explanation.Of(right.After).CountAgain().DueAt);

        // Taken back again: nothing of the detour remains in the date.
        Assert.Equal(right.Before.DueAt, right.After.Recompute(WorkCalendar.China).After.DueAt);
    }

    [Fact]
    public void The_same_calendar_moves_nothing_and_a_recount_equals_a_fresh_count() =>
        Gen.Select(Gen.Int[0, 700], Generators.Any("objection", "close", "review-request", "disposition"), Gen.Int[0, 700], Gen.Bool).Sample((days, rule, changed, off) =>
        {
            var start = new LocalDate(2025, 1, 1).PlusDays(days);
            var clock = Clock.Start(Petition, rule, start, WorkCalendar.China, Shanghai);
            var same = clock.Recompute(WorkCalendar.China);
            var changedCalendar = China((new LocalDate(2025, 1, 1).PlusDays(changed), off));
            var recount = clock.Recompute(changedCalendar);
            var fresh = Clock.Start(Petition, rule, start, changedCalendar, Shanghai);
            return !same.Moved && same.Because.Length == 0
                && recount.After.StrictDueAt == fresh.StrictDueAt
                && recount.After.LaterDueAt == (clock.Owed == Owed.Resident ? Instant.Max(clock.LaterDueAt, fresh.LaterDueAt) : fresh.LaterDueAt)
                && (!recount.Moved || recount.Because.Length > 0);
        });

    [Fact]
    public void A_year_nobody_announced_is_counted_by_the_working_week_and_says_so()
    {
        var clock = Clock.Start(Petition, "objection", new LocalDate(2027, 9, 29), WorkCalendar.China, Shanghai);
        Assert.Equal(new(2027, 10, 6), clock.StrictDay);
        Assert.Equal(2027, Assert.Single(clock.Unannounced));
        Assert.Contains("2027年节假日安排尚未公布", Explanation.Of(clock).Render("zh"));
        Assert.Contains("holidays of 2027 are not announced yet", Explanation.Of(clock).Render("en"));
    }
}
