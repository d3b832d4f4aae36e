using Answerable.Grievances;
using static Answerable.Tests.Grievances.Course;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>交办 (22¶1(三)): a transfer with a day by which the result is reported back to whoever asked.</summary>
public sealed class ReportBackTests
{
    [Fact]
    public void A_transfer_asks_nothing_back_and_a_charge_does()
    {
        Assert.Empty(Sent().State.Charges);
        Sent().When(new ReportBack("已办"), By(Deputy)).ThenRefused("nothing-to-report");
        Assert.Equal((Petitions, new LocalDate(2026, 4, 1)), (Assert.Single(Charged().State.Charges).By, Charged().State.Find("feedback")!.Clock.StrictDay));
        Lodged().When(new Transfer(County, "提级", new LocalDate(2026, 4, 1)), By(Deputy)).ThenRefused("assign-not-upward");
    }

    [Fact]
    public void The_report_is_written_and_the_asker_has_it_and_the_clock_ends_there()
    {
        var given = Charged();
        given.When(new ReportBack(""), By(Deputy)).ThenRefused("words-missing");
        given.And(new ReportBack("三盏路灯已于三月二十日修复。"), By(Deputy));
        Assert.Equal(ClockStatus.Kept, given.State.Find("feedback")!.Status);
        Assert.Contains(given.Story.Sent, sent => sent is { Recipient: "office.petitions", Message: "grievance.reported-back" });
        given.When(new ReceiveReport(), By(Deputy)).ThenRefused("no-report");
        given.And(new ReceiveReport(), By(PetitionsHead));
        Assert.True(Assert.Single(given.State.Charges).IsReceived);
    }

    [Fact]
    public void Neither_an_answer_nor_passing_it_on_ends_what_was_asked_back()
    {
        var passed = Charged().And(new Transfer(School, "属学校职权"), By(Deputy));
        Assert.Equal((ClockStatus.Running, School), (passed.State.Find("feedback")!.Status, passed.State.Find("feedback")!.Owes));
        var answered = Lodged(Claim with { Kind = GrievanceKind.Suggestion }, Petitions).And(new Transfer(Hall, "属镇政府职权", new LocalDate(2026, 4, 1)), By(PetitionsHead))
            .And(new Reply(Yes), By(Deputy)).And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Equal(ClockStatus.Running, answered.State.Find("feedback")!.Status);
        answered.When(new Close(), By(Deputy)).ThenRefused("feedback-owed");
        answered.And(new ReportBack("已答复。"), By(Deputy)).And(new Close(), By(Deputy));
    }

    [Fact]
    public void Late_it_goes_to_the_office_above()
    {
        var given = Charged().And(new Accept("受理"), By(Deputy)).Until(EndOf(2026, 4, 1));
        Assert.Equal(ClockStatus.Missed, given.State.Find("feedback")!.Status);
        Assert.Contains(County, given.State.Overseers);
        given.And(new ReportBack("迟了。"), By(Deputy));
        Assert.Equal(ClockStatus.KeptLate, given.State.Find("feedback")!.Status);
    }

    [Fact]
    public void A_report_that_does_not_answer_is_asked_for_again_by_a_new_day_and_the_first_clock_stays_as_it_ended()
    {
        var given = Charged().And(new ReportBack("正在办。"), By(Deputy));
        given.When(new SendBackReport(new(2026, 3, 1), false, "没有结果"), By(PetitionsHead)).ThenRefused("day-in-the-past");
        given.And(new SendBackReport(new(2026, 4, 20), false, "没有写明结果"), By(PetitionsHead));
        Assert.Equal((ClockStatus.Kept, ClockStatus.Running), (given.State.Find("feedback")!.Status, given.State.Find("feedback-2")!.Status));
        Assert.Equal("feedback-2", Assert.Single(given.State.OpenCharges).Key);
    }

    [Fact]
    public void Once_the_matter_lies_with_the_asker_again_nothing_is_owed_to_it()
    {
        var given = Charged().And(new ObjectToTransfer("不属职权"), By(Deputy)).And(new DecideObjection(true, "同意"), By(PetitionsHead));
        Assert.Equal(ClockStatus.Ended, given.State.Find("feedback")!.Status);
        Assert.Empty(given.State.OpenCharges);
    }
}
