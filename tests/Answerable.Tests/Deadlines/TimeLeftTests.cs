using Answerable.Deadlines;
using CsCheck;

namespace Answerable.Tests.Deadlines;

public sealed class TimeLeftTests
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Rulebook Petition = Rulebooks.Find(Rulebooks.Petition)!;

    // Received on 13 February 2026: the fifteenth day is 28 February.
    private static readonly Clock Notice = Clock.Start(Petition, "notice", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai);

    // Five working days over the Spring Festival end on Friday 27 February; 28 February, a Saturday, is worked.
    private static readonly Clock Objection = Clock.Start(Petition, "objection", new LocalDate(2026, 2, 13), WorkCalendar.China, Shanghai);

    [Theory]
    [InlineData(13, 0, 0, false, 15)]
    [InlineData(27, 0, 0, false, 1)]
    [InlineData(27, 23, 59, false, 1)]
    [InlineData(28, 0, 0, false, 0)]
    [InlineData(28, 23, 59, false, 0)]
    [InlineData(29, 0, 0, true, 1)]
    [InlineData(29, 23, 59, true, 1)]
    [InlineData(30, 0, 0, true, 2)]
    public void Days_left_and_days_over_change_at_midnight_and_the_last_day_belongs_to_neither(int day, int hour, int minute, bool over, int days)
    {
        var now = Shanghai.AtStrictly(new LocalDate(2026, 2, 1).PlusDays(day - 1).At(new LocalTime(hour, minute))).ToInstant();
        Assert.Equal(new TimeLeft(over, TermUnit.CalendarDay, days, Duration.Zero), Notice.LeftAt(now, WorkCalendar.China));
    }

    [Theory]
    [InlineData(13, false, 5)]
    [InlineData(14, false, 4)] // a worked Saturday
    [InlineData(20, false, 4)] // holiday
    [InlineData(26, false, 1)]
    [InlineData(27, false, 0)]
    [InlineData(28, true, 1)] // a worked Saturday
    [InlineData(29, true, 1)] // Sunday, 1 March
    [InlineData(30, true, 2)]
    public void A_period_of_working_days_tells_working_days_on_both_sides(int day, bool over, int days)
    {
        var now = Shanghai.AtStartOfDay(new LocalDate(2026, 2, 1).PlusDays(day - 1)).ToInstant() + Duration.FromHours(9);
        Assert.Equal(new TimeLeft(over, TermUnit.WorkingDay, days, Duration.Zero), Objection.LeftAt(now, WorkCalendar.China));
    }

    [Fact]
    public void A_period_in_hours_tells_hours_on_both_sides()
    {
        var clock = Clock.Start(Rulebooks.Find(Rulebooks.House)!, "first-human-answer", Instant.FromUtc(2026, 2, 13, 1, 0), WorkCalendar.China, Shanghai);
        Assert.Equal(new TimeLeft(false, TermUnit.Hour, 0, Duration.FromMinutes(90)), clock.LeftAt(clock.DueAt - Duration.FromMinutes(90), WorkCalendar.China));
        Assert.Equal(new TimeLeft(true, TermUnit.Hour, 0, Duration.FromMinutes(90)), clock.LeftAt(clock.DueAt + Duration.FromMinutes(90), WorkCalendar.China));
    }

    [Fact]
    public void As_many_days_after_the_last_as_before_it_the_count_is_the_same() =>
        Gen.Select(Gen.Int[0, 600], Gen.Int[1, 60]).Sample((start, days) =>
        {
            var clock = Clock.Start(Petition, "notice", new LocalDate(2025, 1, 1).PlusDays(start), WorkCalendar.China, Shanghai);
            TimeLeft On(int from) => clock.LeftAt(Shanghai.AtStartOfDay(clock.DueDay.PlusDays(from)).ToInstant() + Duration.FromHours(12), WorkCalendar.China);
            return On(-days) == new TimeLeft(false, TermUnit.CalendarDay, days, Duration.Zero) && On(days) == new TimeLeft(true, TermUnit.CalendarDay, days, Duration.Zero);
        });
}
