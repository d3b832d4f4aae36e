using Answerable.Deadlines;

namespace Answerable.Tests.Deadlines;

/// <summary>Dates that people counted by hand on the published calendars.</summary>
public sealed class Vectors
{
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly Rulebook Petition = Rulebooks.Find(Rulebooks.Petition)!;

    [Theory]
    [InlineData(2026, 2, 13, 2026, 2, 27)] // over the Spring Festival and its swapped Saturdays
    [InlineData(2025, 9, 26, 2025, 10, 10)] // over National Day; Sunday 28 September is worked
    public void Five_working_days_to_object_to_a_transfer(int y, int m, int d, int dueY, int dueM, int dueD)
    {
        var clock = Clock.Start(Petition, "objection", new LocalDate(y, m, d), WorkCalendar.China, Shanghai);
        Assert.Equal(new(dueY, dueM, dueD), clock.StrictDay);
        Assert.Equal(clock.StrictDay, clock.LaterDay);
    }

    [Fact]
    public void Twenty_working_days_from_24_September_2026_end_on_29_October()
    {
        var clock = Clock.Start(Rulebooks.Find("cn-plans-2024")!, "file", new LocalDate(2026, 9, 24), WorkCalendar.China, Shanghai);
        Assert.Equal(new(2026, 10, 29), clock.StrictDay);
    }

    [Fact]
    public void Sixty_days_from_4_August_2026_end_inside_the_holiday_and_roll_to_its_end()
    {
        var clock = Clock.Start(Petition, "close", new LocalDate(2026, 8, 4), WorkCalendar.China, Shanghai);
        Assert.Equal(new(2026, 10, 3), clock.StrictDay);
        Assert.Equal(new(2026, 10, 8), clock.LaterDay);
        Assert.Equal(Owed.Office, clock.Owed);
        Assert.Equal(Instant.FromUtc(2026, 10, 3, 16, 0), clock.DueAt); // 24:00 in Shanghai
    }

    [Fact]
    public void A_residents_right_ends_on_the_later_date()
    {
        var clock = Clock.Start(Petition, "review-request", new LocalDate(2026, 9, 3), WorkCalendar.China, Shanghai);
        Assert.Equal(new(2026, 10, 3), clock.StrictDay);
        Assert.Equal(new(2026, 10, 8), clock.DueDay);
        Assert.Equal(Instant.FromUtc(2026, 10, 8, 16, 0), clock.DueAt);
    }

    [Fact]
    public void The_day_of_the_start_is_the_local_one()
    {
        var lateEvening = Instant.FromUtc(2026, 8, 3, 16, 0); // midnight in Shanghai: already the 4th
        Assert.Equal(new(2026, 10, 3), Clock.Start(Petition, "close", lateEvening, WorkCalendar.China, Shanghai).StrictDay);
        Assert.Equal(new(2026, 10, 2), Clock.Start(Petition, "close", lateEvening - Duration.Epsilon, WorkCalendar.China, Shanghai).StrictDay);
    }

    [Fact]
    public void Hours_run_through_nights_and_holidays()
    {
        var clock = Clock.Start(Rulebooks.Find(Rulebooks.House)!, "first-human-answer", Instant.FromUtc(2026, 10, 2, 9, 30), WorkCalendar.China, Shanghai);
        Assert.Equal(Instant.FromUtc(2026, 10, 3, 9, 30), clock.DueAt);
    }

    [Fact]
    public void What_is_due_at_once_is_due_when_it_starts()
    {
        var at = Instant.FromUtc(2026, 10, 2, 9, 30);
        Assert.Equal(at, Clock.Start(Rulebooks.Find("cn-emergency-2024")!, "verify", at, WorkCalendar.China, Shanghai).DueAt);
    }

    [Fact]
    public void Months_end_on_the_day_of_the_same_number_or_the_last_one()
    {
        var book = Rulebooks.Find("cn-accident-handling-21")!;
        Assert.Equal(new(2026, 2, 28), Clock.Start(book, "tip-result", new LocalDate(2025, 12, 31), WorkCalendar.China, Shanghai).StrictDay);
    }

    [Fact]
    public void Daylight_saving_does_not_move_the_end_of_a_day()
    {
        var berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var clock = Clock.Start(Petition, "disposition", new LocalDate(2026, 3, 20), WorkCalendar.China, berlin);
        Assert.Equal(berlin.AtStartOfDay(new(2026, 4, 5)).ToInstant(), clock.DueAt);
    }

    [Fact]
    public void A_day_set_by_the_assigner_is_kept_and_one_before_the_start_is_not_taken()
    {
        var start = new LocalDate(2026, 5, 8);
        Assert.Equal(new(2026, 6, 1), Clock.Start(Petition, "feedback", start, WorkCalendar.China, Shanghai, until: new(2026, 6, 1)).StrictDay);
        Assert.Throws<ArgumentException>(() => Clock.Start(Petition, "feedback", start, WorkCalendar.China, Shanghai, until: new(2026, 5, 7)));
        Assert.Throws<ArgumentException>(() => Clock.Start(Petition, "feedback", start, WorkCalendar.China, Shanghai));
    }
}
