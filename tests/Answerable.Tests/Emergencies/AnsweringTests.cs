using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using NodaTime;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class AnsweringTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    private static string CodeOf(Story<Emergency> story, PersonId person) => story.Events<Paged>().Last(e => e.Person == person).Code;

    private static Seat SeatOf(Story<Emergency> story, int seat) => story.State.Rounds[0].Seats[seat - 1];

    private static AnswerPage Coming(Story<Emergency> story, PersonId person, AnsweredBy by = AnsweredBy.Link) => new(CodeOf(story, person), Reply.Coming, by, 15);

    private static AnswerPage Unable(Story<Emergency> story, PersonId person) => new(CodeOf(story, person), Reply.Unable, AnsweredBy.Link);

    [Theory]
    [InlineData(AnsweredBy.Link)]
    [InlineData(AnsweredBy.Code)]
    [InlineData(AnsweredBy.Console)]
    public void Somebody_coming_ends_the_calling_of_that_seat_and_of_no_other(AnsweredBy by)
    {
        var story = Flooded();
        story.Do(Coming(story, Head, by), By(Head)).After(Hour);

        Assert.True(SeatOf(story, 1).IsReached);
        Assert.DoesNotContain(story.Events<Paged>(), e => e.Person == HeadDeputy);
        Assert.Contains(story.Events<Paged>(), e => e.Person == WorksDeputy);
    }

    [Fact]
    public void A_telephone_call_recorded_by_the_officer_is_an_equal_answer()
    {
        var story = Flooded().Do(new RecordCall(1, 1, Head, Reply.Coming, 20), ByOfficer).After(Hour);

        Assert.True(SeatOf(story, 1).IsReached);
        Assert.Equal(AnsweredBy.Call, Assert.Single(story.Events<PageAnswered>()).By);
        Assert.DoesNotContain(story.Events<Paged>(), e => e.Person == HeadDeputy);
    }

    [Fact]
    public void The_officer_may_find_somebody_who_was_never_paged()
    {
        var story = Flooded().After(Hour).Do(new RecordCall(1, 3, Clerk, Reply.Coming), ByOfficer);

        Assert.True(SeatOf(story, 3).IsReached);
        Assert.Equal(-1, Assert.Single(story.Events<PageAnswered>()).Step);
        Assert.Equal(DeskAlarm.Silent, SeatOf(story, 3).Desk);
    }

    [Fact]
    public void Whoever_stands_in_for_the_holder_is_recorded_as_standing_in_and_the_holder_is_not()
    {
        var story = Flooded().After(Duration.FromMinutes(7)).Do(new RecordCall(1, 2, Clerk, Reply.Coming), ByOfficer);
        story.Do(Coming(story, Head), By(Head)).Do(Coming(story, HeadDeputy), By(HeadDeputy)).Do(new RecordCall(1, 3, Clinic, Reply.Coming), ByOfficer);

        Assert.Equal([(Clerk, true), (Head, null), (HeadDeputy, true), (Clinic, (bool?)null)], story.Events<PageAnswered>().Select(e => (e.Person, e.StandsIn)));
    }

    [Fact]
    public void Unable_pages_the_deputy_at_once()
    {
        var story = Flooded();
        story.Do(Unable(story, Head), By(Head));

        Assert.Equal(HeadDeputy, story.Events<Paged>().Last().Person);
        Assert.Equal(Night, story.Now);
    }

    [Fact]
    public void A_late_answer_of_the_first_person_ends_the_calling_of_the_deputy()
    {
        var story = Flooded().After(Duration.FromMinutes(7));
        story.Do(Coming(story, Head), By(Head)).After(Hour);

        Assert.Equal([Head], SeatOf(story, 1).Coming);
        Assert.Single(story.Events<Paged>(), e => e.Person == HeadDeputy);
    }

    [Fact]
    public void Who_was_coming_and_now_cannot_leaves_a_seat_that_is_called_on()
    {
        var story = Flooded();
        story.Do(Coming(story, Head), By(Head)).After(Hour).Do(Unable(story, Head), By(Head));

        Assert.Equal(HeadDeputy, story.Events<Paged>().Last().Person);
        Assert.NotNull(SeatOf(story, 1).Waiting);
    }

    [Fact]
    public void One_of_two_who_are_coming_may_drop_out()
    {
        var story = Flooded().After(Duration.FromMinutes(7));
        story.Do(Coming(story, Head), By(Head)).Do(Coming(story, HeadDeputy), By(HeadDeputy)).Do(Unable(story, Head), By(Head)).After(Hour);

        Assert.Equal([HeadDeputy], SeatOf(story, 1).Coming);
        Assert.Equal(DeskAlarm.Silent, SeatOf(story, 1).Desk);
    }

    [Fact]
    public void A_first_person_who_says_no_late_does_not_cut_the_deputys_time()
    {
        var story = Flooded().After(Duration.FromMinutes(7));
        var waiting = SeatOf(story, 1).Waiting;
        story.Do(Unable(story, Head), By(Head));

        Assert.Equal(waiting, SeatOf(story, 1).Waiting);
    }

    [Fact]
    public void Who_comes_after_all_may_still_drop_out_and_the_desk_rings_again()
    {
        var story = Flooded().After(Hour);
        story.Do(Coming(story, Head), By(Head));
        Assert.Equal(DeskAlarm.Silent, SeatOf(story, 1).Desk);

        story.Do(Unable(story, Head), By(Head));

        Assert.Equal(DeskAlarm.Ringing, SeatOf(story, 1).Desk);
        Assert.Equal(["desk/1/1/1", "desk/1/1/2"], story.Sent.Where(d => d.Key.StartsWith("desk/1/1/", StringComparison.Ordinal)).Select(d => d.Key));
    }

    [Fact]
    public void A_repeated_answer_is_harmless()
    {
        var story = Flooded();
        var coming = Coming(story, Head);
        story.Do(coming, By(Head)).DoesNothing(coming, By(Head));
        story.Do(Unable(story, Works), By(Works)).DoesNothing(Unable(story, Works), By(Works));
    }

    [Fact]
    public void Nobody_answers_for_another()
    {
        var story = Flooded();
        story.Refuses("not-allowed", Coming(story, Head), By(Works))
            .Refuses("not-allowed", Coming(story, Head, AnsweredBy.Call), By(Head))
            .Refuses("not-allowed", new RecordCall(1, 1, Head, Reply.Coming), ByClerk)
            .Refuses("code-unknown", new AnswerPage("370000x", Reply.Coming, AnsweredBy.Code), By(Head))
            .Refuses("minutes-invalid", Coming(story, Head) with { InMinutes = -1 }, By(Head))
            .Refuses("seat-unknown", new RecordCall(1, 9, Head, Reply.Coming), ByOfficer)
            .Refuses("person-unknown", new RecordCall(1, 1, new("nobody"), Reply.Coming), ByOfficer);
    }

    [Fact]
    public void The_desks_alarm_rings_until_a_named_officer_takes_it()
    {
        var story = Flooded().After(Hour);
        Assert.All(story.State.Rounds[0].Seats, seat => Assert.Equal(DeskAlarm.Ringing, seat.Desk));

        story.After(Hour * 10).Do(new AnswerDesk(), ByOfficer).DoesNothing(new AnswerDesk(), ByOfficer);

        Assert.All(story.Events<DeskAnswered>(), e => Assert.Equal(Officer, e.Officer));
        Assert.All(story.State.Rounds[0].Seats, seat => Assert.Equal(DeskAlarm.Answered, seat.Desk));
        story.Refuses("not-allowed", new AnswerDesk(), ByClerk);
    }

    [Fact]
    public void Standing_down_stops_the_paging_and_tells_everybody_who_was_called()
    {
        var story = Flooded().After(Duration.FromMinutes(7));
        var told = story.Sent.Count;
        story.Do(new StandDown("险情解除"), ByHead).After(Hour);

        Assert.Empty(story.Events<DeskAlarmed>());
        Assert.Equal(
            story.Sent.Take(told).Select(d => d.Recipient).Distinct().Order(StringComparer.Ordinal),
            story.Sent.Skip(told).Where(d => d.Message == "stood-down").Select(d => d.Recipient).Order(StringComparer.Ordinal));
        story.Refuses("stood-down", Coming(story, Head), By(Head)).DoesNothing(new StandDown("再次"), ByHead);
    }

    [Fact]
    public void A_duty_officer_does_not_stand_the_response_down() => Flooded().Refuses("not-allowed", new StandDown("x"), ByOfficer);
}
