using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
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
    public void A_suggestion_answered_on_the_spot_is_its_own_notice_and_stands_in_the_name_of_whoever_answers()
    {
        var given = Lodged(Claim with { Kind = GrievanceKind.Suggestion }).And(new Reply(Yes with { LegalBasis = null }), By(Deputy));
        Assert.Equal(ClockStatus.Kept, given.State.Find("notice")!.Status);
        Assert.Equal(Deputy, given.Story.Events<Replied>().Single().SignedBy);
        given.Until(Monday + Duration.FromDays(100));
        Assert.Null(given.State.Find("close"));
    }

    [Fact]
    public void A_claim_is_never_answered_without_a_signed_opinion()
    {
        Lodged().When(new Reply(Yes), By(Deputy)).ThenRefused("opinion-not-signed");
        Handled().When(new Reply(Yes), By(Mayor)).ThenRefused("opinion-not-signed");
        Handled().When(new SignOpinion(), By(Mayor)).ThenRefused("nothing-to-sign");
    }

    [Fact]
    public void An_opinion_is_drafted_by_the_people_who_handle_an_accepted_and_assigned_claim()
    {
        Lodged().And(new Assign(Works, Officer, Mayor), By(Deputy)).When(new DraftOpinion(Yes), By(Officer)).ThenRefused("not-accepted");
        Accepted().When(new DraftOpinion(Yes), By(Deputy)).ThenRefused("not-assigned");
        Handled().When(new DraftOpinion(Yes), By(Deputy)).ThenRefused("not-allowed");
        Handled().When(new DraftOpinion(Yes), By(Clerk)).ThenRefused("no-such-grievance");
        Assert.Equal(Officer, Handled().When(new DraftOpinion(Yes), By(Officer)).Then<OpinionDrafted>().DraftedBy);
        Handled().When(new DraftOpinion(Yes), By(Mayor)).Then<OpinionDrafted>();
        Answered().When(new DraftOpinion(Yes), By(Officer)).ThenRefused("already-answered");
        Accepted(Claim with { Kind = GrievanceKind.Suggestion }).And(new Assign(Works, Officer), By(Deputy)).When(new DraftOpinion(Yes), By(Officer)).ThenRefused("claims-only");
    }

    [Fact]
    public void A_claim_that_counts_as_accepted_is_answered_like_an_accepted_one()
    {
        var given = Lodged().And(new Assign(Works, Officer, Mayor), By(Deputy)).Until(EndOf(2026, 3, 17));
        given.And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor));
        Assert.Equal((Stage.Answered, ClockStatus.Kept, ClockStatus.KeptLate), (given.State.Stage, given.State.Find("close")!.Status, given.State.Find("notice")!.Status));
    }

    [Fact]
    public void A_draft_ends_no_clock_and_the_leaders_own_signature_does()
    {
        var given = Drafted();
        Assert.Equal((Stage.AwaitingSignature, ClockStatus.Running, (Outcome?)null), (given.State.Stage, given.State.Find("close")!.Status, given.State.Outcome));
        Assert.True(CaseFile.Row(given.Story.Stream, given.State, Zone).AwaitsApproval);
        foreach (var other in new[] { Deputy, Officer })
            given.When(new SignOpinion(), By(other)).ThenRefused("not-the-signer");
        given.When(new SignOpinion(), By(CountyHead)).ThenRefused("no-such-grievance");
        var signed = given.When(new SignOpinion(), By(Mayor)).Then<OpinionSigned>();
        Assert.Equal((Mayor, given.State.Draft!.Version, Outcome.Support), (signed.SignedBy, signed.Draft, signed.Outcome));
        Answered().When(new SignOpinion(), By(Mayor)).ThenRefused("already-answered");
    }

    [Fact]
    public void A_later_draft_takes_the_place_of_an_earlier_one_and_a_returned_one_is_nobodys_to_sign()
    {
        var given = Drafted().And(new DraftOpinion(Yes with { Outcome = Outcome.Explain }, "柳政信〔2026〕1号"), By(Officer));
        Assert.Equal((Outcome.Explain, "柳政信〔2026〕1号"), (given.State.Draft!.Outcome, given.State.Draft.DocumentNumber));
        given.When(new ReturnOpinion(" "), By(Mayor)).ThenRefused("reason-missing");
        given.When(new ReturnOpinion("缺少依据"), By(Deputy)).ThenRefused("not-the-signer");
        given.And(new ReturnOpinion("缺少依据"), By(Mayor));
        Assert.Equal((Stage.InHandling, (DraftedOpinion?)null), (given.State.Stage, given.State.Draft));
        given.When(new SignOpinion(), By(Mayor)).ThenRefused("nothing-to-sign");
    }

    [Fact]
    public void Another_head_signs_only_where_the_leader_in_charge_has_one_who_stands_in_or_nobody_is_in_charge()
    {
        var (vice, post) = (new PersonId("vice"), new PostId("p-vice"));
        IEvent[] head = [new PostSet(new(post, Hall, null, Text.Zh("副镇长"), [Power.Leadership])), new PersonSet(vice, "人员vice"), new PostFilled(post, vice)];
        var mayors = Rules.Town.Find(new PostId("p-mayor"))!;
        Under(Drafted(), head).When(new SignOpinion(), By(vice)).ThenRefused("not-the-signer");
        Under(Drafted(), [.. head, new PostSet(mayors with { Deputy = post })]).When(new SignOpinion(), By(vice)).Then<OpinionSigned>();
        Under(Drafted(), [.. head, new PostVacated(new("p-mayor"))]).When(new SignOpinion(), By(vice)).Then<OpinionSigned>();
        Under(Accepted().And(new Assign(Works, Officer), By(Deputy)).And(new DraftOpinion(Yes), By(Officer)), head).When(new SignOpinion(), By(vice)).Then<OpinionSigned>();
    }

    [Fact]
    public void An_opinion_states_the_claim_the_facts_and_the_law()
    {
        Handled().When(new DraftOpinion(Yes with { Asked = "" }), By(Officer)).ThenRefused("opinion-incomplete");
        Handled().When(new DraftOpinion(Yes with { Facts = " " }), By(Officer)).ThenRefused("opinion-incomplete");
        Handled().When(new DraftOpinion(Yes with { LegalBasis = null }), By(Officer)).ThenRefused("legal-basis-missing");
        Handled().When(new DraftOpinion(Yes, "柳\n1"), By(Officer)).ThenRefused("document-number-invalid");
        Answered().When(new Accept("受理"), By(Deputy)).ThenRefused("already-accepted");
    }

    private static Given<Grievance> Under(Given<Grievance> given, IEvent[] changes)
    {
        given.Story.Book = With(changes);
        return given;
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
        var given = Accepted(Claim with { Contact = null }).And(new Assign(Works, Officer), By(Deputy)).And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor));
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
        Accepted(Claim with { Kind = GrievanceKind.Suggestion }).And(new Reply(Yes with { LegalBasis = null }), By(Deputy))
            .When(new RequestReview("不服"), Resident).ThenRefused("claims-only");
        Lodged(to: City).And(new Accept("受理"), By(CityHead)).And(new Assign(CityDesk, null, CityHead), By(CityHead)).And(new DraftOpinion(Yes), By(CityHead)).And(new SignOpinion(), By(CityHead))
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
