using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Art. 34: up to thirty days more, once, by a head of the office, with the reason told.</summary>
public sealed class ExtensionTests
{
    private static Given<Grievance> Asked(int length = 30, PersonId? by = null) => Handled(Claim with { Contact = new("测试甲", "13900000001"), Notices = new(NoticeWay.Sms, "zh") }).And(new RequestExtension(length, "需要省级检测"), By(by ?? Officer));

    [Fact]
    public void Asking_moves_nothing_and_the_approval_moves_the_clock()
    {
        var given = Asked();
        Assert.Equal(EndOf(2026, 5, 1), given.State.Find("close")!.Clock.DueAt);
        given.And(new ApproveExtension(Mayor), By(Mayor));
        Assert.Equal(EndOf(2026, 5, 31), given.State.Find("close")!.Clock.DueAt);
        Assert.Equal(new ActorId("staff.mayor"), given.State.Find("close")!.Clock.Extension!.By);
        Assert.Contains(given.Story.Sent, delivery => delivery is { Recipient: "complainant", Message: "grievance.extended" });
        given.When(new RequestExtension(1, "再要一天"), By(Officer)).ThenRefused("already-extended");
    }

    [Theory, InlineData(0), InlineData(-5), InlineData(31)]
    public void Never_longer_than_the_law_allows(int length)
    {
        var refusal = Handled().When(new RequestExtension(length, "理由"), By(Officer)).Refusal();
        Assert.Equal(("extension-too-long", "30"), (refusal.Code, refusal.Details["most"]));
    }

    [Fact]
    public void Nobody_approves_their_own_request()
    {
        var given = Handled().And(new RequestExtension(5, "理由"), By(Mayor));
        given.When(new ApproveExtension(Mayor), By(Mayor)).ThenRefused("own-request");
        // The office has no other head: the next higher office decides (safeguards C3).
        given.When(new ApproveExtension(CountyHead), By(CountyHead)).Then<Extended>();
        given.When(new ApproveExtension(CityHead), By(CityHead)).ThenRefused("approver-not-head");
    }

    [Fact]
    public void Where_the_office_has_a_head_the_office_above_does_not_decide()
    {
        Asked().When(new ApproveExtension(CountyHead), By(CountyHead)).ThenRefused("approver-not-head");
        Asked().When(new ApproveExtension(Officer), By(Officer)).ThenRefused("own-request");
        Asked().When(new ApproveExtension(Second), By(Second)).ThenRefused("approver-not-head");
        Asked().When(new ApproveExtension(Mayor), By(Deputy)).ThenRefused("not-allowed");
        Asked().When(new ApproveExtension(Mayor), By(Clerk)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void What_a_leader_said_on_the_phone_is_recorded_by_somebody_who_did_not_ask()
    {
        Asked().When(new ApproveExtension(Mayor, ApprovalMeans.PhoneReadBack, "3月2日16:20"), By(Deputy)).Then<Extended>();
        Asked().When(new ApproveExtension(Mayor, ApprovalMeans.PhoneReadBack), By(Deputy)).ThenRefused("proof-missing");
        Asked().When(new ApproveExtension(Mayor, ApprovalMeans.PhoneReadBack, "3月2日16:20"), By(Officer)).ThenRefused("not-allowed");
        Asked(by: Deputy).When(new ApproveExtension(Mayor, ApprovalMeans.PhoneReadBack, "3月2日16:20"), By(Officer)).ThenRefused("not-allowed");
        var given = Asked().And(new ApproveExtension(Mayor, ApprovalMeans.SignedSheet, "呈批件〔2026〕3号"), By(Deputy));
        Assert.Contains(given.Story.Sent, delivery => delivery is { Recipient: "staff.mayor", Message: "grievance.approved-in-your-name" });
    }

    [Fact]
    public void An_office_of_one_neither_stands_still_nor_approves_itself()
    {
        var alone = new PersonId("alone");
        var tiny = With(new OfficeSet(new(new("tiny"), Text.Zh("小河乡"), OfficeRole.HandlingOrgan, 5, County), false), new UnitSet(new(new("tiny-unit"), new("tiny"), Text.Zh("综合办"))),
            new PostSet(new(new("p-tiny"), new("tiny"), new UnitId("tiny-unit"), Text.Zh("综合岗"), [Power.Reception, Power.Disposition, Power.Handling, Power.Leadership])),
            new PersonSet(alone, "独一"), new PostFilled(new("p-tiny"), alone));
        var given = new Given<Grievance>(new Story<Grievance>(tiny, Monday)).And(new Lodge(Claim, Channel.Web, Code, new("tiny")), Resident)
            .And(new Accept("受理"), By(alone)).And(new RequestExtension(10, "理由"), By(alone));
        given.When(new ApproveExtension(alone), By(alone)).ThenRefused("own-request");
        given.When(new ApproveExtension(alone, ApprovalMeans.PhoneReadBack), By(alone)).ThenRefused("own-request");
        given.When(new ApproveExtension(CountyHead, ApprovalMeans.PhoneReadBack, "3月2日16:20"), By(alone)).Then<Extended>();
    }

    [Fact]
    public void Too_late_is_too_late()
    {
        Handled().When(new RequestExtension(5, "理由"), By(Officer), EndOf(2026, 5, 1)).ThenRefused("already-overdue");
        Asked().When(new ApproveExtension(Mayor), By(Mayor), EndOf(2026, 5, 1)).ThenRefused("already-overdue");
        Asked().When(new ApproveExtension(Mayor), By(Mayor), EndOf(2026, 5, 1) - Duration.Epsilon).Then<Extended>();
        Asked().When(new RequestExtension(5, "理由"), By(Officer)).ThenRefused("extension-pending");
        Lodged().When(new RequestExtension(5, "理由"), By(Deputy)).ThenRefused("no-clock-to-extend");
        Handled().When(new RequestExtension(5, ""), By(Officer)).ThenRefused("reason-missing");
    }

    [Fact]
    public void A_head_may_decline_and_it_may_be_asked_again()
    {
        Handled().When(new DeclineExtension("不复杂"), By(Mayor)).ThenRefused("nothing-to-approve");
        Handled().When(new ApproveExtension(Mayor), By(Mayor)).ThenRefused("nothing-to-approve");
        Asked().When(new DeclineExtension("不复杂"), By(Officer)).ThenRefused("not-allowed");
        Asked().When(new DeclineExtension(""), By(Mayor)).ThenRefused("reason-missing");
        Asked().And(new DeclineExtension("不复杂"), By(Mayor)).When(new RequestExtension(5, "理由"), By(Officer)).Then<ExtensionRequested>();
    }
}
