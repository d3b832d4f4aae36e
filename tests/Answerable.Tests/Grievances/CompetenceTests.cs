using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Course;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 23¶3 and 24: objecting to a transfer, and settling whose the matter is. It always lies with one office that answers.</summary>
public sealed class CompetenceTests
{
    [Fact]
    public void The_receiver_objects_within_five_working_days_and_gives_its_reasons()
    {
        Sent().When(new ObjectToTransfer(" "), By(Deputy)).ThenRefused("reason-missing");
        var objected = Sent().Until(EndOf(2026, 3, 9)).When(new ObjectToTransfer("不属职权"), By(Deputy), EndOf(2026, 3, 9) - Duration.Epsilon).Then<TransferObjected>();
        Assert.Equal((Hall, Petitions), (objected.By, objected.To));
        Sent().When(new ObjectToTransfer("不属职权"), By(Deputy), EndOf(2026, 3, 9)).ThenRefused("objection-too-late");
        Sent().And(new Accept("受理"), By(Deputy)).When(new ObjectToTransfer("不属职权"), By(Deputy)).ThenRefused("already-accepted");
        Lodged().When(new ObjectToTransfer("不属职权"), By(Deputy)).ThenRefused("nothing-to-object-to");
        Sent().When(new ObjectToTransfer("不属职权"), By(PetitionsHead)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void An_objection_moves_no_clock_and_the_receiver_answers_meanwhile()
    {
        var before = Sent();
        var objected = Objected();
        foreach (var clock in before.State.Clocks)
            Assert.Equal((clock.Owes, clock.Clock.DueAt), (objected.State.Find(clock.Key)!.Owes, objected.State.Find(clock.Key)!.Clock.DueAt));
        Assert.Equal((Hall, ClockStatus.Kept, before.State.AcceptanceAt), (objected.State.Office, objected.State.Find("objection")!.Status, objected.State.AcceptanceAt));
        objected.When(new Transfer(School, "转"), By(Deputy)).ThenRefused("objection-pending");
        Assert.NotNull(objected.Until(EndOf(2026, 3, 17)).State.Find("close")); // deemed accepted: the sixty days run
    }

    [Fact]
    public void The_sender_verifies_and_agrees_and_has_the_matter_again_under_the_same_clocks()
    {
        var given = Objected();
        var due = given.State.Find("notice-after-transfer")!.Clock.DueAt;
        given.When(new DecideObjection(true, "同意"), By(Deputy)).ThenRefused("not-allowed");
        given.And(new DecideObjection(true, "经核实，校门口路灯由学校维护。"), By(PetitionsHead));
        Assert.Equal((Petitions, due, Petitions), (given.State.Office, given.State.Find("notice-after-transfer")!.Clock.DueAt, given.State.Find("notice-after-transfer")!.Owes));
        Assert.Equal(ClockStatus.Kept, given.State.Find("objection-answer")!.Status);
        Assert.False(Authority.MaySee(By(Deputy), given.State, Rules.Town));
        given.And(new Transfer(School, "属学校职权"), By(PetitionsHead));
        Assert.Equal(School, given.State.Office);
    }

    [Fact]
    public void Not_agreed_it_stays_and_only_an_office_above_can_still_decide_otherwise()
    {
        var given = Objected().And(new DecideObjection(false, "路灯列入镇政府维护清单。"), By(PetitionsHead));
        Assert.Equal(Hall, given.State.Office);
        given.When(new ObjectToTransfer("再次异议"), By(Deputy)).ThenRefused("nothing-to-object-to");
        given.When(new DecideObjection(true, "改变主意"), By(PetitionsHead)).ThenRefused("no-objection");
        var referred = given.When(new ReferCompetence("双方意见不一致"), By(Deputy)).Then<CompetenceReferred>();
        Assert.Equal((County, false, false), (referred.To, referred.AtConference, referred.Loop));
    }

    [Fact]
    public void A_sender_that_says_nothing_is_late_and_the_office_above_is_told()
    {
        var given = Objected().Until(EndOf(2026, 3, 9));
        Assert.Equal((ClockStatus.Missed, Petitions), (given.State.Find("objection-answer")!.Status, given.State.Find("objection-answer")!.Owes));
        Assert.Contains(given.Story.Events<DeadlineMissed>(), missed => missed is { Key: "objection-answer", BroughtTo: { } above } && above == County);
    }

    [Fact]
    public void Whoever_accepts_has_ended_the_dispute()
    {
        var given = Objected().And(new Accept("经研究由我机关受理。"), By(Deputy));
        Assert.Null(given.State.Objection);
        Assert.Equal(ClockStatus.Ended, given.State.Find("objection-answer")!.Status);
        given.Until(EndOf(2026, 3, 20));
        Assert.DoesNotContain(given.Story.Events<DeadlineMissed>(), missed => missed.Key == "objection-answer");
    }

    [Fact]
    public void An_office_that_is_asked_sees_it_and_accepts_it_under_the_clocks_it_has()
    {
        var given = Lodged(to: County).And(new Consult(Hall, "路灯在镇区"), By(CountyClerk));
        Assert.Equal((true, false), (Authority.MayRead(By(Deputy), given.State, Rules.Town), Authority.MaySee(By(Deputy), given.State, Rules.Town)));
        var due = given.State.Find("notice")!.Clock.DueAt;
        given.When(new StatePosition(Hall, true, "同意"), By(Officer)).ThenRefused("no-such-grievance");
        given.And(new StatePosition(Hall, true, "属镇政府维护范围，同意受理。"), By(Deputy));
        Assert.Equal((Hall, due, Hall), (given.State.Office, given.State.Find("notice")!.Clock.DueAt, given.State.Find("notice")!.Owes));
        Assert.Null(given.State.Competence);
        given.When(new ObjectToTransfer("反悔"), By(Deputy)).ThenRefused("nothing-to-object-to");
    }

    [Fact]
    public void What_an_office_without_people_here_wrote_is_entered_with_the_number_of_its_paper()
    {
        var given = Lodged().And(new Consult(School, "灯在校门口"), By(Deputy));
        given.When(new StatePosition(School, false, "不在校园内"), By(Deputy)).ThenRefused("reference-missing");
        given.And(new StatePosition(School, false, "不在校园内", "柳校函〔2026〕1号"), By(Deputy));
        given.When(new StatePosition(School, false, "不在校园内", "柳校函〔2026〕1号"), By(Deputy)).ThenNothing();
        var other = Lodged(to: County).And(new Consult(Hall, "路灯在镇区"), By(CountyClerk));
        other.When(new StatePosition(Hall, true, "替镇政府同意", "函"), By(CountyClerk)).ThenRefused("not-allowed"); // the town has its own people here
    }

    [Fact]
    public void Consultation_that_fails_goes_to_the_superior_in_common_whose_decision_binds()
    {
        Lodged().When(new ReferCompetence("直接上交"), By(Deputy)).ThenRefused("nothing-to-refer");
        var given = Lodged(to: Petitions).And(new Consult(Hall, "涉及两家"), By(PetitionsHead)).And(new StatePosition(Hall, false, "不属职权"), By(Deputy));
        given.And(new ReferCompetence("协商不成"), By(PetitionsHead));
        Assert.Equal((Petitions, County), (given.State.Office, given.State.Competence!.Referee));
        given.When(new Transfer(School, "转"), By(PetitionsHead)).ThenRefused("competence-open");
        given.When(new DecideCompetence(Hall, "由镇政府受理"), By(Deputy)).ThenRefused("not-allowed");
        var dues = given.State.Clocks.Select(clock => clock.Clock.DueAt).ToList();
        given.And(new DecideCompetence(Hall, "由镇政府受理。"), By(CountyClerk));
        Assert.Equal(Hall, given.State.Office);
        Assert.Equal(dues, given.State.Clocks.Select(clock => clock.Clock.DueAt));
        given.When(new ObjectToTransfer("不服"), By(Deputy)).ThenRefused("nothing-to-object-to");
    }

    [Fact]
    public void Without_a_superior_in_common_the_joint_conference_coordinates()
    {
        var alone = With(
            new OfficeSet(new(new("east"), Text.Zh("东县人民政府"), OfficeRole.HandlingOrgan, 3), false), new OfficeSet(new(new("west"), Text.Zh("西县人民政府"), OfficeRole.HandlingOrgan, 3), false),
            new OfficeSet(new(new("east-petitions"), Text.Zh("东县信访局"), OfficeRole.PetitionOffice, 3), false));
        Assert.Null(Routing.CommonSuperior(alone.Town, [new("east"), new("west")]));
        Assert.Equal(new("east-petitions"), Routing.JointConference(alone.Town, new("east"), [new("east"), new("west")])?.Id);
        Assert.Equal(County, Routing.CommonSuperior(Rules.Town, [Hall, Petitions])?.Id);
        Assert.Equal(City, Routing.CommonSuperior(Rules.Town, [Hall, County])?.Id);
    }

    [Fact]
    public void What_would_go_round_goes_up()
    {
        var given = Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权"), By(PetitionsHead));
        given.And(new Transfer(Petitions, "不属职权，退回"), By(Deputy));
        Assert.True(Assert.Single(given.Story.Events<CompetenceReferred>()).Loop);
        Assert.Equal((Hall, County), (given.State.Office, given.State.Competence!.Referee));
        given.And(new DecideCompetence(Petitions, "由信访办另行转送。"), By(CountyHead));
        given.And(new Transfer(School, "属学校职权"), By(PetitionsHead));
    }

    [Fact]
    public void An_office_above_may_send_down_again_what_was_sent_up_to_it()
    {
        var given = Lodged().And(new Transfer(County, "提级"), By(Deputy)).And(new Transfer(Hall, "属地办理"), By(CountyClerk));
        Assert.Equal(Hall, given.State.Office);
        given.And(new Transfer(County, "再次提级"), By(Deputy));
        Assert.Equal((Hall, City), (given.State.Office, given.State.Competence!.Referee));
    }

    [Fact]
    public void An_accusation_that_went_up_is_discussed_with_nobody_below()
    {
        var given = Accused();
        given.When(new Consult(Hall, "商请"), By(CountyClerk)).ThenRefused("sealed-stays-above");
        given.And(new Transfer(City, "涉及县级"), By(CountyClerk));
        Assert.Empty(given.State.Followers);
        given.When(new ObjectToTransfer("不属职权"), By(CityHead)).ThenRefused("sealed-stays-above");
    }

    [Fact]
    public void A_petition_office_keeps_sight_of_what_it_sent_on_and_a_recused_person_never()
    {
        var given = Sent();
        Assert.Equal((true, false), (Authority.MayRead(By(PetitionsHead), given.State, Rules.Town), Authority.MaySee(By(PetitionsHead), given.State, Rules.Town)));
        given.When(new Note("看看"), By(PetitionsHead)).ThenRefused("no-such-grievance");
        given.When(new OpenIdentity(Purpose.VerifyClaim), By(PetitionsHead)).ThenRefused("no-such-grievance");
        var recused = Lodged(Claim with { About = new(Petitions, null, [PetitionsHead]) }).And(new Consult(Petitions, "商请"), By(Deputy));
        Assert.False(Authority.MayRead(By(PetitionsHead), recused.State, Rules.Town));
        Assert.False(Authority.MayRead(By(CountyClerk), given.State, Rules.Town));
    }
}
