using Answerable.Grievances;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 33: mediation with the consent of both sides, which closes nothing and stops no clock.</summary>
public sealed class MediationTests
{
    private static Given<Grievance> Proposed() => Handled().And(new ProposeMediation("柳河村村民委员会", "可以就修复时间和费用调解，参加与否完全自愿。"), By(Officer));

    private static Given<Grievance> UnderWay() =>
        Proposed().And(new AnswerMediation(Side.Other, true, "同意书1号"), By(Officer)).And(new AnswerMediation(Side.Complainant, true), Resident);

    [Fact]
    public void Both_sides_consent_each_for_itself()
    {
        Proposed().When(new AnswerMediation(Side.Complainant, true), By(Officer)).ThenRefused("complainant-only");
        Proposed().When(new AnswerMediation(Side.Other, true), By(Officer)).ThenRefused("reference-missing");
        Proposed().When(new RecordAgreement(AgreementKind.Mediated, "七月底前修好。", "柳调1号"), By(Officer)).ThenRefused("consent-missing");
        Assert.False(Proposed().And(new AnswerMediation(Side.Complainant, true), Resident).State.Mediation!.IsUnderWay);
        Assert.True(UnderWay().State.Mediation!.IsUnderWay);
    }

    [Fact]
    public void It_stops_no_clock_and_closes_nothing()
    {
        var (before, after) = (Handled(), UnderWay().And(new RecordAgreement(AgreementKind.Mediated, "村委会七月底前修好。", "柳调〔2026〕1号"), By(Officer)));
        Assert.Equal(Course.Dues(before.State), Course.Dues(after.State));
        Assert.Equal((before.State.Stage, before.State.Outcome), (after.State.Stage, after.State.Outcome));
        Assert.Equal(["柳调〔2026〕1号"], after.State.Agreements);
        Assert.Contains(UnderWay().Until(EndOf(2026, 5, 1)).Story.Events<DeadlineMissed>(), missed => missed.Key == "close");
    }

    [Fact]
    public void Either_side_breaks_off_at_any_time_and_without_a_reason()
    {
        Assert.Null(UnderWay().And(new AnswerMediation(Side.Complainant, false), Resident).State.Mediation);
        Assert.Null(UnderWay().And(new AnswerMediation(Side.Other, false, "电话记录2号"), By(Officer)).State.Mediation);
        Assert.Null(Proposed().And(new AnswerMediation(Side.Complainant, false), Resident).State.Mediation);
        UnderWay().When(new EndMediation(""), By(Officer)).ThenRefused("reason-missing");
        var ended = UnderWay().And(new EndMediation("双方意见相差较大。"), By(Officer));
        ended.When(new AnswerMediation(Side.Complainant, true), Resident).ThenRefused("no-mediation");
        ended.And(new ProposeMediation("柳河村村民委员会", "可以再次调解。"), By(Officer));
    }

    [Fact]
    public void No_agreement_gives_up_the_right_to_complain()
    {
        UnderWay().When(new RecordAgreement(AgreementKind.Mediated, "补助五千元，签订息诉罢访协议，不再上访。", "柳调2号"), By(Officer)).ThenRefused("waives-a-right");
        Handled().When(new ProposeMediation("村委会", "调解成功后应当息诉罢访。"), By(Officer)).ThenRefused("waives-a-right");
    }

    [Fact]
    public void What_the_two_sides_settled_by_themselves_is_kept_too()
    {
        Handled().And(new RecordAgreement(AgreementKind.Settled, "双方各承担一半。", "和解1号"), By(Officer));
        Handled().When(new RecordAgreement(AgreementKind.Settled, "双方各承担一半。", ""), By(Officer)).ThenRefused("reference-missing");
        Lodged(Claim with { Kind = GrievanceKind.Suggestion }).When(new ProposeMediation("村委会", "调解"), By(Deputy)).ThenRefused("claims-only");
        Answered().When(new ProposeMediation("村委会", "调解"), By(Officer)).ThenRefused("already-answered");
        Proposed().When(new ProposeMediation("村委会", "又一次"), By(Officer)).ThenRefused("mediation-open");
    }
}
