using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;
using static Answerable.Tests.Grievances.Reviews.Upper;

namespace Answerable.Tests.Grievances.Reviews;

/// <summary>Art. 35: the office above looks again, decides in writing, and nobody who took part in the decision takes part in that.</summary>
public sealed class ReviewTests
{
    [Fact]
    public void The_reviewing_office_drafts_and_its_leader_signs_and_only_then_do_the_thirty_days_end()
    {
        var given = TakenUp().And(new DraftReview(Upheld, "丙信复查〔2026〕1号"), By(Reviewer));
        Assert.Equal((Stage.UnderReview, ClockStatus.Running), (given.State.Stage, given.State.Find("review")!.Status));
        given.When(new SignReview(), By(Reviewer)).ThenRefused("not-the-signer");
        given.When(new SignReview(), By(CountyClerk)).ThenRefused("not-the-signer");
        given.When(new SignReview(), By(OtherReviewer)).ThenRefused("no-such-grievance");
        var signed = given.When(new SignReview(), By(CountyHead)).Then<ReviewSigned>();
        Assert.Equal((CountyHead, ReviewOutcome.Uphold, given.State.Review!.Draft!.Version), (signed.SignedBy, signed.Outcome, signed.Draft));
        given.And(new SignReview(), By(CountyHead));
        Assert.Equal((Stage.Reviewed, ClockStatus.Kept, Outcome.Support), (given.State.Stage, given.State.Find("review")!.Status, given.State.Outcome));
        Assert.Equal("丙信复查〔2026〕1号", given.State.LastReview!.DocumentNumber);
    }

    [Fact]
    public void A_review_opinion_states_request_facts_and_law_and_says_to_what_it_changes()
    {
        var given = TakenUp();
        given.When(new DraftReview(Upheld with { Facts = "" }), By(Reviewer)).ThenRefused("opinion-incomplete");
        given.When(new DraftReview(Upheld with { LegalBasis = " " }), By(Reviewer)).ThenRefused("legal-basis-missing");
        given.When(new DraftReview(Changed with { Changed = null }), By(Reviewer)).ThenRefused("changed-to-what");
        given.When(new DraftReview(Upheld with { Changed = Outcome.Support }), By(Reviewer)).ThenRefused("changed-to-what");
        given.When(new DraftReview(Upheld, "丙\n1"), By(Reviewer)).ThenRefused("document-number-invalid");
        Asked().When(new DraftReview(Upheld), By(Reviewer)).ThenRefused("review-not-taken-up");
        Served().When(new SignReview(), By(Mayor)).ThenRefused("no-review");
    }

    [Fact]
    public void A_changed_decision_is_the_answer_from_then_on() =>
        Assert.Equal((Outcome.NotSupport, Stage.Reviewed), (Decided(Changed).State.Outcome, Decided(Changed).State.Stage));

    [Fact]
    public void What_is_set_aside_goes_back_and_a_new_answer_is_owed_within_sixty_days_with_both_reviews_before_it_again()
    {
        var given = Decided(SetAside);
        Assert.Equal((Stage.Accepted, (Outcome?)null, (PersonId?)null), (given.State.Stage, given.State.Outcome, given.State.Officer));
        Assert.Equal((Hall, ClockStatus.Running), (given.State.Find("redo")!.Owes, given.State.Find("redo")!.Status));
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Null(given.State.Find("final-review-request"));
        given.When(new RequestFinalReview("不服"), Resident).ThenRefused("not-reviewed");
        given.And(new Assign(Works, Second, Mayor), By(Deputy)).And(new DraftOpinion(Yes with { Outcome = Outcome.Explain }), By(Second)).And(new SignOpinion(), By(Mayor));
        Assert.Equal((ClockStatus.Kept, Stage.Answered), (given.State.Find("redo")!.Status, given.State.Stage));
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new RequestReview("仍不服"), Resident);
        Assert.Equal((Stage.UnderReview, County), (given.State.Stage, given.State.Review!.Office));
        given.And(new TakeUpReview(Reviewer), By(CountyClerk)); // they decided about the earlier answer, and took no part in this one
    }

    [Fact]
    public void The_review_opinion_is_served_with_proof_and_the_right_to_the_final_review_starts_at_its_receipt()
    {
        var given = Decided().Until(Monday + Duration.FromDays(300));
        Assert.Null(given.State.Find("final-review-request"));
        given.When(new Close(), By(Deputy)).ThenRefused("not-served");
        given.When(new RequestFinalReview("刚听说"), Resident).Then<FinalReviewRequested>();
        given.And(new Serve(ServiceProof.SignedReceipt, "送-0009"), By(CountyClerk));
        var right = given.State.Find("final-review-request")!.Clock;
        Assert.True(right.Owed == Answerable.Deadlines.Owed.Resident && right.DueAt > given.Story.Now + Duration.FromDays(30));
        given.And(new Close(), By(Deputy));
        given.When(new RequestFinalReview("不服"), Resident, right.DueAt - Duration.Epsilon).Then<FinalReviewRequested>();
        given.When(new RequestFinalReview("不服"), Resident, right.DueAt).ThenRefused("review-too-late");
    }

    [Fact]
    public void Nobody_who_took_part_reviews_whatever_post_they_hold_above()
    {
        // Each of them holds a post in the county too.
        foreach (var person in new[] { Officer, Mayor, Second, Vice })
        {
            var both = Staffed([.. Post($"p-{person}-2", County, CountyDesk, person, Power.Handling, Power.Leadership, Power.Disposition)]);
            var given = On(Handled(), both);
            given.And(new Note("查看现场。"), By(Officer)).And(new Assign(Works, Second, Mayor), By(Deputy)).And(new RequestExtension(10, "复杂"), By(Second)).And(new ApproveExtension(Vice), By(Vice));
            given.And(new DraftOpinion(Yes), By(Second)).And(new SignOpinion(), By(Mayor)).And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new RequestReview("不服"), Resident);
            Assert.Contains(person, given.State.Handlers);
            given.When(new TakeUpReview(person), By(CountyClerk)).ThenRefused("took-part");
            given.When(new TakeUpReview(Reviewer, person), By(CountyClerk)).ThenRefused("took-part");
            given.And(new TakeUpReview(Reviewer), By(CountyClerk)).And(new DraftReview(Upheld), By(Reviewer));
            foreach (var command in new ICommand<Grievance>[] { new TakeUpReview(OtherReviewer), new AskPosition("请提交"), new DraftReview(Upheld), new SignReview(), new ReturnReview("改") })
                given.When(command, By(person)).ThenRefused("took-part");
            Assert.False(Authority.MayReview(By(person), given.State, both.Town) || Authority.MaySignReview(By(person), given.State, both.Town) || Authority.MayTakeUpReview(By(person), given.State, both.Town));
        }
    }

    [Fact]
    public void Who_is_recused_or_named_in_the_matter_has_no_review_to_see()
    {
        var given = Nothing(Staffed()).And(new Lodge(Claim with { About = new(Hall, Works, [Reviewer]) }, Channel.Web, Code, Hall), Resident);
        given.And(new Accept("受理"), By(Deputy)).And(new Assign(Works, Officer, Mayor), By(Deputy)).And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor))
            .And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new RequestReview("不服"), Resident);
        Assert.True(Authority.MaySee(By(OtherReviewer), given.State, given.Story.Book.Town));
        Assert.False(Authority.MaySee(By(Reviewer), given.State, given.Story.Book.Town));
        given.When(new DraftReview(Upheld), By(Reviewer)).ThenRefused("no-such-grievance");
        given.When(new TakeUpReview(Reviewer), By(CountyClerk)).ThenRefused("took-part");
    }

    [Fact]
    public void Whoever_is_recused_meanwhile_is_named_no_more_and_what_they_drafted_is_nobodys_to_sign()
    {
        var given = TakenUp().And(new DraftReview(Upheld), By(Reviewer)).And(new Recuse(Reviewer, "近亲属"), By(CountyClerk));
        Assert.Equal((null, null), (given.State.Review!.Officer, given.State.Review.Draft));
        given.When(new SignReview(), By(CountyHead)).ThenRefused("nothing-to-sign");
        given.And(new TakeUpReview(OtherReviewer), By(CountyClerk)).And(new NoteReview("已调阅案卷。"), By(OtherReviewer)).When(new NoteReview("看看"), By(Officer)).ThenRefused("took-part");
    }

    [Fact]
    public void Before_anybody_is_named_whoever_handles_in_the_reviewing_office_sees_it_and_then_only_who_is_named()
    {
        var (asked, taken) = (Asked(), TakenUp());
        Assert.True(Authority.MaySee(By(Reviewer), asked.State, asked.Story.Book.Town) && Authority.MaySee(By(OtherReviewer), asked.State, asked.Story.Book.Town));
        Assert.True(Authority.MaySee(By(Reviewer), taken.State, taken.Story.Book.Town) && !Authority.MaySee(By(OtherReviewer), taken.State, taken.Story.Book.Town));
        Assert.False(Authority.MaySee(By(CityReviewer), taken.State, taken.Story.Book.Town));
        taken.When(new TakeUpReview(Officer), By(CountyClerk)).ThenRefused("took-part");
        taken.When(new TakeUpReview(CityReviewer), By(CountyClerk)).ThenRefused("reviewer-not-of-office");
        taken.When(new TakeUpReview(Reviewer, CountyClerk), By(CountyClerk)).ThenRefused("leader-not-of-office");
        asked.When(new TakeUpReview(Reviewer), By(Deputy)).ThenRefused("not-allowed");
    }

    [Fact]
    public void An_office_all_of_whose_heads_took_part_is_passed_over()
    {
        // The mayor alone leads the town, so that the county's head granted more time.
        var book = With([.. Post("p-city-reviewer", City, CityDesk, CityReviewer, Power.Handling)]);
        var given = On(Handled(), book).And(new RequestExtension(10, "复杂"), By(Mayor)).And(new ApproveExtension(CountyHead), By(CountyHead))
            .And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor)).And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal(City, given.When(new RequestReview("不服"), Resident).Then<ReviewRequested>().To);
    }

    [Fact]
    public void The_deciding_side_hands_in_its_position_and_the_review_waits_for_nobody()
    {
        var given = TakenUp();
        given.When(new GivePosition("我机关认为"), By(Officer)).ThenRefused("position-not-asked");
        given.And(new AskPosition("请提交案卷和书面意见。"), By(Reviewer));
        Assert.Equal((Hall, ClockStatus.Running), (given.State.Find("position")!.Owes, given.State.Find("position")!.Status));
        given.When(new GivePosition("我机关认为"), By(Reviewer)).ThenRefused("not-allowed");
        given.When(new GivePosition(" "), By(Officer)).ThenRefused("words-missing");
        Assert.Equal("position", given.When(new GivePosition("我机关认为事实清楚。"), By(Officer)).Then<PositionGiven>().Meets.Single());
        given.And(new DraftReview(Upheld), By(Reviewer)).And(new SignReview(), By(CountyHead));
        Assert.Equal(ClockStatus.Ended, given.State.Find("position")!.Status); // it was never given, and nothing waits for it
        given.When(new GivePosition("迟到的意见"), By(Officer)).ThenRefused("no-review");
    }

    [Fact]
    public void A_returned_draft_is_nobodys_to_sign_and_a_later_one_takes_the_place_of_an_earlier()
    {
        var given = TakenUp().And(new DraftReview(Upheld), By(Reviewer)).And(new DraftReview(SetAside), By(Reviewer));
        Assert.Equal(ReviewOutcome.SetAside, given.State.Review!.Draft!.Outcome);
        given.When(new ReturnReview(""), By(CountyHead)).ThenRefused("reason-missing");
        given.And(new ReturnReview("请补充依据"), By(CountyHead));
        given.When(new SignReview(), By(CountyHead)).ThenRefused("nothing-to-sign");
    }

    [Fact]
    public void A_review_that_nobody_decides_is_overdue_and_goes_to_the_top()
    {
        var given = Asked();
        var due = given.State.Find("review")!.Clock.DueAt;
        given.Until(due);
        Assert.Equal((County, City), (given.Story.Events<DeadlineMissed>().Last().Owed, given.Story.Events<DeadlineMissed>().Last().BroughtTo));
        Assert.True(given.State.IsOverdue);
        given.And(new TakeUpReview(Reviewer, CountyHead), By(CountyClerk)).And(new DraftReview(Upheld), By(Reviewer)).And(new SignReview(), By(CountyHead));
        Assert.Equal(ClockStatus.KeptLate, given.State.Find("review")!.Status);
    }

    [Fact]
    public void While_a_review_looks_at_it_the_office_below_undoes_nothing()
    {
        var notOurs = On(Lodged()).And(new NotOurs(Text.Zh("丙县公安局"), "丙县三号", "不属职权"), By(Deputy)).And(new RequestReview("属于你们"), Resident);
        Assert.Null(notOurs.State.Review!.Disputed);
        notOurs.When(new Accept("受理"), By(Deputy)).ThenRefused("under-review");
        notOurs.When(new Transfer(County, "提级"), By(Deputy)).ThenRefused("under-review");
        Assert.False(notOurs.Until(Monday + Duration.FromDays(20)).State.Stage == Stage.DeemedAccepted); // the notice was given
        Assert.Empty(notOurs.Story.Events<AcceptanceDeemed>());
        notOurs.And(new TakeUpReview(Reviewer), By(CountyClerk));
        notOurs.When(new DraftReview(Changed), By(Reviewer)).ThenRefused("notice-not-changed");
        notOurs.And(new DraftReview(SetAside), By(Reviewer)).And(new SignReview(), By(CountyHead)).And(new Assign(Works, Officer, Mayor), By(Deputy)).And(new DraftOpinion(Yes), By(Officer));
        Assert.Equal(Stage.AwaitingSignature, notOurs.State.Stage);
    }

    [Fact]
    public void An_opinion_on_paper_is_entered_only_where_the_reviewing_office_is_not_served_here()
    {
        Asked().When(new EnterReview(Upheld, "丙信复查〔2026〕3号", "人员甲"), By(PetitionsHead)).ThenRefused("no-such-grievance");
        Asked().When(new EnterReview(Upheld, "丙信复查〔2026〕3号", "人员甲"), By(Deputy)).ThenRefused("reviewer-decides-here");
        var outside = Staffed(new OfficeSet(Rules.Town.Find(County)! with { Outside = true }, false));
        var given = Asked(outside);
        given.When(new EnterReview(Upheld, "", "人员甲"), By(Deputy)).ThenRefused("document-number-missing");
        given.When(new EnterReview(Upheld, "丙信复查〔2026〕3号", " "), By(Deputy)).ThenRefused("signer-missing");
        given.When(new EnterReview(Upheld, "丙信复查〔2026〕3号", "人员甲"), By(Mayor)).ThenRefused("took-part");
        given.And(new EnterReview(Upheld, "丙信复查〔2026〕3号", "人员甲"), By(Deputy)).And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal((Stage.Reviewed, ClockStatus.Kept), (given.State.Stage, given.State.Find("review")!.Status));
        Assert.NotNull(given.State.Find("final-review-request"));
    }
}
