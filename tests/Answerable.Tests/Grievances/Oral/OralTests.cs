using Answerable.Grievances;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances.Oral;

/// <summary>What is told by word of mouth, on the telephone, or through somebody who helps.</summary>
public sealed class OralTests
{
    private static readonly SentCode Sent = new(new('a', 32), new('b', 64));

    private static Given<Grievance> Told(Channel channel, Filing? filing = null) => Nothing().And(new Register(filing ?? Claim, channel, Code, Hall), By(Clerk));

    [Fact]
    public void A_visit_is_read_back_and_signed_and_no_clock_waits_for_it()
    {
        var told = Told(Channel.Visit);
        var clocks = told.State.Clocks;
        Assert.NotEmpty(clocks);
        told.When(new ReadBack(Agreed.Signed, ""), By(Deputy)).ThenRefused("reference-missing");
        told.When(new ReadBack(Agreed.OnPhone, "张某确认"), By(Deputy)).ThenRefused("not-told-orally"); // they stood there
        told.And(new ReadBack(Agreed.ThumbPrinted, "笔录1号"), By(Deputy));
        Assert.Equal((Agreed.ThumbPrinted, clocks), (told.State.ReadBack, told.State.Clocks));
        told.When(new ReadBack(Agreed.Signed, "笔录2号"), By(Deputy)).ThenNothing();
    }

    [Fact]
    public void A_call_is_read_back_on_the_telephone() =>
        Assert.Equal(Agreed.OnPhone, Told(Channel.Call).And(new ReadBack(Agreed.OnPhone, "当场复述，来电人确认"), By(Deputy)).State.ReadBack);

    [Fact]
    public void What_was_written_is_not_read_back()
    {
        Told(Channel.Letter).When(new ReadBack(Agreed.Signed, "1"), By(Deputy)).ThenRefused("not-told-orally");
        Lodged().When(new ReadBack(Agreed.Signed, "1"), By(Deputy)).ThenRefused("not-told-orally");
        Told(Channel.Visit).When(new ReadBack(Agreed.Signed, "1"), By(Officer)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void Whoever_came_in_somebody_s_place_has_no_code_and_the_complainant_fetches_it_by_their_own_telephone()
    {
        var told = Told(Channel.Visit, Claim with { Contact = new("测试甲", "13900000001"), Notices = new(NoticeWay.Sms, "zh"), Helped = Helped.Agent });
        told.And(new AskFetch(Sent), Resident);
        Assert.Equal(("grievance.fetch-code", "sms"), (told.Story.Sent.Last().Message, told.Story.Sent.Last().Channel));
        var fresh = AccessCode.Draw(new CountedIds(12));
        told.And(new FetchAccess(Sent.Digest, fresh), Resident);
        Assert.True(AccessCode.Opens(fresh, told.State.AccessDigest));
    }

    [Fact]
    public void Whoever_had_somebody_write_for_them_stood_there_and_was_given_the_code() =>
        Told(Channel.Visit, Claim with { Contact = new("测试甲", "13900000001"), Notices = new(NoticeWay.Sms, "zh"), Helped = Helped.Scribe }).When(new AskFetch(Sent), Resident).ThenRefused("code-fetched");
}
