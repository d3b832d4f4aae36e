using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 22 to 24 and 28: accept, give notice, transfer, assign, recuse.</summary>
public sealed class DispositionTests
{
    [Fact]
    public void Acceptance_keeps_the_notice_and_starts_the_sixty_days()
    {
        var grievance = Accepted().State;
        Assert.Equal(ClockStatus.Kept, grievance.Find("notice")!.Status);
        var close = grievance.Find("close")!.Clock;
        Assert.Equal((Trigger.Accepted, new LocalDate(2026, 5, 1)), (close.Trigger, close.StrictDay));
    }

    [Fact]
    public void Only_a_claim_has_sixty_days() =>
        Assert.Null(Accepted(Claim with { Kind = GrievanceKind.Suggestion }).State.Find("close"));

    [Fact]
    public void Without_notice_it_counts_as_accepted_from_the_fifteenth_day()
    {
        var grievance = Lodged().Until(EndOf(2026, 3, 17)).State;
        var close = grievance.Find("close")!.Clock;
        Assert.Equal((Trigger.AcceptanceDeemed, new LocalDate(2026, 3, 17), new LocalDate(2026, 5, 16)), (close.Trigger, close.StartDay, close.StrictDay));
        Assert.Equal(ClockStatus.Missed, grievance.Find("notice")!.Status);
    }

    [Fact]
    public void A_late_notice_does_not_move_the_sixty_days()
    {
        var given = Lodged().Until(EndOf(2026, 3, 20));
        var due = given.State.Find("close")!.Clock.DueAt;
        given.And(new Accept("迟到的告知。"), By(Deputy));
        Assert.Equal(due, Assert.Single(given.State.Clocks, clock => clock.Clock.Rule.Rule == "close").Clock.DueAt);
        Assert.Equal(ClockStatus.KeptLate, given.State.Find("notice")!.Status);
    }

    [Fact]
    public void Acceptance_in_the_instant_after_the_last_day_counts_from_that_day()
    {
        var accepted = Lodged().When(new Accept("告知。"), By(Deputy), EndOf(2026, 3, 17)).Then<Accepted>();
        Assert.Equal(new(2026, 3, 17), Assert.Single(accepted.Starts).Clock.StartDay);
        var inTime = Lodged().When(new Accept("告知。"), By(Deputy), EndOf(2026, 3, 17) - Duration.Epsilon).Then<Accepted>();
        Assert.Equal(Trigger.Accepted, Assert.Single(inTime.Starts).Clock.Trigger);
    }

    [Fact]
    public void Notice_is_given_once_and_says_something()
    {
        Accepted().When(new Accept("又一次。"), By(Deputy)).ThenRefused("already-accepted");
        Lodged().When(new Accept(" "), By(Deputy)).ThenRefused("notice-empty");
        Answered().When(new GiveNotice(Route.Arbitration, "请申请仲裁。"), By(Deputy)).ThenRefused("already-accepted");
        Answered().When(new Transfer(County, "转"), By(Deputy)).ThenRefused("already-answered");
    }

    [Fact]
    public void A_claim_that_another_procedure_decides_is_told_so_and_has_no_sixty_days()
    {
        var given = Lodged().And(new GiveNotice(Route.AdministrativeProcedure, "请向丙县人民政府申请行政复议。"), By(Deputy));
        Assert.Equal((Stage.Routed, false), (given.State.Stage, given.State.IsClosed));
        given.Until(Monday + Duration.FromDays(100));
        Assert.Null(given.State.Find("close"));
        given.When(new GiveNotice(Route.Arbitration, "或者仲裁。"), By(Deputy)).ThenRefused("already-routed");
        Lodged(Claim with { Kind = GrievanceKind.Suggestion }).When(new GiveNotice(Route.Arbitration, "请申请仲裁。"), By(Deputy)).ThenRefused("claims-only");
    }

    [Fact]
    public void An_accepted_claim_is_not_sent_to_another_procedure() =>
        Accepted().When(new GiveNotice(Route.Litigation, "请起诉。"), By(Deputy)).ThenRefused("already-accepted");

    [Fact]
    public void A_suggestion_is_told_that_it_was_received_and_its_answer_is_still_owed()
    {
        var given = Lodged(Claim with { Kind = GrievanceKind.Suggestion }).And(new TellReceived("已收到，交农业办研究后答复。"), By(Deputy));
        Assert.Equal((ClockStatus.Kept, ClockStatus.Running), (given.State.Find("notice")!.Status, given.State.Find("own-rules-answer")!.Status));
        given.When(new TellReceived("再说一遍"), By(Deputy)).ThenRefused("already-told");
        Lodged(Claim with { Kind = GrievanceKind.Suggestion }).When(new TellReceived(" "), By(Deputy)).ThenRefused("notice-empty");
        Lodged(Claim with { Kind = GrievanceKind.Suggestion }).When(new TellReceived("已收到"), By(Clerk)).ThenRefused("no-such-grievance");
        Lodged().When(new TellReceived("已收到"), By(Deputy)).ThenRefused("suggestions-only");
        var late = Lodged(Claim with { Kind = GrievanceKind.Suggestion }).Until(EndOf(2026, 3, 18)).And(new TellReceived("迟了，已收到。"), By(Deputy));
        Assert.Equal(ClockStatus.KeptLate, late.State.Find("notice")!.Status);
    }

    [Fact]
    public void Not_ours_names_the_competent_body_and_is_never_a_closure()
    {
        var given = Lodged().And(new NotOurs(Text.Zh("丙县公安局"), "丙县三号", "属公安机关职权"), By(Deputy));
        Assert.Equal((Stage.NotOurs, false), (given.State.Stage, given.State.IsClosed));
        given.When(new Close(), By(Deputy)).ThenRefused("not-answered");
        given.When(new NotOurs(Text.Zh("丙县公安局"), "丙县三号", "再说一遍"), By(Deputy)).ThenRefused("already-told");
        given.And(new ConsentToSendOn(), Resident);
        Assert.True(given.State.AsksToBeSentOn);
        given.When(new ConsentToSendOn(), Resident).ThenNothing();
        given.When(new RequestReview("我认为属于镇里。"), Resident).Then<ReviewRequested>();
    }

    [Fact]
    public void Not_ours_without_a_body_or_a_reason_is_refused()
    {
        Lodged().When(new NotOurs(Text.Empty, "丙县三号", "理由"), By(Deputy)).ThenRefused("competent-body-missing");
        Lodged().When(new NotOurs(Text.Zh("丙县公安局"), "", "理由"), By(Deputy)).ThenRefused("competent-body-missing");
        Lodged().When(new NotOurs(Text.Zh("丙县公安局"), "丙县三号", ""), By(Deputy)).ThenRefused("reason-missing");
        Lodged().When(new ConsentToSendOn(), Resident).ThenRefused("nothing-to-send-on");
    }

    [Fact]
    public void A_petition_offices_transfer_starts_the_receivers_own_fifteen_days()
    {
        var given = Lodged(to: Petitions).Until(EndOf(2026, 3, 10)).And(new Transfer(Hall, "属镇政府职权"), By(PetitionsHead));
        Assert.Equal((ClockStatus.Kept, Petitions), (given.State.Find("disposition")!.Status, given.State.Find("disposition")!.Owes)); // who did it has done it
        Assert.Equal((Hall, new LocalDate(2026, 3, 26)), (given.State.Find("notice-after-transfer")!.Owes, given.State.Find("notice-after-transfer")!.Clock.StrictDay));
        Assert.Equal(new(2026, 3, 18), given.State.Find("objection")!.Clock.StrictDay); // five working days
        Assert.Equal([Petitions, Hall], given.State.Path);
        Assert.Equal(EndOf(2026, 3, 26), given.State.AcceptanceAt);
    }

    [Fact]
    public void Further_transfers_never_move_the_day_of_acceptance()
    {
        var given = Lodged().And(new Transfer(School, "属学校职权"), By(Deputy));
        Assert.Equal(EndOf(2026, 3, 17), given.State.AcceptanceAt);
    }

    [Fact]
    public void An_accepted_claim_takes_its_sixty_days_along()
    {
        var given = Accepted();
        var due = given.State.Find("close")!.Clock.DueAt;
        given.And(new Transfer(School, "属学校职权", new LocalDate(2026, 4, 1)), By(Deputy));
        Assert.Equal((School, due), (given.State.Find("close")!.Owes, given.State.Find("close")!.Clock.DueAt));
        Assert.Equal(new(2026, 4, 1), given.State.Find("feedback")!.Clock.StrictDay);
    }

    [Fact]
    public void A_transfer_needs_a_reason_and_an_office_within_the_system()
    {
        Lodged().When(new Transfer(Hall, "转"), By(Deputy)).ThenRefused("same-office");
        Lodged().When(new Transfer(new("nowhere"), "转"), By(Deputy)).ThenRefused("office-unknown");
        Lodged().When(new Transfer(County, ""), By(Deputy)).ThenRefused("reason-missing");
        Lodged().When(new Transfer(County, "转", new LocalDate(2026, 3, 1)), By(Deputy)).ThenRefused("day-in-the-past");
        var outside = With(new OfficeSet(new(new("police"), Text.Zh("丙县公安局"), OfficeRole.HandlingOrgan, 3, Outside: true), false));
        var given = Lodged();
        given.Story.Book = outside;
        given.When(new Transfer(new("police"), "转"), By(Deputy)).ThenRefused("office-outside");
    }

    [Fact]
    public void Assignment_names_people_of_the_unit_and_the_office()
    {
        Lodged().When(new Assign(new("nowhere")), By(Deputy)).ThenRefused("unit-unknown");
        Lodged().When(new Assign(Works, Clerk), By(Deputy)).ThenRefused("officer-not-of-unit");
        Lodged().When(new Assign(Works, Officer, Officer), By(Deputy)).ThenRefused("leader-not-of-office");
        Lodged().When(new Assign(Works, Officer, Mayor), By(Officer)).ThenRefused("no-such-grievance");
        Handled().When(new Assign(Works, Officer, Mayor), By(Deputy)).ThenNothing();
        Assert.Equal(Stage.InHandling, Handled().State.Stage);
    }

    [Fact]
    public void Whoever_took_the_disputed_decision_stands_aside()
    {
        var given = Lodged(Claim with { About = new(Hall, Works, [Officer]) });
        given.When(new Assign(Works, Officer), By(Deputy)).ThenRefused("recused");
        given.And(new Assign(Works, Second), By(Deputy)); // the unit itself may handle it (28¶3)
        given.When(new Note("……"), By(Officer)).ThenRefused("no-such-grievance");
        given.And(new Accept("受理"), By(Deputy)).When(new DraftOpinion(Yes), By(Second)).Then<OpinionDrafted>();
    }

    [Fact]
    public void A_recused_person_loses_the_matter_and_cannot_sign()
    {
        var given = Handled().And(new Recuse(Mayor, "当事人亲属"), By(Mayor));
        Assert.Null(given.State.Leader);
        given.And(new DraftOpinion(Yes), By(Officer)).When(new SignOpinion(), By(Mayor)).ThenRefused("no-such-grievance");
        given.When(new Recuse(Mayor, "重复"), By(Deputy)).ThenNothing();
        given.When(new Recuse(Second, "重复"), By(Officer)).ThenRefused("not-allowed");
        given.When(new Recuse(new("nobody"), "重复"), By(Deputy)).ThenRefused("person-unknown");
        given.And(new Recuse(Officer, "当事人亲属"), By(Deputy));
        Assert.Equal((Stage.InHandling, (DraftedOpinion?)null), (given.State.Stage, given.State.Draft));
    }

    [Fact]
    public void Administration_opens_no_case() => Assert.False(Authority.MaySee(By(Admin), Handled().State, Rules.Town));

    [Fact]
    public void Calling_a_claim_a_suggestion_does_not_rid_the_office_of_its_sixty_days()
    {
        Accepted().When(new Reclassify(GrievanceKind.Suggestion, "只是建议"), By(Deputy)).ThenRefused("filer-or-office-above-only");
        var given = Accepted();
        var due = given.State.Find("close")!.Clock.DueAt;
        given.And(new Reclassify(GrievanceKind.Suggestion, "我只是建议"), Resident);
        Assert.Equal((ClockStatus.Running, due), (given.State.Find("close")!.Status, given.State.Find("close")!.Clock.DueAt));
        given.When(new Reclassify(GrievanceKind.Accusation, "其实是举报"), Resident).ThenRefused("file-accusation-anew");
    }

    [Fact]
    public void A_suggestion_that_is_a_claim_counts_from_its_receipt()
    {
        var given = Lodged(Claim with { Kind = GrievanceKind.Suggestion }).Until(Monday + Duration.FromDays(5)).And(new Reclassify(GrievanceKind.Claim, "我要求解决"), Resident);
        Assert.Equal(EndOf(2026, 3, 17), given.State.AcceptanceAt);
        given.Until(EndOf(2026, 3, 17));
        Assert.NotNull(given.State.Find("close"));
    }
}
