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
        given.When(new RecountClocks(), Engine).ThenNothing();
    }

    [Fact]
    public void Clocks_keep_the_version_of_the_rulebook_they_began_under()
    {
        var given = Lodged();
        given.Story.Book = Rules with { Rulebook = Rules.Rulebook with { Version = 2 } };
        given.And(new Accept("告知"), By(Deputy));
        Assert.Equal((1, 2), (given.State.Find("notice")!.Clock.Rule.Version, given.State.Find("close")!.Clock.Rule.Version));
    }
}
