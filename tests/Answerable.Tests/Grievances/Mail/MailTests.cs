using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances.Mail;

/// <summary>What comes by e-mail: who answers for it, what its number opens, and how its writer comes by the access code.</summary>
public sealed class MailTests
{
    private const string Address = "nobody@example.org";
    private static readonly SentCode Sent = new(new('a', 32), new('b', 64));
    private static readonly string Fresh = AccessCode.Draw(new CountedIds(11));

    private static Filing Letter(bool saidKind = false) => Claim with { Contact = new("测试甲", Email: Address), Notices = new(NoticeWay.Email, "zh"), Mail = new(saidKind) };

    private static Given<Grievance> Mailed(bool saidKind = false) =>
        new Given<Grievance>(new Story<Grievance>(Rules, Monday)).And(new Lodge(Letter(saidKind), Channel.Email, Code, Hall), Resident);

    private static IEnumerable<string> Messages(Given<Grievance> given) => given.Story.Sent.Where(one => NoticeMessages.IsTo(one.Recipient)).Select(one => one.Message);

    [Fact]
    public void A_mail_is_a_filing_and_its_writer_is_told_the_number_once()
    {
        var mailed = Mailed();
        var told = Assert.Single(mailed.Story.Sent, one => NoticeMessages.IsTo(one.Recipient));
        Assert.Equal(("grievance.mail-registered", "email", mailed.State.Number), (told.Message, told.Channel, told.Arguments["number"]));
        Assert.Equal(Channel.Email, mailed.State.Channel);
        mailed.And(new Accept("已受理。"), By(Deputy));
        Assert.Equal(["grievance.mail-registered", "grievance.accepted"], Messages(mailed));
    }

    [Fact]
    public void What_does_not_say_its_kind_runs_as_a_claim_until_its_complainant_says()
    {
        var mailed = Mailed();
        Assert.True(mailed.State.IsKindUnsaid);
        Assert.NotNull(mailed.State.AcceptanceAt);
        Assert.False(mailed.And(new SayKind(GrievanceKind.Claim, "更正"), Resident).State.IsKindUnsaid);
        mailed.When(new SayKind(GrievanceKind.Claim, "更正"), Resident).ThenNothing();
    }

    [Fact]
    public void Saying_another_kind_corrects_it_and_moves_no_clock()
    {
        var mailed = Mailed();
        var clocks = mailed.State.Clocks.Select(clock => (clock.Key, clock.Clock.DueAt)).ToList();
        mailed.And(new SayKind(GrievanceKind.Suggestion, "更正"), Resident);
        Assert.Equal((GrievanceKind.Suggestion, false), (mailed.State.FiledAs, mailed.State.IsKindUnsaid));
        Assert.Equal(clocks, mailed.State.Clocks.Take(clocks.Count).Select(clock => (clock.Key, clock.Clock.DueAt)));
    }

    [Fact]
    public void Nobody_at_the_desk_says_the_kind_and_an_accusation_is_filed_anew_under_seal()
    {
        Mailed().When(new SayKind(GrievanceKind.Suggestion, "更正"), By(Deputy)).ThenRefused("complainant-only");
        Mailed().When(new SayKind(GrievanceKind.Accusation, "更正"), Resident).ThenRefused("file-accusation-anew");
        Assert.False(Mailed(saidKind: true).State.IsKindUnsaid);
    }

    [Fact]
    public void The_code_is_fetched_once_with_six_digits_that_go_to_the_address_it_came_from()
    {
        var mailed = Mailed().And(new AskFetch(Sent), Resident);
        var code = mailed.Story.Sent.Last();
        Assert.Equal(("grievance.fetch-code", "complainant", Sent.Nonce), (code.Message, code.Recipient, code.Arguments["nonce"]));
        mailed.When(new FetchAccess(new('c', 64), Fresh), Resident).Then<FetchMistyped>();
        mailed.And(new FetchAccess(Sent.Digest, Fresh), Resident);
        Assert.True(AccessCode.Opens(Fresh, mailed.State.AccessDigest));
        Assert.Equal("grievance.access-changed", mailed.Story.Sent.Last().Message); // told where the mail came from
        mailed.When(new AskFetch(Sent), Resident).ThenRefused("code-fetched");
        mailed.When(new FetchAccess(Sent.Digest, Code), Resident).ThenRefused("code-fetched");
    }

    [Fact]
    public void Five_wrong_digits_and_an_hour_end_it()
    {
        var mailed = Mailed().And(new AskFetch(Sent), Resident);
        mailed.When(new FetchAccess(Sent.Digest, Fresh), Resident, Monday + SentCode.Life).ThenRefused("code-expired");
        mailed.Story.Now = Monday;
        for (var n = 0; n < SentCode.MostWrong; n++)
            mailed.And(new FetchAccess(new('c', 64), Fresh), Resident);
        mailed.When(new FetchAccess(Sent.Digest, Fresh), Resident).ThenRefused("contact-not-asked");
    }

    [Fact]
    public void A_filing_from_the_web_has_no_code_to_fetch_and_a_number_no_more_than_six_mails_a_day()
    {
        Lodged(Letter() with { Mail = null }).When(new AskFetch(Sent), Resident).ThenRefused("code-fetched");
        Lodged(Letter()).When(new AskFetch(Sent), Resident).ThenRefused("code-fetched"); // only what came by e-mail
        var mailed = Mailed();
        for (var n = 0; n < 3; n++)
            mailed.And(new AskFetch(Sent), Resident);
        mailed.When(new AskFetch(Sent), Resident).ThenRefused("codes-too-often");
    }

    [Fact]
    public void Whoever_was_given_a_code_at_the_window_fetches_none() =>
        Mailed().And(new ReissueAccess(Fresh, "表1"), By(Clerk)).When(new AskFetch(Sent), Resident).ThenRefused("code-fetched");

    [Fact]
    public void A_mail_with_the_number_is_kept_with_the_matter_and_moves_nothing()
    {
        var closed = Closed();
        var before = closed.State;
        closed.And(new AddMail("灯又坏了"), Engine);
        Assert.Equal((before.Stage, before.Ending), (closed.State.Stage, closed.State.Ending));
        Assert.Equal(before.Clocks, closed.State.Clocks);
        Assert.Equal("grievance.mail-added", closed.Story.Sent.Last().Message);
        Assert.DoesNotContain("grievance.mail-added", Messages(closed)); // a machine answers no mail twice
    }

    [Fact]
    public void Only_the_mailbox_adds_mail()
    {
        Mailed().When(new AddMail("灯还没修"), Resident).ThenRefused("not-allowed");
        Mailed().When(new AddMail("灯还没修"), By(Deputy)).ThenRefused("not-allowed");
        Mailed().When(new AddMail(" "), Engine).ThenRefused("words-missing");
        Nothing().When(new AddMail("灯还没修"), Engine).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void What_is_mailed_about_a_sealed_matter_comes_sealed() =>
        Assert.Equal(Armored, Accused().When(new AddMail(Armored), Engine).Then<MailAdded>().Words);
}
