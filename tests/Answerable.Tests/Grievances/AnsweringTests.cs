using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 32 to 36: the written opinion, its service, the review, and the only ways in which a matter ends.</summary>
public sealed class AnsweringTests
{
    [Fact]
    public void The_answer_keeps_the_sixty_days_and_the_right_to_a_review_starts_at_its_receipt()
    {
        var given = Answered();
        Assert.Equal(ClockStatus.Kept, given.State.Find("close")!.Status);
        Assert.Null(given.State.Find("review-request"));
        given.Until(Monday + Duration.FromDays(200)).And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal(Owed.Resident, given.State.Find("review-request")!.Clock.Owed);
        Assert.True(given.State.Find("review-request")!.Clock.DueAt > given.Story.Now + Duration.FromDays(30));
    }

    [Fact]
    public void An_answer_on_the_spot_is_its_own_notice()
    {
        var given = Lodged().And(new Reply(Yes, Mayor), By(Deputy));
        Assert.Equal(ClockStatus.Kept, given.State.Find("notice")!.Status);
        given.Until(Monday + Duration.FromDays(100));
        Assert.Null(given.State.Find("close"));
    }

    [Fact]
    public void An_opinion_states_the_claim_the_facts_and_the_law_and_a_head_signs_it()
    {
        Handled().When(new Reply(Yes with { Asked = "" }, Mayor), By(Officer)).ThenRefused("opinion-incomplete");
        Handled().When(new Reply(Yes with { Facts = " " }, Mayor), By(Officer)).ThenRefused("opinion-incomplete");
        Handled().When(new Reply(Yes with { LegalBasis = null }, Mayor), By(Officer)).ThenRefused("legal-basis-missing");
        Handled().When(new Reply(Yes, Officer), By(Officer)).ThenRefused("signer-not-head");
        Handled().When(new Reply(Yes, Mayor, "柳\n1"), By(Officer)).ThenRefused("document-number-invalid");
        Handled().When(new Reply(Yes, Mayor), By(Clerk)).ThenRefused("no-such-grievance");
        Answered().When(new Reply(Yes, Mayor), By(Officer)).ThenRefused("already-answered");
        Answered().When(new Accept("受理"), By(Deputy)).ThenRefused("already-accepted");
    }

    [Fact]
    public void Only_what_was_answered_and_served_closes()
    {
        Handled().When(new Close(), By(Deputy)).ThenRefused("not-answered");
        Answered().When(new Close(), By(Deputy)).ThenRefused("not-served");
        Assert.Equal(Ending.AnsweredAndServed, Served().When(new Close(), By(Deputy)).Then<Closed>().Ending);
        Closed().When(new Close(), By(Deputy)).ThenRefused("already-closed");
    }

    [Fact]
    public void Without_an_address_the_answer_waits_under_the_code()
    {
        var given = Accepted(Claim with { Contact = null }).And(new Reply(Yes, Mayor), By(Deputy));
        Assert.Equal(Ending.AnsweredWithoutAddress, given.When(new Close(), By(Deputy)).Then<Closed>().Ending);
    }

    [Fact]
    public void Service_needs_a_proof_that_is_not_an_upload()
    {
        Answered().When(new Serve(ServiceProof.SignedReceipt), By(Deputy)).ThenRefused("proof-missing");
        Answered().When(new Serve(ServiceProof.OpenedByComplainant), By(Deputy)).ThenRefused("complainant-only");
        Answered().When(new Serve(ServiceProof.TrackedMail, "邮-0002"), By(Deputy)).Then<Served>();
        Handled().When(new Serve(ServiceProof.TrackedMail, "邮-0002"), By(Deputy)).ThenRefused("not-answered");
        Served().When(new Serve(ServiceProof.OpenedByComplainant), Resident).ThenNothing();
    }

    [Fact]
    public void A_review_goes_to_the_office_above_and_is_owed_there()
    {
        var given = Closed().And(new RequestReview("事实不清"), Resident);
        Assert.Equal((Stage.UnderReview, false), (given.State.Stage, given.State.IsClosed));
        Assert.Equal(County, given.State.Find("review")!.Owes);
        Assert.True(Authority.MaySee(By(CountyHead), given.State, Rules.Town));
        given.When(new Close(), By(Deputy)).ThenRefused("under-review");
        given.When(new RequestReview("又一次"), Resident).ThenRefused("under-review");
    }

    [Fact]
    public void A_review_is_asked_for_until_the_later_day_and_not_an_instant_after()
    {
        var due = Closed().State.Find("review-request")!.Clock.DueAt;
        Closed().When(new RequestReview("事实不清"), Resident, due - Duration.Epsilon).Then<ReviewRequested>();
        Closed().When(new RequestReview("事实不清"), Resident, due).ThenRefused("review-too-late");
        Handled().When(new RequestReview("等不及"), Resident).ThenRefused("not-answered");
        Closed().When(new RequestReview(""), Resident).ThenRefused("reason-missing");
    }

    [Fact]
    public void An_unproved_receipt_never_runs_the_right_out() =>
        Answered().Until(Monday + Duration.FromDays(400)).When(new RequestReview("刚看到"), Resident).Then<ReviewRequested>();

    [Fact]
    public void A_suggestion_has_no_review_and_nobody_stands_above_the_top()
    {
        Accepted(Claim with { Kind = GrievanceKind.Suggestion }).And(new Reply(Yes with { LegalBasis = null }, Mayor), By(Deputy))
            .When(new RequestReview("不服"), Resident).ThenRefused("claims-only");
        Lodged(to: City).And(new Accept("受理"), By(CityHead)).And(new Reply(Yes, CityHead), By(CityHead))
            .When(new RequestReview("不服"), Resident).ThenRefused("no-office-above");
    }

    [Fact]
    public void New_facts_reopen_and_old_ones_are_kept()
    {
        var given = Closed();
        Assert.True(given.And(new AddInformation("还是原来的事"), Resident).State.IsClosed);
        given.And(new AddInformation("又有两盏灯坏了", NewFacts: true), Resident);
        Assert.Equal((Stage.Registered, false), (given.State.Stage, given.State.IsClosed));
        Assert.Equal(ClockStatus.Running, given.State.Find("notice-2")!.Status);
        given.And(new Accept("重新受理"), By(Deputy));
        Assert.Equal(ClockStatus.Running, given.State.Find("close-2")!.Status);
    }

    [Fact]
    public void An_answer_is_rated_once_by_the_complainant()
    {
        Handled().When(new Rate(5), Resident).ThenRefused("not-answered");
        Answered().When(new Rate(6), Resident).ThenRefused("stars-invalid");
        Answered().When(new Rate(1, " "), Resident).ThenRefused("words-missing");
        Answered().When(new Rate(1), By(Officer)).ThenRefused("complainant-only");
        Answered().And(new Rate(1, "等太久"), Resident).When(new Rate(5), Resident).ThenRefused("already-rated");
    }

    [Fact]
    public void Only_a_closed_matter_is_erased_and_the_tombstone_stays()
    {
        Served().When(new Erase("个人信息保护法第四十七条"), Resident).ThenRefused("not-closed");
        Closed().When(new Erase(""), Resident).ThenRefused("reason-missing");
        Closed().When(new Erase("到期"), By(Deputy)).ThenRefused("not-allowed");
        var given = Closed().And(new Erase("个人信息保护法第四十七条"), Resident);
        Assert.True(given.State is { IsErased: true, IsClosed: true });
        given.When(new Erase("再一次"), Resident).ThenNothing();
        given.When(new AddInformation("新事实", NewFacts: true), Resident).ThenRefused("erased");
        given.When(new OpenIdentity(Purpose.ServeNotice), By(Deputy)).ThenRefused("erased");
    }
}
