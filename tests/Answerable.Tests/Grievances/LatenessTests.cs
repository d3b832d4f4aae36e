using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Lateness is a fact, and it climbs.</summary>
public sealed class LatenessTests
{
    [Fact]
    public void What_nobody_picked_up_reaches_the_next_office_and_then_the_top()
    {
        var given = Lodged();
        given.Until(EndOf(2026, 3, 17) - Duration.Epsilon);
        Assert.False(given.State.IsOverdue);
        given.Until(EndOf(2026, 3, 17));
        Assert.Equal((true, County), (given.State.IsOverdue, Assert.Single(given.State.Overseers)));
        Assert.Contains(given.Story.Sent, delivery => delivery is { Recipient: "office.county", Message: "grievance.deadline-missed" });
        given.Until(EndOf(2026, 3, 25)); // five working days after the 18th, when it became late
        Assert.Equal([County, City], given.State.Overseers);
        Assert.Equal(County, given.Story.Events<DeadlineMissed>().First().BroughtTo);
    }

    [Fact]
    public void The_office_above_may_act_once_it_was_told()
    {
        var given = Lodged();
        given.When(new Accept("告知"), By(CountyClerk)).ThenRefused("no-such-grievance");
        given.Until(EndOf(2026, 3, 17)).When(new Transfer(County, "提级办理"), By(CountyClerk)).Then<Transferred>();
    }

    [Fact]
    public void An_office_that_passes_an_overdue_matter_down_goes_on_answering_for_it()
    {
        var given = Lodged().And(new Transfer(County, "提级"), By(Deputy)).Until(EndOf(2026, 4, 20));
        Assert.Contains(City, given.State.Overseers);
        given.And(new Transfer(Hall, "属地"), By(CountyClerk));
        Assert.Equal(County, given.Story.Events<Transferred>().Last().Keeps);
        Assert.Equal([City, County], given.State.Overseers);
        // In time it is passed on and let go.
        Assert.Empty(Lodged().And(new Transfer(County, "提级"), By(Deputy)).And(new Transfer(Hall, "属地"), By(CountyClerk)).State.Overseers);
    }

    [Fact]
    public void Doing_it_late_ends_the_climb_and_stays_late_on_the_record()
    {
        var given = Lodged().Until(EndOf(2026, 3, 17)).And(new Accept("迟到的告知"), By(Deputy)).Until(EndOf(2026, 4, 20));
        Assert.Equal(ClockStatus.KeptLate, given.State.Find("notice")!.Status);
        Assert.Equal(ClockStatus.Ended, given.State.Find("notice.step")!.Status);
        Assert.Equal([County], given.State.Overseers);
    }

    [Fact]
    public void Late_is_late_even_when_the_alarm_comes_later_than_the_deed()
    {
        var given = Lodged();
        given.Story.Now = EndOf(2026, 3, 17);
        given.And(new Accept("零点后的告知"), By(Deputy));
        Assert.Equal(ClockStatus.KeptLate, given.State.Find("notice")!.Status);
    }

    [Fact]
    public void A_deadline_that_has_not_come_changes_nothing_and_nobody_else_may_say_it_has()
    {
        Lodged().When(new DeadlineReached("notice"), Ticking, EndOf(2026, 3, 17) - Duration.Epsilon).ThenNothing();
        Lodged().When(new DeadlineReached("nonsense"), Ticking).ThenNothing();
        Lodged().When(new DeadlineReached("notice"), By(Mayor), EndOf(2026, 3, 17)).ThenRefused("clock-only");
        Lodged().When(new RecountClocks(), By(Mayor)).ThenRefused("clock-only");
    }

    [Fact]
    public void A_new_holiday_moves_a_running_clock_and_says_which_day_did_it()
    {
        var given = Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权"), By(PetitionsHead));
        var before = given.State.Find("objection")!.Clock;
        given.When(new RecountClocks(), Engine).ThenNothing();
        var year = WorkCalendar.China.Years[2026];
        given.Story.Book = With(new HolidaysAnnounced(year with { Days = year.Days.Add(new(new(2026, 3, 5), "临时节", true)) }));
        var recounted = given.When(new RecountClocks(), Engine).Then<ClocksRecounted>();
        var moved = Assert.Single(recounted.Moved);
        Assert.Equal(("objection", before.DueAt, new LocalDate(2026, 3, 5)), (moved.Key, moved.Before, Assert.Single(moved.Because).Date));
        given.And(new RecountClocks(), Engine);
        Assert.Equal(before.StrictDay.PlusDays(1), given.State.Find("objection")!.Clock.StrictDay);
        var move = Assert.Single(given.State.Find("objection")!.Moves);
        Assert.Equal((before.DueDay, before.DueDay.PlusDays(1)), (move.Before, move.After));
        given.When(new RecountClocks(), Engine).ThenNothing();
    }

    [Fact]
    public void In_a_closed_case_the_right_to_ask_for_review_moves_and_nothing_else_does()
    {
        var given = Closed();
        var right = given.State.Clocks.Single(clock => clock.Clock.Rule.Rule == "review-request");
        var last = right.Clock.DueDay;
        var year = WorkCalendar.China.Years[2026];
        given.Story.Book = With(new HolidaysAnnounced(year with { Days = year.Days.Add(new(last, "临时节", true)) }));
        var moved = Assert.Single(given.When(new RecountClocks(), Engine).Then<ClocksRecounted>().Moved);
        Assert.Equal(right.Key, moved.Key);
        Assert.True(moved.After.DueDay > last);
    }

    [Fact]
    public void A_day_off_that_an_office_may_not_use_moves_nothing_and_nobody_is_told()
    {
        var given = Lodged();
        var year = WorkCalendar.China.Years[2026];
        given.Story.Book = With(new HolidaysAnnounced(year with { Days = year.Days.Add(new(given.State.Find("notice")!.Clock.DueDay, "临时节", true)) }));
        given.When(new RecountClocks(), Engine).ThenNothing();
    }

    [Fact]
    public void The_explanation_of_a_moved_clock_names_the_day_that_moved_it()
    {
        var given = Closed();
        var year = WorkCalendar.China.Years[2026];
        given.Story.Book = With(new HolidaysAnnounced(year with { Days = year.Days.Add(new(new(2026, 4, 1), "临时节", true)) }));
        given.And(new RecountClocks(), Engine);
        var (_, why) = CaseFile.ClocksFor(given.State).First(one => !one.Clock.Moves.IsEmpty);
        Assert.Contains(why.Lines("zh"), line => line.Contains("因2026年4月1日改为休息日（临时节），由2026年4月1日改为2026年4月2日", StringComparison.Ordinal));
        Assert.Contains(why.Lines("en"), line => line.Contains("1 April 2026 is now a day off (临时节). Moved from 1 April 2026 to 2 April 2026", StringComparison.Ordinal));
    }
}
