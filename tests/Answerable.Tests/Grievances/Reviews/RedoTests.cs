using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;
using static Answerable.Tests.Grievances.Reviews.Upper;

namespace Answerable.Tests.Grievances.Reviews;

/// <summary>A dissatisfied answer: the request to handle the matter anew, decided by somebody else; and the door to the higher office when one is late.</summary>
public sealed class RedoTests
{
    [Fact]
    public void A_dissatisfied_rating_becomes_a_request_where_its_complainant_says_so_and_its_words_stand_in_the_request_alone()
    {
        On(Served()).When(new Rate(1, null, AsksAgain: true), Resident).ThenRefused("reason-missing");
        On(Answered()).When(new Rate(1, "没有解决", AsksAgain: true), Resident).ThenRefused("not-answered");
        var given = On(Served()).And(new Rate(1, "没有解决", AsksAgain: true), Resident);
        Assert.Equal((null, "没有解决"), (given.Story.Events<Rated>().Single().Words, given.Story.Events<RedoRequested>().Single().Reason));
        Assert.True(CaseFile.Row(given.Story.Stream, given.State, Zone).AwaitsApproval);
        Assert.Empty(On(Served()).And(new Rate(1, "没有解决"), Resident).Story.Events<RedoRequested>());
    }

    [Fact]
    public void Somebody_who_took_no_part_decides_it_in_writing()
    {
        var given = On(Served()).And(new RequestRedo("没有查清"), Resident);
        Assert.Equal((Hall, Hall), (given.State.Redo!.To, given.State.Find("redo-request")!.Owes));
        given.When(new DecideRedo(true, "同意"), By(Mayor)).ThenRefused("took-part");
        given.When(new DecideRedo(true, "同意"), By(Officer)).ThenRefused("took-part");
        given.When(new DecideRedo(true, "同意"), By(Deputy)).ThenRefused("not-allowed");
        given.When(new DecideRedo(true, " "), By(Vice)).ThenRefused("reason-missing");
        given.When(new RequestRedo("又一次"), Resident).ThenRefused("redo-pending");
        given.When(new Close(), By(Deputy)).ThenRefused("redo-pending");
        given.And(new DecideRedo(true, "现场情况有变化，重新办理。"), By(Vice));
        Assert.Equal((Stage.Accepted, ClockStatus.Kept, ClockStatus.Running), (given.State.Stage, given.State.Find("redo-request")!.Status, given.State.Find("redo")!.Status));
        Assert.Equal(ReopenCause.Granted, given.Story.Events<Reopened>().Single().Cause);
    }

    [Fact]
    public void Where_the_town_has_no_other_head_the_office_above_decides_it()
    {
        var given = Served().And(new RequestRedo("没有查清"), Resident);
        Assert.Equal(County, given.State.Redo!.To);
        Assert.Equal(CountyHead, given.When(new DecideRedo(false, "已经查清。"), By(CountyHead)).Then<RedoDecided>().DecidedBy);
    }

    [Fact]
    public void The_right_to_a_review_is_never_shortened_by_it()
    {
        var given = On(Served());
        var right = given.State.Find("review-request")!.Clock;
        given.And(new RequestRedo("没有查清"), Resident);
        Assert.Equal(right, given.State.Find("review-request")!.Clock);
        given.When(new RequestReview("不等了"), Resident).Then<ReviewRequested>();
        var refused = given.And(new DecideRedo(false, "已经查清。"), By(Vice));
        Assert.Equal(right, refused.State.Find("review-request")!.Clock);
        refused.When(new RequestRedo("再请求"), Resident).ThenRefused("redo-decided");
        refused.When(new RequestReview("不服"), Resident, right.DueAt - Duration.Epsilon).Then<ReviewRequested>();
    }

    [Fact]
    public void Asking_for_a_review_ends_the_request_and_a_closed_matter_is_looked_at_again()
    {
        var given = On(Closed()).And(new RequestRedo("没有查清"), Resident);
        Assert.Equal((false, Stage.Answered), (given.State.IsClosed, given.State.Stage));
        given.And(new RequestReview("不服"), Resident);
        Assert.Equal((ClockStatus.Ended, (RedoRequest?)null), (given.State.Find("redo-request")!.Status, given.State.Redo));
        given.When(new DecideRedo(true, "同意"), By(Vice)).ThenRefused("no-redo-request");
    }

    [Fact]
    public void A_request_that_nobody_decides_is_overdue_and_goes_higher()
    {
        var given = On(Served()).And(new RequestRedo("没有查清"), Resident);
        given.Until(given.State.Find("redo-request")!.Clock.DueAt);
        Assert.Equal((Hall, County), (given.Story.Events<DeadlineMissed>().Last().Owed, given.Story.Events<DeadlineMissed>().Last().BroughtTo));
    }

    [Fact]
    public void A_new_answer_brings_a_new_right_and_the_old_one_does_not_bar_it()
    {
        var given = On(Served()).Until(Monday + Duration.FromDays(10)).And(new RequestRedo("没有查清"), Resident).And(new DecideRedo(true, "重新办理"), By(Vice));
        given.Until(Monday + Duration.FromDays(50)).And(new Assign(Works, Second, Vice), By(Deputy)).And(new DraftOpinion(Yes), By(Second)).And(new SignOpinion(), By(Vice));
        given.When(new RequestReview("不服"), Resident).Then<ReviewRequested>(); // not received with proof yet: its time has not begun
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal(ClockStatus.Running, given.State.Find("review-request-2")!.Status);
    }

    [Fact]
    public void Only_when_an_office_is_late_does_its_complainant_turn_to_the_one_above()
    {
        On(Handled()).When(new AskHigher(), Resident).ThenRefused("not-late");
        var given = On(Handled()).Until(Handled().State.Find("close")!.Clock.DueAt);
        given.When(new AskHigher(), By(Officer)).ThenRefused("complainant-only");
        given.And(new AskHigher("一直没有答复"), Resident);
        Assert.Equal((County, "close", County), (given.State.Higher!.To, given.State.Higher.Late, given.State.Find("higher-answer")!.Owes));
        given.When(new AskHigher(), Resident).ThenRefused("higher-asked");
        given.When(new TakeOver("直接办理"), By(Deputy)).ThenRefused("not-allowed");
        given.When(new HurryLower(new(2026, 1, 1), "限期办结"), By(CountyClerk)).ThenRefused("day-in-the-past");
        given.When(new HurryLower(new(2027, 1, 1), "限期办结"), By(CountyClerk)).ThenRefused("day-too-far");
    }

    [Fact]
    public void The_higher_office_takes_it_over_and_the_lateness_stays_where_it_was()
    {
        var given = On(Handled());
        given.Until(given.State.Find("close")!.Clock.DueAt).And(new AskHigher(), Resident).And(new TakeOver("由本机关直接办理。"), By(CountyClerk));
        Assert.Equal((County, ClockStatus.Kept, Hall, ClockStatus.Missed), (given.State.Office, given.State.Find("higher-answer")!.Status, given.State.Find("close")!.Owes, given.State.Find("close")!.Status));
        Assert.Equal(County, given.State.Find("taken-over")!.Owes);
        given.And(new Assign(CountyDesk, Reviewer, CountyHead), By(CountyClerk)).And(new DraftOpinion(Yes), By(Reviewer)).And(new SignOpinion(), By(CountyHead));
        Assert.Equal((ClockStatus.KeptLate, ClockStatus.Kept), (given.State.Find("close")!.Status, given.State.Find("taken-over")!.Status));
        Assert.Equal(City, given.And(new Serve(ServiceProof.OpenedByComplainant), Resident).When(new RequestReview("不服"), Resident).Then<ReviewRequested>().To);
    }

    [Fact]
    public void A_sealed_matter_is_hurried_and_not_taken_over()
    {
        var given = On(Accused());
        given.Until(given.State.Clocks.Min(clock => clock.Clock.DueAt)).And(new AskHigher(), Resident);
        given.When(new TakeOver("直接办理"), By(CityHead)).ThenRefused("sealed-hurry-only");
        given.When(new HurryLower(given.Story.Now.InZone(Zone).Date.PlusDays(5), "限期办理"), By(CityHead)).Then<LowerHurried>();
    }

    [Fact]
    public void The_higher_office_hurries_the_lower_one_by_a_day_it_sets()
    {
        var given = On(Handled());
        given.Until(given.State.Find("close")!.Clock.DueAt).And(new AskHigher(), Resident);
        var day = given.Story.Now.InZone(Zone).Date.PlusDays(7);
        given.And(new HurryLower(day, "七日内办结并报告。"), By(CountyHead));
        Assert.Equal((Hall, day, ClockStatus.Kept), (given.State.Find("feedback")!.Owes, given.State.Find("feedback")!.Clock.StrictDay, given.State.Find("higher-answer")!.Status));
        given.When(new TakeOver("直接办理"), By(CountyClerk)).ThenRefused("higher-not-asked");
        given.And(new AskHigher("还是没有"), Resident); // still late: the door stays open
    }

    [Fact]
    public void The_hurried_office_reports_back_and_the_one_above_has_the_report()
    {
        var given = On(Handled());
        given.Until(given.State.Find("close")!.Clock.DueAt).And(new AskHigher(), Resident);
        given.And(new HurryLower(given.Story.Now.InZone(Zone).Date.PlusDays(7), "七日内办结并报告。"), By(CountyHead)).And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor)).And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        given.When(new Close(), By(Deputy)).ThenRefused("feedback-owed");
        given.And(new ReportBack("已办结并送达。"), By(Deputy));
        Assert.Equal(ClockStatus.Kept, given.State.Find("feedback")!.Status);
        given.And(new ReceiveReport(), By(CountyHead)).When(new Close(), By(Deputy)).Then<Closed>();
    }

    [Fact]
    public void A_late_review_is_hurried_and_never_taken_over_so_that_no_instance_is_lost()
    {
        var given = Asked();
        given.Until(given.State.Find("review")!.Clock.DueAt).And(new AskHigher(), Resident);
        Assert.Equal(City, given.State.Higher!.To);
        given.When(new TakeOver("直接办理"), By(CityHead)).ThenRefused("already-answered");
        Assert.Equal(County, given.When(new HurryLower(given.Story.Now.InZone(Zone).Date.PlusDays(5), "限期作出复查意见"), By(CityHead)).Then<LowerHurried>().Of);
    }
}
