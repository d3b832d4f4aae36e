using Answerable.Grievances;
using Answerable.Offices;
using static Answerable.Tests.Grievances.Course;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 40: the six occasions as the record shows them, the petition office that supervises, and the written answer.</summary>
public sealed class SupervisionTests
{
    [Fact]
    public void A_notice_that_was_not_given_is_a_breach_and_the_petition_office_is_told()
    {
        var given = Late();
        var due = given.Story.Events<SupervisionDue>().First();
        Assert.Equal((Ground.BreachOfRules, Hall, Petitions), (due.Ground, due.Office, due.To));
        Assert.Contains(given.Story.Sent, sent => sent is { Recipient: "office.petitions", Message: "grievance.supervision-due" });
    }

    [Fact]
    public void A_petition_office_that_never_had_the_matter_sees_it_from_the_first_sign_on()
    {
        var given = Handled();
        Assert.False(Authority.MayRead(By(PetitionsHead), given.State, Rules.Town));
        given.Until(EndOf(2026, 5, 1));
        Assert.Contains(given.State.Signs, sign => (sign.Ground, sign.Office) == (Ground.Delay, Hall));
        Assert.True(Authority.MayRead(By(PetitionsHead), given.State, Rules.Town));
        given.Until(EndOf(2026, 6, 1));
        Assert.Single(given.Story.Events<SupervisionDue>(), due => due.Ground == Ground.Delay); // once, however late it grows
    }

    [Fact]
    public void Passing_it_round_and_turning_away_what_is_ones_own_are_shifting()
    {
        var round = Sent().And(new Transfer(Petitions, "退回"), By(Deputy));
        Assert.Contains(round.State.Signs, sign => (sign.Ground, sign.Office) == (Ground.Shifting, Hall));
        var away = Objected().And(new DecideObjection(false, "属镇政府"), By(PetitionsHead)).And(new ReferCompetence("意见不一"), By(Deputy)).And(new DecideCompetence(Hall, "由镇政府受理"), By(CountyClerk));
        Assert.Contains(away.State.Signs, sign => (sign.Ground, sign.Office) == (Ground.Shifting, Hall));
        var right = Objected().And(new DecideObjection(false, "属镇政府"), By(PetitionsHead)).And(new ReferCompetence("意见不一"), By(Deputy)).And(new DecideCompetence(School, "由学校受理"), By(CountyClerk));
        Assert.Empty(right.State.Signs); // who objected was right
    }

    [Fact]
    public void A_report_that_was_sent_back_is_perfunctory_or_as_the_asker_finds_false()
    {
        var empty = Charged().And(new ReportBack("正在办"), By(Deputy)).And(new SendBackReport(new(2026, 4, 20), false, "没有结果"), By(PetitionsHead));
        Assert.Equal(Ground.Perfunctory, Assert.Single(empty.State.Signs).Ground);
        var untrue = Charged().And(new ReportBack("已修复"), By(Deputy)).And(new SendBackReport(new(2026, 4, 20), true, "现场仍有两盏不亮"), By(PetitionsHead));
        Assert.Equal(Ground.Falsification, Assert.Single(untrue.State.Signs).Ground);
    }

    [Fact]
    public void What_was_supported_and_is_not_carried_out_the_complainant_says_even_after_closing()
    {
        Handled().When(new SayNotCarriedOut("没有修"), Resident).ThenRefused("nothing-to-carry-out");
        Answered().When(new SayNotCarriedOut("没有修"), Resident).ThenRefused("nothing-to-carry-out"); // not served yet
        Closed().When(new SayNotCarriedOut("没有修"), By(Deputy)).ThenRefused("complainant-only");
        var given = Closed().And(new SayNotCarriedOut("三个月了还没有修。"), Resident);
        Assert.Equal(Ground.NotCarriedOut, Assert.Single(given.State.Signs).Ground);
        given.And(new Supervise(Ground.NotCarriedOut, "支持的意见没有执行。", "明确修复责任人。", given.Story.Now.InZone(Zone).Date.PlusDays(10)), By(PetitionsHead));
        Assert.Equal((true, false), (given.State.IsClosed, given.State.IsOverdue));
        given.Until(given.Story.Now + Duration.FromDays(12));
        Assert.True(given.State.IsOverdue);
        Assert.Contains(County, given.State.Overseers);
    }

    [Fact]
    public void Only_a_petition_office_that_does_not_hold_the_matter_supervises_and_says_what_is_to_be_better()
    {
        var wish = new Supervise(Ground.BreachOfRules, "没有告知。", "建立提醒制度。", new(2026, 3, 27));
        Late().When(wish, By(CountyClerk)).ThenRefused("not-allowed");
        Late().When(wish, By(Deputy)).ThenRefused("not-allowed");
        Late().When(wish, By(Officer)).ThenRefused("no-such-grievance");
        Late().When(wish with { Facts = "" }, By(PetitionsHead)).ThenRefused("reason-missing");
        Late().When(wish with { Improvement = "" }, By(PetitionsHead)).ThenRefused("improvement-missing");
        Late().When(wish with { AnswerBy = new(2026, 3, 16) }, By(PetitionsHead)).ThenRefused("day-in-the-past");
        Late().When(wish with { AnswerBy = new(2026, 4, 30) }, By(PetitionsHead)).ThenRefused("answer-day-too-far");
        var recused = Lodged(Claim with { About = new(Petitions, null, [PetitionsHead]) }, Petitions);
        recused.When(wish, By(PetitionsHead)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void The_supervised_office_answers_in_writing_within_the_day_that_was_set()
    {
        var given = Warned();
        Assert.Equal((Hall, new LocalDate(2026, 3, 27)), (given.State.Find("supervision-answer")!.Owes, given.State.Find("supervision-answer")!.Clock.StrictDay));
        given.When(new AnswerSupervision("supervision-answer", Adoption.Adopted, "采纳"), By(PetitionsHead)).ThenRefused("not-allowed");
        given.When(new AnswerSupervision("supervision-answer", Adoption.Adopted, ""), By(Deputy)).ThenRefused("words-missing");
        given.And(new AnswerSupervision("supervision-answer", Adoption.Adopted, "自四月起到期前三日提醒。"), By(Deputy));
        Assert.Equal((ClockStatus.Kept, Adoption.Adopted), (given.State.Find("supervision-answer")!.Status, Assert.Single(given.State.Supervisions).Answer));
        given.When(new AnswerSupervision("supervision-answer", Adoption.NotAdopted, "改口"), By(Deputy)).ThenRefused("already-answered");
    }

    [Fact]
    public void An_answer_that_does_not_come_is_late_and_goes_up_and_the_matter_cannot_carry_it_away()
    {
        var given = Warned().And(new Accept("受理"), By(Deputy)).And(new Transfer(School, "属学校职权"), By(Deputy));
        Assert.Equal(Hall, given.State.Find("supervision-answer")!.Owes);
        Assert.True(Authority.MayRead(By(Deputy), given.State, Rules.Town));
        given.Until(EndOf(2026, 3, 27));
        Assert.Contains(given.Story.Events<DeadlineMissed>(), missed => (missed.Key, missed.Owed, missed.BroughtTo) == ("supervision-answer", Hall, County));
    }

    [Fact]
    public void Supervising_moves_no_clock()
    {
        Assert.Equal(Dues(Late().State), Dues(Warned().State).Where(clock => clock.Key != "supervision-answer"));
    }

    [Fact]
    public void A_better_policy_is_proposed_to_the_own_level_and_holding_to_account_never_to_the_office_itself()
    {
        Late().When(new Propose(Proposal.Accountability, Hall, "追究拖延责任", new(2026, 3, 27)), By(PetitionsHead)).ThenRefused("same-office");
        Late().When(new Propose(Proposal.Improvement, County, "改进", new(2026, 3, 27)), By(PetitionsHead)).ThenRefused("improvement-is-supervision");
        var given = Late().And(new Propose(Proposal.Policy, County, "建议修订路灯维护办法。", new(2026, 3, 27)), By(PetitionsHead));
        Assert.True(Authority.MayRead(By(CountyHead), given.State, Rules.Town));
        given.And(new AnswerSupervision("supervision-answer", Adoption.Partly, "列入下半年修订计划。"), By(CountyClerk));
        Assert.Equal(Adoption.Partly, Assert.Single(given.State.Supervisions).Answer);
    }

    [Fact]
    public void What_is_sealed_is_shown_to_no_petition_office()
    {
        var given = Accused().Until(EndOf(2026, 6, 1));
        Assert.NotEmpty(given.Story.Events<DeadlineMissed>());
        Assert.Empty(given.Story.Events<SupervisionDue>());
        Assert.Empty(given.State.Followers);
    }
}
