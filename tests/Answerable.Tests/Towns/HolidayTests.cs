using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Tests.Towns;

public sealed class HolidayTests
{
    private static readonly Actor Operator = new Actor.Operator(), Engine = new Actor.Engine();
    private static readonly CalendarYear Next = new(2027, ["invented"], [new(new(2027, 1, 1), "元旦", Off: true)]);

    [Fact]
    public void A_new_town_has_no_clock_to_count_again() => Assert.False(Founded().State.AwaitsRecount);

    [Fact]
    public void After_an_announcement_the_town_awaits_the_recount_until_it_is_finished()
    {
        var town = Founded().Do(new AnnounceHolidays(Next), Operator);
        Assert.True(town.State.AwaitsRecount);
        town.Do(new FinishRecount(town.State.Calendar.Version), Engine);
        Assert.False(town.State.AwaitsRecount);
        town.DoesNothing(new FinishRecount(town.State.Calendar.Version), Engine).DoesNothing(new AnnounceHolidays(Next), Operator);
    }

    [Fact]
    public void A_recount_with_a_calendar_that_has_changed_meanwhile_is_not_finished()
    {
        var town = Founded().Do(new AnnounceHolidays(Next), Operator);
        var old = town.State.Calendar.Version;
        town.Do(new AnnounceHolidays(Next with { Days = Next.Days.Add(new(new(2027, 1, 4), "元旦", Off: true)) }), Operator).DoesNothing(new FinishRecount(old), Engine);
        Assert.True(town.State.AwaitsRecount);
    }

    [Fact]
    public void Nobody_else_says_that_it_is_finished() =>
        Founded().Do(new AnnounceHolidays(Next), Operator).Refuses("clock-only", new FinishRecount("x"), Operator);

    [Fact]
    public void A_record_that_never_said_what_it_was_counted_with_is_counted_once()
    {
        var founded = EventType.Of("town.founded", 1).Read("""{"name":{"zh":"柳河镇"},"rulebook":"cn-petition-2022","zone":"Asia/Shanghai"}"""u8, default);
        var town = Town.Initial.With(founded, new(1, default, default, new("operator")));
        Assert.True(town.AwaitsRecount);
        Assert.False(Town.Initial.AwaitsRecount);
    }

    [Fact]
    public void What_changes_between_two_calendars_is_told_by_the_day()
    {
        var changes = DayChange.Between(WorkCalendar.China, WorkCalendar.China.With([new(2027, [], [new(new(2027, 1, 1), "元旦", true), new(new(2027, 1, 2), "元旦", true), new(new(2027, 1, 3), "元旦", false)])]));
        Assert.Equal([new(new(2027, 1, 1), true, "元旦"), new(new(2027, 1, 3), false, "元旦")], changes);
    }

    private static Story<Town> Founded() =>
        new Story<Town>(new Book(Town.Initial), Instant.FromUtc(2026, 3, 2, 2, 0)).Do(new FoundTown(Text.Zh("柳河镇"), "Asia/Shanghai", "cn-petition-2022"), Operator);
}
