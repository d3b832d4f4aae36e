using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>The identity is sealed; withdrawing is the complainant's alone; what staff see tells nothing about who complained.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public void Every_opening_names_who_and_why_and_the_complainant_sees_it()
    {
        var given = Handled().And(new OpenIdentity(Purpose.VerifyClaim), By(Officer));
        var opening = Assert.Single(CaseFile.OpeningsFor(given.State, Monday));
        Assert.Equal((new ActorId("staff.officer"), Purpose.VerifyClaim, Monday), (opening.By, opening.Purpose, opening.At));
    }

    [Fact]
    public void An_ordered_disclosure_names_law_and_document()
    {
        Handled().When(new OpenIdentity(Purpose.OrderedDisclosure), By(Deputy)).ThenRefused("order-missing");
        Handled().When(new OpenIdentity(Purpose.OrderedDisclosure, "甲法第一条", "甲令〔2026〕1号"), By(Deputy)).Then<IdentityOpened>();
    }

    [Fact]
    public void What_is_confidential_stays_from_the_handling_unit()
    {
        var given = Lodged(Claim with { Confidential = true }).And(new Assign(Works, Officer), By(Deputy));
        given.When(new OpenIdentity(Purpose.VerifyClaim), By(Officer)).ThenRefused("confidential-from-unit");
        given.When(new OpenIdentity(Purpose.ServeNotice), By(Deputy)).Then<IdentityOpened>();
        Lodged(Claim with { Contact = null }).When(new OpenIdentity(Purpose.ServeNotice), By(Deputy)).ThenRefused("nothing-to-open");
    }

    [Theory]
    [InlineData("county", "丙令1号", "2026-05-31", null)]
    [InlineData("county", "丙令1号", "2026-06-01", "delay-not-ordered")] // 91 days
    [InlineData("county", "丙令1号", "2026-03-02", "delay-not-ordered")]
    [InlineData("county", " ", "2026-04-01", "delay-not-ordered")]
    [InlineData("town", "柳令1号", "2026-04-01", "delay-not-ordered")] // the town may not order it for itself
    [InlineData("school", "校1号", "2026-04-01", "delay-not-ordered")]
    public void Telling_is_delayed_only_by_a_written_order_from_outside_for_90_days_at_most(string from, string document, string until, string? code)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(until).Value;
        var given = Handled();
        var outcome = given.When(new OpenIdentity(Purpose.ServeNotice, Delay: new(new(from), document, day)), By(Deputy));
        if (code is not null)
        {
            outcome.ThenRefused(code);
            return;
        }

        outcome.Then();
        Assert.Empty(CaseFile.OpeningsFor(given.State, EndOf(2026, 5, 30) - Duration.Epsilon));
        Assert.Single(CaseFile.OpeningsFor(given.State, EndOf(2026, 5, 30)));
    }

    [Fact]
    public void A_new_code_closes_the_old_one_and_counts_as_an_opening()
    {
        var fresh = AccessCode.Draw(new CountedIds(99));
        var given = Lodged().And(new ReissueAccess(fresh, "表-0003"), By(Clerk));
        Assert.True(AccessCode.Opens(fresh, given.State.AccessDigest));
        Assert.False(AccessCode.Opens(Code, given.State.AccessDigest));
        Assert.Equal(new ActorId("staff.clerk"), Assert.Single(given.State.Openings).By);
        given.When(new ReissueAccess(fresh, "表-0003"), By(Deputy)).ThenRefused("no-such-grievance");
        given.When(new ReissueAccess("x", "表-0003"), By(Clerk)).ThenRefused("access-code-malformed");
        given.When(new ReissueAccess(fresh, ""), By(Clerk)).ThenRefused("proof-missing");
        Accused().When(new ReissueAccess(fresh, "表-0003"), By(Clerk)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void Whoever_gives_a_new_code_opens_the_identity_by_name_even_if_none_is_given_then()
    {
        var given = Lodged().And(new OpenToReissue("表-0003"), By(Clerk));
        Assert.Equal((new ActorId("staff.clerk"), Purpose.VerifyClaim, "表-0003"), Assert.Single(CaseFile.OpeningsFor(given.State, Monday)) is var opening ? (opening.By, opening.Purpose, opening.Document) : default);
        given.When(new OpenToReissue("表-0003"), By(Deputy)).ThenRefused("no-such-grievance");
        given.When(new OpenToReissue(" "), By(Clerk)).ThenRefused("proof-missing");
        Lodged(Claim with { Contact = null }).When(new OpenToReissue("表-0003"), By(Clerk)).ThenRefused("nothing-to-open");
        Accused().When(new OpenToReissue("表-0003"), By(Clerk)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void Only_the_complainant_withdraws_and_whether_they_were_pressed_is_not_in_the_state()
    {
        Handled().When(new Withdraw(), By(Officer)).ThenRefused("complainant-only");
        var quiet = Handled().And(new Withdraw(false), Resident).State;
        var pressed = Handled().And(new Withdraw(true, "村里有人来过"), Resident).State;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(quiet, Json.Options), System.Text.Json.JsonSerializer.Serialize(pressed, Json.Options));
        Closed().When(new Withdraw(), Resident).ThenRefused("already-closed");
    }

    [Fact]
    public void A_withdrawal_is_taken_back_within_thirty_days_and_no_date_moves()
    {
        var given = Handled();
        var due = given.State.Find("close")!.Clock.DueAt;
        given.And(new Withdraw(), Resident);
        given.When(new Withdraw(), Resident).ThenNothing();
        given.When(new Note("……"), By(Officer)).ThenRefused("withdrawn");
        var end = given.State.Find("withdrawal-reversal")!.Clock.DueAt;
        given.Until(end - Duration.Epsilon).And(new TakeUpAgain(), Resident);
        Assert.Equal((Stage.InHandling, due), (given.State.Stage, given.State.Find("close")!.Clock.DueAt));
        given.When(new TakeUpAgain(), Resident).ThenNothing();

        var final = Handled().And(new Withdraw(), Resident).Until(end);
        Assert.Equal((true, Ending.Withdrawn), (final.State.IsClosed, final.State.Ending));
        final.When(new TakeUpAgain(), Resident).ThenRefused("withdrawal-final");
    }

    [Fact]
    public void Staff_see_the_day_and_not_the_time_of_a_confidential_filing()
    {
        var stream = new StreamId("grievance/1");
        Assert.Equal(Monday, CaseFile.Row(stream, Lodged().State, Zone).ReceivedAt);
        var quiet = CaseFile.Row(stream, Lodged(Claim with { Confidential = true }).State, Zone);
        Assert.Equal((null, new LocalDate(2026, 3, 2)), (quiet.ReceivedAt, quiet.ReceivedDay));
        Assert.Null(CaseFile.Row(stream, Lodged(Claim with { Contact = null }).State, Zone).ReceivedAt);
    }

    [Fact]
    public void A_row_of_the_queue_says_what_comes_next()
    {
        var row = CaseFile.Row(new("grievance/1"), Handled().State, Zone);
        Assert.Equal(("close", EndOf(2026, 5, 1), false, true), (row.NextClock, row.NextDueAt, row.IsOverdue, row.IsOpen));
        Assert.Equal([Hall], row.Offices);
        var late = CaseFile.Row(new("grievance/1"), Handled().Until(EndOf(2026, 5, 1)).State, Zone);
        Assert.Equal((true, "close"), (late.IsOverdue, late.NextClock));
        Assert.Equal([Hall, County, Petitions], late.Offices);
        Assert.Null(CaseFile.Row(new("grievance/1"), Closed().State, Zone).NextClock);
    }

    [Fact]
    public void Nothing_that_is_sent_holds_a_word_of_the_matter()
    {
        var sent = Lodged(Claim with { Contact = new("测试甲", "13900000001"), Notices = new(NoticeWay.Sms, "zh") }).And(new Accept("已受理。"), By(Deputy)).And(new Assign(Works, Officer, Mayor), By(Deputy))
            .And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor)).Story.Sent;
        foreach (var delivery in sent)
            Assert.Equal([delivery.Channel == "desk" ? "number" : "language"], delivery.Arguments.Keys);
        Assert.Contains(sent, delivery => delivery is { Recipient: "complainant", Channel: "sms", Message: "grievance.replied" });
        Assert.Equal(sent.Count, sent.Select(delivery => delivery.Key).Distinct().Count());
    }

    [Fact]
    public void Strangers_learn_nothing_from_a_refusal()
    {
        Assert.All(
            new ICommand<Grievance>[] { new Note("x"), new Accept("x"), new Close(), new Assign(Works), new OpenIdentity(Purpose.Hearing), new RequestExtension(5, "x"), new Reclassify(GrievanceKind.Suggestion, "x") },
            command =>
            {
                Handled().When(command, By(PetitionsHead)).ThenRefused("no-such-grievance");
                new Given<Grievance>(new Story<Grievance>(Rules, Monday)).When(command, By(Deputy)).ThenRefused("no-such-grievance");
            });
    }
}
