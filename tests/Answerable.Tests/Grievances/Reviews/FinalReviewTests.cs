using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;
using static Answerable.Tests.Grievances.Reviews.Upper;

namespace Answerable.Tests.Grievances.Reviews;

/// <summary>Art. 36: the final review, its hearing, and what may not be asked again afterwards: the same facts and reasons, never a person.</summary>
public sealed class FinalReviewTests
{
    [Fact]
    public void The_final_review_lies_one_office_higher_still_and_is_the_last()
    {
        var asked = AskedFinally();
        Assert.Equal((Stage.UnderFinalReview, City, County, ClockStatus.Running), (asked.State.Stage, asked.State.Review!.Office, asked.State.Review.Against, asked.State.Find("final-review")!.Status));
        var given = DecidedFinally();
        Assert.Equal((Stage.FinallyReviewed, true, ClockStatus.Kept), (given.State.Stage, given.State.IsFinal, given.State.Find("final-review")!.Status));
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal(1, given.State.Clocks.Count(clock => clock.Clock.Rule.Rule == "final-review-request"));
        given.When(new RequestReview("再来"), Resident).ThenRefused("finally-reviewed");
        given.When(new RequestFinalReview("再来"), Resident).ThenRefused("finally-reviewed");
        given.When(new RequestRedo("再来"), Resident).ThenRefused("finally-reviewed");
        Assert.Equal(Ending.AnsweredAndServed, given.When(new Close(), By(Deputy)).Then<Closed>().Ending);
    }

    [Fact]
    public void It_is_asked_for_only_after_a_review_and_reviewed_only_by_others()
    {
        Served().When(new RequestFinalReview("不服"), Resident).ThenRefused("not-reviewed");
        Asked().When(new RequestFinalReview("不服"), Resident).ThenRefused("under-review");
        Decided().When(new RequestReview("又一次"), Resident).ThenRefused("already-reviewed");
        Decided().When(new RequestFinalReview(" "), Resident).ThenRefused("reason-missing");
        foreach (var person in new[] { Reviewer, CountyHead, CountyClerk, Officer, Mayor })
        {
            var both = Staffed([.. Post($"p-{person}-2", City, CityDesk, person, Power.Handling, Power.Leadership)]);
            var given = AskedFinally(both);
            given.When(new TakeUpReview(person), By(CityHead)).ThenRefused("took-part");
            given.When(new AskPosition("请提交"), By(person)).ThenRefused("took-part");
            Assert.False(Authority.MayReview(By(person), given.State, both.Town));
        }
    }

    [Fact]
    public void Set_aside_in_the_final_review_it_goes_back_to_the_office_that_decided_first()
    {
        var given = DecidedFinally(SetAside);
        Assert.Equal((Stage.Accepted, Hall, Hall), (given.State.Stage, given.State.Office, given.State.Find("redo")!.Owes));
        Assert.False(given.State.IsFinal);
    }

    [Fact]
    public void Hearing_time_is_left_out_of_the_final_review()
    {
        var given = TakenUpFinally();
        var before = given.State.Find("final-review")!.Clock;
        var day = Day(given, 10);
        given.And(new AnnounceHearing(day.At(new(9, 30)), "云州市信访局一楼", "听证事项：路灯维修责任"), By(CityReviewer));
        var after = given.State.Find("final-review")!.Clock;
        Assert.Equal(before.StrictDay.PlusDays(Period.DaysBetween(Day(given, 0), day) + 1 - (Day(given, 0) == before.StartDay ? 1 : 0)), after.StrictDay);
        Assert.False(after.IsPaused); // the days are fixed: a hearing that nobody holds stops nothing
        Assert.Contains(given.State.Deadlines, deadline => deadline.Key == "final-review" && deadline.DueAt == after.DueAt);
        Assert.Equal(after.DueAt, Explanation.Of(after).CountAgain() is { Agrees: true } again ? again.DueAt : default);
        given.When(new DraftReview(Upheld), By(CityReviewer)).ThenRefused("hearing-ahead");
        given.When(new HoldHearing("记录"), By(CityReviewer)).ThenRefused("no-hearing-held");
        given.Until(day.At(new(11, 0)).InZoneLeniently(Zone).ToInstant()).And(new HoldHearing("双方到场陈述。"), By(CityReviewer));
        Assert.NotNull(given.State.Review!.Hearing!.HeldAt);
        given.And(new DraftReview(Upheld), By(CityReviewer)).And(new SignReview(), By(CityHead));
        Assert.Equal(ClockStatus.Kept, given.State.Find("final-review")!.Status);
    }

    [Fact]
    public void Hearing_time_is_never_left_out_of_the_review()
    {
        var given = TakenUp();
        var before = given.State.Find("review")!.Clock;
        Assert.Null(given.When(new AnnounceHearing(Day(given, 10).At(new(9, 30)), "丙县信访局", "听证"), By(Reviewer)).Then<HearingAnnounced>().Clock);
        given.And(new AnnounceHearing(Day(given, 10).At(new(9, 30)), "丙县信访局", "听证"), By(Reviewer));
        Assert.Equal(before, given.State.Find("review")!.Clock);
        given.And(new CallOffHearing("双方都不到场"), By(Reviewer));
        Assert.Equal(before, given.State.Find("review")!.Clock);
        Assert.Null(Rulebooks.Get(before.Rule).Pause);
    }

    [Fact]
    public void A_hearing_called_off_gives_the_days_back_and_putting_it_off_gains_none()
    {
        var given = TakenUpFinally();
        var before = given.State.Find("final-review")!.Clock.StrictDay;
        given.And(new AnnounceHearing(Day(given, 20).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer));
        given.When(new AnnounceHearing(Day(given, 21).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer)).ThenRefused("hearing-announced");
        given.Until(given.Story.Now + Duration.FromDays(2)).And(new CallOffHearing("改为书面审理"), By(CityReviewer));
        Assert.True(given.State.Find("final-review")!.Clock.StrictDay <= before.PlusDays(3));
        given.When(new CallOffHearing("再一次"), By(CityReviewer)).ThenRefused("no-hearing-ahead");
        given.When(new AnnounceHearing(Day(given, 29).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer)).ThenRefused("hearing-day");
        given.When(new AnnounceHearing(Day(given, 20).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer)).Then<HearingAnnounced>();
    }

    [Fact]
    public void Only_a_final_opinion_after_a_hearing_is_published_once_it_was_received()
    {
        DecidedFinally().And(new Serve(ServiceProof.OpenedByComplainant), Resident).When(new PublishOpinion("予以维持。"), By(CityHead)).ThenRefused("no-hearing-held");
        var given = TakenUpFinally();
        given.And(new AnnounceHearing(Day(given, 10).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer)).Until(given.Story.Now + Duration.FromDays(11));
        given.And(new HoldHearing("双方到场。"), By(CityReviewer)).And(new DraftReview(Upheld), By(CityReviewer)).And(new SignReview(), By(CityHead));
        given.When(new PublishOpinion("予以维持。"), By(CityHead)).ThenRefused("not-served");
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        given.When(new PublishOpinion("予以维持。"), By(CountyHead)).ThenRefused("not-allowed");
        given.When(new PublishOpinion(" "), By(CityHead)).ThenRefused("words-missing");
        given.And(new PublishOpinion("予以维持。"), By(CityHead)).When(new PublishOpinion("再次"), By(CityHead)).ThenRefused("already-published");
        Assert.True(CaseFile.Row(given.Story.Stream, given.State, Zone).Reviewing.IsPublished);
    }

    [Theory, InlineData(6), InlineData(31)]
    public void A_hearing_is_announced_a_week_ahead_and_held_within_thirty_days(int days) =>
        TakenUpFinally().When(new AnnounceHearing(Day(TakenUpFinally(), days).At(new(9, 0)), "市信访局", "听证"), By(CityReviewer)).ThenRefused("hearing-day");

    [Fact]
    public void New_facts_after_the_final_review_are_a_matter_of_their_own()
    {
        var given = DecidedFinally().And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new Close(), By(Deputy));
        given.When(new AddInformation("新的证据", NewFacts: true), Resident).ThenRefused("new-facts-new-matter");
        given.And(new AddInformation("补充一句"), Resident);
        Assert.True(given.State.IsClosed);
    }

    [Fact]
    public void Only_what_its_complainant_marks_as_following_a_finally_decided_matter_is_told_so_and_it_can_be_contested()
    {
        var opinion = new FinalOpinion(City, new(2026, 7, 1), "云信复核〔2026〕2号");
        On(Lodged()).When(new TellFinal("与前一事项相同。"), By(Deputy)).ThenRefused("no-final-opinion");
        On(Lodged(Claim with { Follows = new("2345-6789-ABCD", null) })).When(new TellFinal("相同。"), By(Deputy)).ThenRefused("no-final-opinion");
        var given = On(Lodged(Claim with { Follows = new("2345-6789-ABCD", opinion) }));
        given.When(new TellFinal(" "), By(Deputy)).ThenRefused("notice-empty");
        given.And(new TellFinal("请求和事实与云信复核〔2026〕2号所述相同，没有提出新的理由。"), By(Deputy));
        Assert.Equal((Stage.ToldFinal, ClockStatus.Kept, false), (given.State.Stage, given.State.Find("notice")!.Status, given.State.IsClosed));
        Assert.Empty(given.Until(Monday + Duration.FromDays(40)).Story.Events<AcceptanceDeemed>());
        given.When(new TellFinal("再一次"), By(Deputy)).ThenRefused("already-told");
        var contested = given.And(new RequestReview("这次是新的一段路"), Resident);
        Assert.Equal(County, contested.State.Review!.Office);
        contested.And(new TakeUpReview(Reviewer), By(CountyClerk)).And(new DraftReview(SetAside), By(Reviewer)).And(new SignReview(), By(CountyHead));
        Assert.Equal((Stage.Accepted, ClockStatus.Running), (contested.State.Stage, contested.State.Find("redo")!.Status));
    }

    [Fact]
    public void A_filing_that_follows_a_finally_decided_matter_is_registered_and_may_be_accepted_like_any_other()
    {
        var given = On(Lodged(Claim with { Follows = new("2345-6789-ABCD", new(City, new(2026, 7, 1), null)) }));
        Assert.Equal(ClockStatus.Running, given.State.Find("notice")!.Status);
        given.And(new Accept("有新的事实，予以受理。"), By(Deputy)).When(new TellFinal("相同"), By(Deputy)).ThenRefused("already-accepted");
        Assert.NotEmpty(On(Lodged(Claim with { Follows = new("2345-6789-ABCD", new(City, new(2026, 7, 1), null)) })).Until(EndOf(2026, 3, 17)).Story.Events<AcceptanceDeemed>());
    }

    [Fact]
    public void No_act_names_a_person_as_barred() =>
        Assert.DoesNotContain(EventType.Of(new ToldFinal(new(City, new(2026, 7, 1), null), [], null)).Fields, field => field.Clr == typeof(PersonId) || field.Name is "number" or "follows");

    private static LocalDate Day(Given<Grievance> given, int ahead) => given.Story.Now.InZone(Zone).Date.PlusDays(ahead);
}
