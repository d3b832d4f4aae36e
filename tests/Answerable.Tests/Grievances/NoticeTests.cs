using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>How a complainant is told: what is sent where, what is sent nowhere, and who owes what when it does not arrive.</summary>
public sealed class NoticeTests
{
    private static readonly Contact Reachable = new("测试甲", "13900000001", "nobody@example.org");
    private static readonly SentCode Sent = new(new('a', 32), new('b', 64));

    private static Given<Grievance> Told(NoticeWay way = NoticeWay.Sms, string language = "zh") => Lodged(Claim with { Contact = Reachable, Notices = new(way, language) });

    private static IEnumerable<Delivery> To(Given<Grievance> given) => given.Story.Sent.Where(delivery => NoticeMessages.IsTo(delivery.Recipient));

    private static Given<Grievance> Asked(NoticeWay way = NoticeWay.Email, string address = "new@example.org") => Told().And(new AskContact(new(way, "zh"), address, Sent), Resident);

    [Theory]
    [InlineData(NoticeWay.Sms, "sms")]
    [InlineData(NoticeWay.Email, "email")]
    public void Whoever_chose_a_way_is_told_by_that_way_alone_and_in_their_language(NoticeWay way, string channel)
    {
        var sent = To(Told(way, "en").And(new Accept("已受理。"), By(Deputy))).ToList();
        Assert.Equal([$"1.lodged.{channel}", $"2.accepted.{channel}"], sent.Select(delivery => delivery.Key));
        Assert.All(sent, delivery => Assert.Equal((channel, "complainant", false), (delivery.Channel, delivery.Recipient, delivery.Urgent)));
        Assert.All(sent, delivery => Assert.Equal([KeyValuePair.Create("language", "en")], delivery.Arguments));
    }

    [Fact]
    public void Whoever_chose_the_page_alone_or_was_never_asked_is_sent_nothing()
    {
        Assert.Empty(To(Told(NoticeWay.Here).And(new Accept("已受理。"), By(Deputy))));
        Assert.Empty(To(Lodged(Claim with { Contact = Reachable }).And(new Accept("已受理。"), By(Deputy))));
    }

    [Theory]
    [InlineData(NoticeWay.Sms, null, "nobody@example.org")]
    [InlineData(NoticeWay.Sms, "010-65430000", null)] // no SMS reaches a landline
    [InlineData(NoticeWay.Email, "13900000001", null)]
    public void A_way_needs_an_address_it_can_reach(NoticeWay way, string? phone, string? email) =>
        Nothing().When(new Lodge(Claim with { Contact = new("测试甲", phone, email), Notices = new(way, "zh") }, Channel.Web, Code, Hall), Resident).ThenRefused("notice-way-without-address");

    [Fact]
    public void A_language_that_nobody_can_write_is_refused() =>
        Nothing().When(new Lodge(Claim with { Contact = Reachable, Notices = new(NoticeWay.Sms, "xx") }, Channel.Web, Code, Hall), Resident).ThenRefused("notice-choice-unknown");

    [Fact]
    public void After_erasure_nothing_is_sent()
    {
        var closed = Told().And(new Accept("已受理。"), By(Deputy)).And(new Assign(Works, Officer, Mayor), By(Deputy)).And(new DraftOpinion(Yes), By(Officer)).And(new SignOpinion(), By(Mayor))
            .And(new Serve(ServiceProof.OpenedByComplainant), Resident).And(new Close(), By(Deputy)).And(new Erase("到期"), By(Mayor));
        var sent = To(closed).Count();
        closed.And(new ReissueAccess(Code, "表1"), By(Clerk));
        Assert.Equal(sent, To(closed).Count());
        closed.When(new ChooseNotices(new(NoticeWay.Here, "zh")), Resident).ThenRefused("erased");
        closed.When(new TakeNoticeFailure("6.closed.sms"), Engine).ThenNothing();
    }

    [Fact]
    public void A_sealed_matter_sends_nothing_because_nobody_here_has_the_address()
    {
        Assert.Empty(To(Accused()));
        Accused().When(new ChooseNotices(new(NoticeWay.Here, "zh")), Resident).ThenRefused("sealed-sends-nothing");
        Accused().When(new AskContact(new(NoticeWay.Sms, "zh"), "13900000002", Sent), Resident).ThenRefused("sealed-sends-nothing");
    }

    [Fact]
    public void Another_way_is_chosen_among_the_addresses_that_are_known_and_told_where_it_was()
    {
        var given = Told().And(new ChooseNotices(new(NoticeWay.Email, "en")), Resident);
        Assert.Equal(("sms", "complainant/1", "grievance.contact-changed"), (To(given).Last().Channel, To(given).Last().Recipient, To(given).Last().Message));
        given.And(new Accept("已受理。"), By(Deputy));
        Assert.Equal(("email", "complainant"), (To(given).Last().Channel, To(given).Last().Recipient));
        given.When(new ChooseNotices(new(NoticeWay.Email, "en")), Resident).ThenNothing();
        given.When(new ChooseNotices(new(NoticeWay.Email, "zh")), By(Deputy)).ThenRefused("complainant-only");
        Assert.Null(given.When(new ChooseNotices(new(NoticeWay.Email, "zh")), Resident).Then<NoticesChosen>().Before);
        Lodged(Claim with { Contact = null }).When(new ChooseNotices(new(NoticeWay.Sms, "zh")), Resident).ThenRefused("notice-way-without-address");
    }

    [Fact]
    public void A_new_address_counts_once_its_code_is_typed_and_the_old_one_is_told()
    {
        var given = Asked();
        Assert.Equal(("2.contact-code.email", "complainant/2", new string('a', 32)), (To(given).Last().Key, To(given).Last().Recipient, To(given).Last().Arguments["nonce"]));
        given.And(new Accept("已受理。"), By(Deputy));
        Assert.Equal(("sms", "complainant"), (To(given).Last().Channel, To(given).Last().Recipient)); // until confirmed the old one stays

        given.And(new ConfirmContact(Sent.Digest), Resident);
        Assert.Equal(("4.contact-changed.sms", "complainant/1"), (To(given).Last().Key, To(given).Last().Recipient));
        Assert.Equal((NoticeWay.Email, 2L, null), (given.State.Notices!.Way, given.State.NoticeAddresses[NoticeWay.Email], given.State.PendingContact));
        given.When(new ConfirmContact(Sent.Digest), Resident).ThenRefused("contact-not-asked");
    }

    [Fact]
    public void A_new_number_is_announced_at_the_old_number()
    {
        var given = Asked(NoticeWay.Sms, "13900000002").And(new ConfirmContact(Sent.Digest), Resident);
        Assert.Equal(("sms", "complainant/1"), (To(given).Last().Channel, To(given).Last().Recipient));
        given.And(new Accept("已受理。"), By(Deputy));
        Assert.Equal("13900000002", Contacts.InForce(given.State, given.Story.History, NoticeWay.Sms));
        Assert.Equal("13900000002", Contacts.Of(given.State, given.Story.History)!.Phone);
        Assert.Equal("测试甲", Contacts.Of(given.State, given.Story.History)!.Name);
    }

    [Fact]
    public void The_fifth_wrong_code_ends_the_wish_and_the_old_address_stays()
    {
        var given = Asked();
        for (var n = 0; n < SentCode.MostWrong; n++)
            given = given.When(new ConfirmContact(new('c', 64)), Resident).Then();
        Assert.Equal((null, NoticeWay.Sms), (given.State.PendingContact, given.State.Notices!.Way));
        given.When(new ConfirmContact(Sent.Digest), Resident).ThenRefused("contact-not-asked");
    }

    [Fact]
    public void A_code_counts_for_an_hour()
    {
        Asked().When(new ConfirmContact(Sent.Digest), Resident, Monday + SentCode.Life - Duration.Epsilon).Then<ContactConfirmed>();
        Asked().When(new ConfirmContact(Sent.Digest), Resident, Monday + SentCode.Life).ThenRefused("code-expired");
    }

    [Fact]
    public void Whoever_thinks_better_of_it_keeps_the_old_address()
    {
        var given = Asked().And(new GiveUpContact(), Resident);
        Assert.Equal((null, NoticeWay.Sms), (given.State.PendingContact, given.State.Notices!.Way));
        given.When(new GiveUpContact(), Resident).ThenNothing();
        given.When(new ConfirmContact(Sent.Digest), Resident).ThenRefused("contact-not-asked");
    }

    [Fact]
    public void Three_codes_an_hour_and_six_a_day()
    {
        var given = Asked();
        AskContact Again() => new(new(NoticeWay.Email, "zh"), "new@example.org", Sent);
        given.And(Again(), Resident).And(Again(), Resident).When(Again(), Resident).ThenRefused("codes-too-often");
        given.Until(Monday + Duration.FromHours(1)).And(Again(), Resident).And(Again(), Resident).And(Again(), Resident);
        given.When(Again(), Resident, Monday + Duration.FromHours(3)).ThenRefused("codes-too-often");
        given.When(Again(), Resident, Monday + Duration.FromDays(1) + Duration.FromHours(1)).Then<ContactAsked>();
    }

    [Theory]
    [InlineData(NoticeWay.Sms, "010-65430000")]
    [InlineData(NoticeWay.Sms, "nobody@example.org")]
    [InlineData(NoticeWay.Email, "nobody")]
    [InlineData(NoticeWay.Email, "a b@example.org")]
    [InlineData(NoticeWay.Here, "13900000002")]
    public void What_is_no_address_is_refused(NoticeWay way, string address) => Told().When(new AskContact(new(way, "zh"), address, Sent), Resident).ThenRefused("contact-invalid");

    [Fact]
    public void An_anonymous_filer_may_be_told_and_nobody_can_open_where()
    {
        var given = Lodged(Claim with { Contact = null }).And(new AskContact(new(NoticeWay.Sms, "zh"), "13900000002", Sent), Resident).And(new ConfirmContact(Sent.Digest), Resident).And(new Accept("已受理。"), By(Deputy));
        Assert.Equal("complainant", To(given).Last().Recipient);
        Assert.Null(Contacts.Of(given.State, given.Story.History));
        given.When(new OpenIdentity(Purpose.ServeNotice), By(Deputy)).ThenRefused("nothing-to-open");
    }

    [Fact]
    public void A_notice_that_did_not_arrive_is_owed_otherwise_within_five_working_days()
    {
        var given = Told().And(new TakeNoticeFailure("1.lodged.sms"), Engine);
        Assert.True(given.State.IsUnreached);
        Assert.Equal((Hall, new LocalDate(2026, 3, 9)), (given.State.Find("tell-otherwise")!.Owes, given.State.Find("tell-otherwise")!.Clock.StrictDay));
        given.When(new TakeNoticeFailure("1.lodged.sms"), Engine).ThenNothing();
        given.When(new TakeNoticeFailure("1.lodged.sms"), By(Deputy)).ThenRefused("not-allowed");
        Assert.Empty(given.When(new TakeNoticeFailure("2.accepted.sms"), Engine).Then<NoticeUnreached>().Starts); // one duty at a time

        given.When(new TellOtherwise(OtherMeans.Letter, ""), By(Deputy)).ThenRefused("proof-missing");
        given.When(new TellOtherwise(OtherMeans.Letter, "挂号信0001"), By(PetitionsHead)).ThenRefused("no-such-grievance");
        given.And(new TellOtherwise(OtherMeans.Letter, "挂号信0001"), By(Deputy));
        Assert.Equal((false, ClockStatus.Kept), (given.State.IsUnreached, given.State.Find("tell-otherwise")!.Status));
        given.When(new TakeNoticeFailure("1.lodged.sms"), Engine).ThenNothing(); // the workers say it again after a start
        given.When(new TellOtherwise(OtherMeans.Letter, "挂号信0002"), By(Deputy)).ThenNothing();
    }

    [Fact]
    public void Nobody_told_otherwise_goes_to_the_office_above()
    {
        var given = Told().And(new TakeNoticeFailure("1.lodged.sms"), Engine).Until(EndOf(2026, 3, 9));
        Assert.Equal(ClockStatus.Missed, given.State.Find("tell-otherwise")!.Status);
        Assert.Contains(County, given.State.Overseers);
    }

    [Fact]
    public void Whoever_gives_a_right_address_has_seen_the_page_and_nothing_is_owed_any_more()
    {
        var given = Asked().And(new TakeNoticeFailure("1.lodged.sms"), Engine).And(new ConfirmContact(Sent.Digest), Resident);
        Assert.Equal((false, ClockStatus.Kept), (given.State.IsUnreached, given.State.Find("tell-otherwise")!.Status));
        given.When(new TakeNoticeFailure("2.accepted.sms"), Engine).ThenNothing(); // of the way that is used no more
        given.When(new TakeNoticeFailure("4.contact-changed.sms"), Engine).ThenNothing();
    }

    [Fact]
    public void A_code_that_bounced_is_told_to_the_complainant_and_is_nobodys_duty()
    {
        var given = Asked().And(new TakeNoticeFailure("2.contact-code.email"), Engine);
        Assert.Equal((true, false), (given.State.PendingContact!.Bounced, given.State.IsUnreached));
        given.When(new TakeNoticeFailure("2.contact-code.email"), Engine).ThenNothing();
    }

    [Fact]
    public void Only_a_failure_of_a_message_to_the_complainant_is_told_to_the_case()
    {
        Assert.IsType<TakeNoticeFailure>(Grievance.OnDelivery(new("2.accepted.sms", DeliveryOutcome.Failed)));
        Assert.Null(Grievance.OnDelivery(new("2.accepted.sms", DeliveryOutcome.Accepted)));
        Assert.Null(Grievance.OnDelivery(new("2.accepted.sms", DeliveryOutcome.Unknown)));
        Assert.Null(Grievance.OnDelivery(new("2.assigned.officer", DeliveryOutcome.Failed)));
    }

    [Fact]
    public void A_complainant_changes_the_code_with_the_old_one_and_is_told()
    {
        var fresh = AccessCode.Draw(new CountedIds(99));
        var given = Told();
        given.When(new ChangeAccess(fresh, fresh), Resident).ThenRefused("access-code-wrong");
        given.When(new ChangeAccess("x", Code), Resident).ThenRefused("access-code-malformed");
        given.When(new ChangeAccess(fresh, Code), By(Clerk)).ThenRefused("complainant-only");
        given.And(new ChangeAccess(fresh, Code), Resident);
        Assert.True(AccessCode.Opens(fresh, given.State.AccessDigest));
        Assert.False(AccessCode.Opens(Code, given.State.AccessDigest));
        Assert.Equal("grievance.access-changed", To(given).Last().Message);
        Accused().When(new ChangeAccess(fresh, Code), Resident).Then<AccessChanged>();
    }

    [Fact]
    public void Whoever_rings_proves_it_by_the_address_that_notices_go_to()
    {
        var given = Told().And(new AskRevocation(Sent), By(Clerk));
        Assert.Equal(("2.revocation-code.sms", "complainant"), (To(given).Last().Key, To(given).Last().Recipient));
        given = given.When(new RevokeAccess(new('c', 64)), By(Clerk)).Then();
        Assert.True(AccessCode.Opens(Code, given.State.AccessDigest));
        given.When(new RevokeAccess(Sent.Digest), By(Clerk), Monday + SentCode.Life).ThenRefused("code-expired");
        given.Story.Now = Monday;
        given.And(new RevokeAccess(Sent.Digest), By(Clerk));
        Assert.False(AccessCode.Opens(Code, given.State.AccessDigest));
        Assert.Equal("grievance.access-changed", To(given).Last().Message);
        given.And(new ReissueAccess(Code, "表1"), By(Clerk));
        Assert.True(AccessCode.Opens(Code, given.State.AccessDigest));
    }

    [Fact]
    public void Nobody_is_locked_out_by_telephone_without_that_proof()
    {
        Told().When(new RevokeAccess(Sent.Digest), By(Clerk)).ThenRefused("contact-not-asked");
        Told(NoticeWay.Here).When(new AskRevocation(Sent), By(Clerk)).ThenRefused("notice-way-without-address");
        Lodged(Claim with { Contact = null }).When(new AskRevocation(Sent), By(Clerk)).ThenRefused("nothing-to-open");
        Told().When(new AskRevocation(Sent), By(Officer)).ThenRefused("no-such-grievance");
        Accused().When(new AskRevocation(Sent), By(Clerk)).ThenRefused("no-such-grievance");
        var given = Told().And(new AskRevocation(Sent), By(Clerk));
        for (var n = 0; n < SentCode.MostWrong; n++)
            given = given.When(new RevokeAccess(new('c', 64)), By(Clerk)).Then();
        given.When(new RevokeAccess(Sent.Digest), By(Clerk)).ThenRefused("contact-not-asked");
    }
}
