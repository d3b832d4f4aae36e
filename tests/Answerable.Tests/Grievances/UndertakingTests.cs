using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Course;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Promises: a day and an owner, tracked after the matter is closed, kept or missed with the complainant told.</summary>
public sealed class UndertakingTests
{
    // Promised to somebody who wants to be told by SMS.
    private static Given<Grievance> Told() => Handled(Claim with { Contact = Claim.Contact! with { Phone = "13900000001" }, Notices = new(NoticeWay.Sms, "zh") })
        .And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor)).And(new Serve(ServiceProof.OpenedByComplainant), Resident)
        .And(new Undertake("六月三十日前修好柳河村三盏路灯。", new(2026, 6, 30), Works), By(Officer));

    [Fact]
    public void A_promise_has_words_a_day_and_an_owner_and_starts_a_clock_of_our_own()
    {
        var given = Told();
        var clock = given.State.Find("undertaking")!;
        Assert.Equal((new LocalDate(2026, 6, 30), Hall, Works), (clock.Clock.StrictDay, clock.Owes, Assert.Single(given.State.Undertakings).Owner));
        Assert.Equal(Rulebooks.House, clock.Clock.Rule.Book);
        Assert.Contains(given.Story.Sent, delivery => delivery.Key.Contains("undertaking-made", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_an_answer_promises_by_people_of_its_office_a_day_ahead_and_never_silence()
    {
        Handled().When(new Undertake("修好", new(2026, 6, 30)), By(Officer)).ThenRefused("not-answered");
        Served().When(new Undertake(" ", new(2026, 6, 30)), By(Officer)).ThenRefused("undertaking-missing");
        Served().When(new Undertake("修好", new(2026, 3, 1)), By(Officer)).ThenRefused("day-in-the-past");
        Served().When(new Undertake("修好", new(2036, 3, 1)), By(Officer)).ThenRefused("day-too-far");
        Served().When(new Undertake("修好", new(2026, 6, 30), CityDesk), By(Officer)).ThenRefused("unit-unknown");
        Served().When(new Undertake("信访人签订息诉罢访承诺书后修好路灯。", new(2026, 6, 30)), By(Officer)).ThenRefused("waives-a-right");
        Assert.IsType<Decision.Refused>(Served().Story.Decide(new Undertake("修好", new(2026, 6, 30)), By(CountyHead)));
        Assert.IsType<Decision.Refused>(Served().Story.Decide(new Undertake("修好", new(2026, 6, 30)), Resident));
    }

    [Fact]
    public void It_outlives_the_closing_and_is_kept_with_what_shows_it()
    {
        var given = Told().And(new Close(), By(Deputy));
        Assert.Equal(ClockStatus.Running, given.State.Find("undertaking")!.Status);
        given.When(new KeepUndertaking("undertaking", " "), By(Officer)).ThenRefused("words-missing");
        given.When(new KeepUndertaking("undertaking-2", "修好了"), By(Officer)).ThenRefused("no-undertaking");
        given.And(new KeepUndertaking("undertaking", "三盏路灯已更换，6月20日亮灯照片附卷。"), By(Officer));
        Assert.Equal((Stage.Closed, ClockStatus.Kept), (given.State.Stage, given.State.Find("undertaking")!.Status));
        Assert.Contains(given.Story.Sent, delivery => delivery.Key.Contains("undertaking-kept", StringComparison.Ordinal));
        given.When(new KeepUndertaking("undertaking", "再说一次"), By(Officer)).ThenRefused("no-undertaking");
    }

    [Fact]
    public void Missed_it_is_late_by_itself_climbs_is_told_and_kept_late_stays_late()
    {
        var given = Told().And(new Close(), By(Deputy)).Until(EndOf(2026, 6, 30));
        Assert.Equal(ClockStatus.Missed, given.State.Find("undertaking")!.Status);
        Assert.True(given.State.IsOverdue);
        Assert.Contains(given.Story.Sent, delivery => delivery.Key.Contains("undertaking-missed", StringComparison.Ordinal));
        given.Until(EndOf(2026, 7, 20));
        Assert.Equal([County, City], given.State.Overseers);
        given.And(new KeepUndertaking("undertaking", "七月二十日修好。"), By(Officer));
        Assert.Equal((ClockStatus.KeptLate, false), (given.State.Find("undertaking")!.Status, given.State.IsOverdue));
    }

    [Fact]
    public void What_a_leader_promises_at_a_reception_is_tracked_alike()
    {
        var given = Lodged(at: Monday + Duration.FromDays(11)).And(new RecordReception("day-1", "说明情况", "月底前修复", new(2026, 3, 31)), By(Mayor));
        Assert.Equal(new LocalDate(2026, 3, 31), given.State.Find("undertaking")!.Clock.StrictDay);
        given.When(new RecordReception("day-1", "说明情况", "签订息诉罢访承诺书后修路灯", new(2026, 3, 31)), By(Mayor)).ThenRefused("waives-a-right");
    }

    [Fact]
    public void The_promise_stays_with_the_office_that_made_it_when_the_matter_is_passed_on()
    {
        var given = Lodged(at: Monday + Duration.FromDays(11)).And(new RecordReception("day-1", "说明情况", "月底前修复", new(2026, 3, 31)), By(Mayor)).And(new Transfer(School, "属学校职权"), By(Deputy));
        Assert.Equal((School, Hall), (given.State.Office, given.State.Find("undertaking")!.Owes));
        given.When(new KeepUndertaking("undertaking", "信访人已签订息诉罢访承诺书。"), By(Deputy)).ThenRefused("waives-a-right");
        given.When(new KeepUndertaking("undertaking", "已修好，照片附卷。"), By(Deputy)).Then<UndertakingKept>();
    }

    [Fact]
    public void It_moves_no_other_clock() => Assert.Equal(Dues(Served().State), Dues(Promised().State).Where(clock => clock.Key != "undertaking"));
}
