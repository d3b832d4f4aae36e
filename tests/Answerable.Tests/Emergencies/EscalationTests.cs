using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class EscalationTests
{
    private static readonly Book OnlyHead = With(new(
    [
        new(PageTarget.Holder, 5, 2, ["sms"]),
        new(PageTarget.Deputy, 4, 1, ["sms", "email"]),
        new(PageTarget.DutyLeader, 3, 1, []),
    ]), HeadPost);

    private static Duration Minutes(double minutes) => Duration.FromMinutes(minutes);

    [Fact]
    public void Nobody_answers_and_the_desk_rings_after_everybody_was_tried()
    {
        var story = Flooded(OnlyHead).After(Minutes(60));

        Assert.Equal(
            [(Head, 0, 1, 0), (Head, 0, 2, 5), (HeadDeputy, 1, 1, 10), (DutyLeader, 2, 1, 14)],
            story.History.Where(h => h.Event is Paged).Select(h => (Paged: (Paged)h.Event, h.Stamp)).Select(x =>
                (x.Paged.Person, x.Paged.Step, x.Paged.Attempt, (int)(x.Stamp.RecordedAt - Night).TotalMinutes)));
        Assert.Equal(Night + Minutes(17), story.History.Single(h => h.Event is DeskAlarmed).Stamp.RecordedAt);
        Assert.Equal(DeskAlarm.Ringing, story.State.Rounds[0].Seats[0].Desk);
    }

    [Fact]
    public void A_deputy_is_told_that_they_stand_in()
    {
        var story = Flooded(OnlyHead).After(Minutes(10));

        Assert.Equal("page-standing-in", story.Sent.Last().Message);
        Assert.Equal(["sms", "email"], story.Sent.Where(d => d.Key.StartsWith("page/1/1/1/", StringComparison.Ordinal)).Select(d => d.Channel));
    }

    [Fact]
    public void Nobody_is_passed_over_one_tick_early()
    {
        var story = Flooded(OnlyHead);
        story.Now = Night + Minutes(5) - Duration.Epsilon;
        story.DoesNothing(new PageTimedOut(new(1, 1, 0, 1)), Clock);
    }

    [Fact]
    public void Only_the_clock_says_that_time_is_up() => Flooded(OnlyHead).Refuses("not-allowed", new PageTimedOut(new(1, 1, 0, 1)), ByOfficer);

    [Fact]
    public void A_deadline_that_comes_twice_pages_once()
    {
        var story = Flooded(OnlyHead).After(Minutes(5));
        story.DoesNothing(new PageTimedOut(new(1, 1, 0, 1)), Clock);
    }

    [Fact]
    public void A_vacant_post_is_passed_over_at_once_and_said_so()
    {
        var story = Flooded(OnlyHead with { Town = OnlyHead.Town with { Holders = OnlyHead.Town.Holders.Remove(HeadPost.Value) } });

        Assert.Equal(SkipReason.NobodyHoldsPost, Assert.Single(story.Events<StepSkipped>()).Why);
        Assert.Equal(HeadDeputy, Assert.Single(story.Events<Paged>()).Person);
        Assert.Equal(Night, story.History[^1].Stamp.RecordedAt);
    }

    [Fact]
    public void Somebody_without_a_way_to_be_reached_is_passed_over_at_once()
    {
        var people = OnlyHead.Town.People.SetItem(Head.Value, new(Head, "某", [new("m9", "voice", true)]));
        var story = Flooded(OnlyHead with { Town = OnlyHead.Town with { People = people } });

        Assert.Equal(SkipReason.NoWayToReach, Assert.Single(story.Events<StepSkipped>()).Why);
    }

    [Fact]
    public void A_seat_without_a_deputy_goes_straight_to_the_leader_on_duty()
    {
        var story = Flooded(With(PagingPolicy.Default, ClinicPost)).After(Minutes(6));

        Assert.Equal(SkipReason.NoDeputyPost, Assert.Single(story.Events<StepSkipped>()).Why);
        Assert.Equal(DutyLeader, story.Events<Paged>().Last().Person);
    }

    [Fact]
    public void The_leader_on_duty_is_rung_once_however_many_seats_are_silent()
    {
        var story = Flooded().After(Minutes(60));

        Assert.Single(story.Events<Paged>(), e => e.Person == DutyLeader);
        Assert.Equal(3, story.Events<DeskAlarmed>().Count());
    }

    [Fact]
    public void When_every_sending_has_failed_nobody_waits_for_the_minutes()
    {
        var story = Flooded().Do(Failed("page/1/1/0/1/m1"), Engine);
        Assert.Equal(3, story.Events<Paged>().Count());

        story.Do(Failed("page/1/1/0/1/m2"), Engine);

        Assert.Equal(SkipReason.AllSendsFailed, Assert.Single(story.Events<StepSkipped>()).Why);
        Assert.Equal(HeadDeputy, story.Events<Paged>().Last().Person);
        Assert.Equal(Night, story.Now);
    }

    [Fact]
    public void An_unknown_outcome_waits_for_the_answer_all_the_same()
    {
        var story = Flooded().Do(Report("page/1/1/0/1/m1", DeliveryOutcome.Unknown), Engine).Do(Failed("page/1/1/0/1/m2"), Engine);

        Assert.Equal(3, story.Events<Paged>().Count());
    }

    [Fact]
    public void A_late_callback_is_kept_for_its_own_sending_and_moves_nothing()
    {
        var story = Flooded(OnlyHead).After(Minutes(10));
        var waiting = story.State.Rounds[0].Seats[0].Waiting;
        story.Do(Failed("page/1/1/0/1/m1"), Engine).Do(Report("page/1/1/0/1/m1", DeliveryOutcome.Delivered), Engine);

        Assert.Equal(DeliveryOutcome.Delivered, story.State.Outcomes["page/1/1/0/1/m1"]);
        Assert.Equal(waiting, story.State.Rounds[0].Seats[0].Waiting);
    }

    [Fact]
    public void Old_news_of_a_sending_is_not_recorded()
    {
        var story = Flooded().Do(Report("page/1/1/0/1/m1", DeliveryOutcome.Delivered), Engine);

        foreach (var outcome in Enum.GetValues<DeliveryOutcome>())
            story.DoesNothing(Report("page/1/1/0/1/m1", outcome), Engine);
    }

    [Fact]
    public void A_report_of_something_never_sent_is_refused() =>
        Flooded().Refuses("delivery-unknown", Failed("page/1/1/0/1/m7"), Engine)
            .Refuses("delivery-unknown", Failed("page/1/9/0/1/m1"), Engine)
            .Refuses("not-allowed", Failed("page/1/1/0/1/m1"), ByOfficer);

    [Fact]
    public void What_a_gateway_writes_is_kept_as_one_short_line()
    {
        var story = Flooded().Do(Report("page/1/1/0/1/m1", DeliveryOutcome.Unknown, "line\r\ninjected " + new string('x', 500)), Engine);

        var detail = Assert.Single(story.Events<PageReported>()).Detail!;
        Assert.DoesNotContain('\n', detail);
        Assert.Equal(200, detail.Length);
    }

    [Fact]
    public void A_further_group_is_a_round_of_its_own()
    {
        var story = Flooded().Do(new CallGroup("leading"), ByOfficer);

        Assert.Equal(2, story.State.Rounds.Count);
        Assert.Contains(story.Sent, d => d.Key == "page/2/1/0/1/m1");
        story.Refuses("group-unknown", new CallGroup("choir"), ByOfficer);
    }

    private static TakeDeliveryReport Failed(string key) => Report(key, DeliveryOutcome.Failed);

    private static TakeDeliveryReport Report(string key, DeliveryOutcome outcome, string? detail = null) =>
        (TakeDeliveryReport)Emergency.OnDelivery(new(key, outcome, detail))!;
}
