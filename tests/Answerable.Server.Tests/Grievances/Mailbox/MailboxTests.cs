using System.Text;
using System.Text.RegularExpressions;
using Answerable.Engine.Sealing;
using Answerable.Engine.Tests.Channels;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Answerable.Server.Tests.Grievances.Mailbox.MailedHost;

namespace Answerable.Server.Tests.Grievances.Mailbox;

/// <summary>From a real mailbox to the record and back to whoever wrote: MailKit on both sides of the real server.</summary>
public sealed class MailboxTests(MailedHost host) : IClassFixture<MailedHost>, IAsyncLifetime
{
    private static int last;
    private readonly string from = $"someone{Interlocked.Increment(ref last)}@example.invalid";

    public async ValueTask InitializeAsync()
    {
        await host.Open();
        host.Box.Empty();
        host.Post.Mood = SmtpMood.Accept;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mail_becomes_a_filing_whose_clock_runs_from_its_arrival_and_leaves_the_mailbox()
    {
        var arrived = host.Clock.Now;
        host.Clock.MoveTo(arrived + NodaTime.Duration.FromHours(50)); // the server was down
        host.Box.Put(Mail($"测试甲 <{from}>", "青石村东口路灯坏了", "一月初开始不亮，没人修。\r\n请尽快修复。"), arrived.ToDateTimeOffset());
        Assert.Equal(1, await host.Visit());
        Assert.Empty(host.Box.Mails);
        var filed = await host.Newest();
        var lodged = (Lodged)filed.Events[0].Event;
        Assert.Equal(("青石村东口路灯坏了", "一月初开始不亮，没人修。\n请尽快修复。", GrievanceKind.Claim, Channel.Email), (lodged.Title, lodged.Body, lodged.Kind, lodged.Channel));
        Assert.Equal(from, lodged.Contact?.Email);
        Assert.Equal((arrived.ToUnixTimeSeconds(), true), (filed.State.ReceivedAt.ToUnixTimeSeconds(), filed.State.IsKindUnsaid));
    }

    [Fact]
    public async Task Its_writer_is_answered_once_with_the_number_and_no_word_of_the_matter()
    {
        await host.Receive(Mail(from, "水管漏水三天", "请派人来看。"));
        var number = (await host.Newest()).State.Number;
        var answer = await host.Answer(from);
        Assert.Contains(number, answer.Subject, StringComparison.Ordinal);
        Assert.Contains("https://yj.qingxi.invalid/track/mail", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("漏水", answer.Subject + answer.Text, StringComparison.Ordinal);
        Assert.Equal("auto-generated", answer.Header("Auto-Submitted"));
        await host.Visit();
        Assert.Equal(1, await host.Answers(from));
    }

    [Fact]
    public async Task Its_writer_fetches_the_access_code_by_the_address_it_came_from_and_says_the_kind()
    {
        await host.Receive(Mail(from, "小区垃圾清运", "建议早上清运。"));
        var number = (await host.Newest()).State.Number;
        await host.Answer(from);
        using var browser = new Browser(host.Address);
        await browser.Open("/track/mail");
        await browser.Post("/track/mail", ("number", number.ToLowerInvariant()));
        Assert.Contains("验证码已经发到来件邮箱或者本人留下的联系方式", browser.Html, StringComparison.Ordinal);
        await browser.Post("/track/mail/code", ("code", "000000"));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        await host.Answers(from);
        var digits = Regex.Match(host.Post.Mails.Last(mail => mail.Recipient == from).Text, "[0-9]{6}").Value;
        await browser.Post("/track/mail/code", ("code", digits));
        Assert.Equal("/case/receipt", browser.Path);
        Assert.True(AccessCode.Opens(browser.Code, (await host.State(number)).AccessDigest));
        Assert.Contains("请说明您的事项属于哪一类", (await browser.Open("/case")).Html, StringComparison.Ordinal);
        await browser.Post("/case/kind", ("kind", "suggestion"));
        Assert.DoesNotContain("请说明您的事项属于哪一类", browser.Html, StringComparison.Ordinal);
        Assert.Equal((GrievanceKind.Suggestion, false), ((await host.State(number)).FiledAs, (await host.State(number)).IsKindUnsaid));
    }

    [Fact]
    public async Task A_number_that_is_none_and_one_that_was_fetched_are_told_the_same()
    {
        using var browser = new Browser(host.Address);
        await browser.Open("/track/mail");
        await browser.Post("/track/mail", ("number", host.NoNumber()));
        var unknown = browser.Html;
        var (_, number, _) = await host.File(new { title = "网上提的事", body = "路灯不亮" });
        await browser.Open("/track/mail");
        await browser.Post("/track/mail", ("number", number));
        string Bare(string html) => Regex.Replace(html, "value=\"[^\"]*\"", "");
        Assert.Equal(Bare(unknown), Bare(browser.Html));
    }

    [Fact]
    public async Task A_mail_with_the_number_in_its_subject_joins_the_matter_whoever_sends_it_and_is_not_answered()
    {
        var (stream, number, _) = await host.File(new { title = "路口没有红绿灯", body = "要求安装。" });
        var before = (await host.Filed()).Count;
        await host.Receive(Mail(from, $"Re: 来件已登记（{number}）", "补充：昨天又出了事故。"));
        Assert.Equal(before, (await host.Filed()).Count);
        Assert.Contains("昨天又出了事故", (await Added(stream)).Words, StringComparison.Ordinal);
        Assert.Equal(0, await host.Answers(from));
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("收到邮件（发件人未核实）", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_sender_without_a_number_files_a_second_matter()
    {
        await host.Receive(Mail(from, "第一件", "路灯不亮"), Mail(from, "第二件", "水管漏水"));
        Assert.Equal(["第一件", "第二件"], (await host.Filed()).TakeLast(2).Select(one => ((Lodged)one.Events[0].Event).Title));
    }

    [Fact]
    public async Task A_reply_that_lost_the_number_is_known_by_the_message_of_ours_that_it_answers()
    {
        await host.Receive(Mail(from, "公交站牌倒了", "在村口。"));
        var filed = await host.Newest();
        var id = (await host.Answer(from)).Header("Message-Id")!;
        await host.Receive(Mail("other@example.invalid", "回复", "已经有人扶起来了。", $"In-Reply-To: {id}"));
        Assert.Contains("扶起来", (await Added(new((await host.Find(filed.State.Number)).Value))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_between_commit_and_delete_it_is_filed_once_and_deleted_at_the_next_visit()
    {
        await using var town = new MailedHost();
        await town.InitializeAsync();
        town.Box.BreakAt = "UID STORE";
        await Assert.ThrowsAnyAsync<Exception>(() => town.Receive(Mail(from, "断电时的来信", "路灯不亮")));
        Assert.Single(town.Box.Mails);
        Assert.Single(await town.Filed());
        await town.StopServer();
        await town.StartServer();
        await town.Visit();
        Assert.Empty(town.Box.Mails);
        Assert.Single(await town.Filed());
        Assert.Equal(1, await town.Answers(from));
    }

    [Fact]
    public async Task Marked_deleted_and_not_yet_gone_it_goes_at_the_next_visit()
    {
        var before = (await host.Filed()).Count;
        host.Box.BreakAt = "UID EXPUNGE";
        await Assert.ThrowsAnyAsync<Exception>(() => host.Receive(Mail(from, "又一封", "路灯不亮")));
        await host.Visit();
        Assert.Empty(host.Box.Mails);
        Assert.Equal(before + 1, (await host.Filed()).Count);
    }

    [Fact]
    public async Task The_same_mail_delivered_twice_is_one_filing()
    {
        var before = (await host.Filed()).Count;
        var mail = Mail(from, "两份一样的信", "路灯不亮");
        byte[] other = [.. Encoding.ASCII.GetBytes("Received: from elsewhere by here; Mon, 02 Mar 2026 00:00:00 +0000\r\n"), .. mail];
        await host.Receive(mail, other);
        Assert.Empty(host.Box.Mails);
        Assert.Equal(before + 1, (await host.Filed()).Count);
    }

    [Fact]
    public async Task Attachments_come_through_the_gate_and_what_cannot_be_taken_is_named_and_stays_in_the_mailbox()
    {
        var png = Server.Tests.Attachments.Files.Picture(SkiaSharp.SKEncodedImageFormat.Png);
        await host.Receive(Multipart("照片和压缩包", ("路灯.png", "image/png", png), ("说明.zip", "application/zip", Encoding.ASCII.GetBytes("PK\u0003\u0004 nothing"))));
        var lodged = await host.Letter();
        Assert.Equal("image/png", Assert.Single(lodged.Attachments).MediaType);
        Assert.Contains("说明.zip", lodged.Body, StringComparison.Ordinal);
        Assert.True(Assert.Single(host.Box.Mails).IsFlagged);
        Assert.Equal(0, await host.Visit()); // a person looks at it; it is not read again
    }

    [Fact]
    public async Task An_accusation_is_sealed_on_arrival_and_its_writer_gets_the_code_that_nothing_here_could_bring_later()
    {
        await host.Receive(Mail($"测试甲 <{from}>", "举报虚报工程款", "测试甲所知的情况如下。"));
        var held = await host.Newest();
        var sealedTo = Assert.IsType<AccusationSealed>(held.Events[0].Event);
        var answer = await host.Answer(from);
        Assert.Contains(held.State.Number, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("举报", answer.Subject + answer.Text, StringComparison.Ordinal);
        Assert.True(AccessCode.Opens(Regex.Match(answer.Text, "查询码：([0-9A-Z-]+)").Groups[1].Value, sealedTo.AccessDigest));
        Assert.Empty(host.Box.Mails);
        foreach (var file in Directory.GetFiles(host.Folder, "*.db*"))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            Assert.DoesNotContain(from, Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_accuser_whose_answer_could_not_leave_is_answered_at_the_next_visit_and_accused_once()
    {
        var before = (await host.Filed()).Count;
        host.Post.Mood = SmtpMood.Busy;
        await host.Receive(Mail(from, "检举材料", "情况如下。"));
        Assert.Single(host.Box.Mails);
        host.Post.Mood = SmtpMood.Accept;
        await host.Visit();
        Assert.Empty(host.Box.Mails);
        Assert.Equal((before + 1, 1), ((await host.Filed()).Count, await host.Answers(from)));
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-generated")]
    [InlineData("Precedence: bulk")]
    [InlineData("Return-Path: <>")]
    [InlineData("List-Id: <news.example.invalid>")]
    public async Task A_machine_is_registered_and_never_answered(string header)
    {
        await host.Receive(Mail(from, $"自动发送的通知 {header}", "设备报警。", header));
        Assert.Null((await host.Letter()).Notices);
        Assert.Equal(0, await host.Answers(from));
    }

    [Fact]
    public async Task An_automatic_reply_to_us_and_our_own_mail_come_back_are_no_filings()
    {
        await host.Receive(Mail(from, "休假前的信", "路灯不亮"));
        var id = (await host.Answer(from)).Header("Message-Id")!;
        var before = (await host.Filed()).Count;
        await host.Receive(
            Mail(from, "自动回复：我在休假", "下周一回复。", $"In-Reply-To: {id}", "Auto-Submitted: auto-replied"),
            Mail(Own, "来件已登记", "……"),
            Raw([$"From: {from}", "Subject: forwarded to itself", $"Message-ID: {id}"], "x"u8.ToArray()));
        Assert.Empty(host.Box.Mails);
        Assert.Equal((before, 1), ((await host.Filed()).Count, await host.Answers(from)));
    }

    [Fact]
    public async Task Whoever_answers_every_answer_is_answered_six_times_and_registered_each_time()
    {
        for (var n = 0; n < 8; n++)
            await host.Receive(Mail(from, $"答复的答复 {n}", "收到。"));
        Assert.Equal(8, (await host.Filed()).Count(one => one.Events[0].Event is Lodged { Contact.Email: { } address } && address == from));
        Assert.Equal(6, (await host.Filed()).Count(one => one.Events[0].Event is Lodged { Notices: not null, Contact.Email: { } address } && address == from));
    }

    [Fact]
    public async Task A_bounce_of_our_notice_is_a_notice_that_did_not_arrive_and_a_delay_is_none()
    {
        await host.Receive(Mail(from, "收不到回信的来信", "路灯不亮"));
        var number = (await host.Newest()).State.Number;
        var id = (await host.Answer(from)).Header("Message-Id")!;
        await host.Receive(Report(id, "delayed", "4.4.1"));
        Assert.False((await host.State(number)).IsUnreached);
        var before = (await host.Filed()).Count;
        await host.Receive(Report(id, "failed", "5.1.1"));
        Assert.True((await host.State(number)).IsUnreached);
        Assert.Empty(host.Box.Mails);
        Assert.Equal(before, (await host.Filed()).Count);
        await host.Receive(Report(id, "failed", "5.1.1")); // twice does no harm
        Assert.Single((await host.State(number)).Unreached);
    }

    [Fact]
    public async Task A_bounce_without_a_report_is_known_by_the_message_it_brings_back()
    {
        await host.Receive(Mail(from, "退信没有报告的来信", "路灯不亮"));
        var number = (await host.Newest()).State.Number;
        var id = (await host.Answer(from)).Header("Message-Id")!;
        await host.Receive(Mail("postmaster@example.invalid", "系统退信", $"您的邮件被退回。\r\n550 5.1.1 无此用户\r\n\r\n--- 原邮件 ---\r\nMessage-ID: {id}\r\n", "Return-Path: <>"));
        Assert.True((await host.State(number)).IsUnreached);
    }

    [Fact]
    public async Task A_bounce_of_somebody_else_s_mail_is_no_filing_and_stays_for_a_person_to_look_at()
    {
        var before = (await host.Filed()).Count;
        await host.Receive(Report("<not-ours@example.invalid>", "failed", "5.1.1"));
        Assert.True(Assert.Single(host.Box.Mails).IsFlagged);
        Assert.Equal(before, (await host.Filed()).Count);
    }

    [Fact]
    public async Task An_encrypted_mail_is_registered_with_what_came_and_its_writer_answered()
    {
        await host.Receive(Raw([$"From: {from}", "Subject: secret", "Message-ID: <enc@example.invalid>", "MIME-Version: 1.0", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Content-Transfer-Encoding: base64"], Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[300]))));
        var lodged = await host.Letter();
        Assert.Equal("text/plain", Assert.Single(lodged.Attachments).MediaType);
        Assert.Contains("encrypted or damaged", lodged.Body, StringComparison.Ordinal);
        await host.Answer(from);
        Assert.Empty(host.Box.Mails);
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_registered_unfetched_and_stays()
    {
        await host.Receive(Mail(from, "video", new string('x', 400_000)));
        Assert.Equal("video", (await host.Letter()).Title);
        Assert.Contains("too large", (await host.Letter()).Body, StringComparison.Ordinal);
        Assert.True(Assert.Single(host.Box.Mails).IsFlagged);
    }

    [Fact]
    public async Task Garbage_is_registered_and_keeps_nobody_behind_it_waiting()
    {
        var before = (await host.Filed()).Count;
        await host.Receive([0, 1, 2, 255, 254, 13, 10], Mail(from, "排在后面的信", "路灯不亮"));
        Assert.Equal(before + 2, (await host.Filed()).Count);
        Assert.Equal("排在后面的信", (await host.Letter()).Title);
    }

    [Fact]
    public async Task The_password_comes_from_its_file_and_is_printed_nowhere()
    {
        await host.Visit();
        Assert.Equal($"letters {Password}", host.Box.SignIns[^1]);
        Assert.DoesNotContain("letters", new Server.Grievances.Mailbox.MailboxOptions("imap.example.invalid", "letters").ToString(), StringComparison.Ordinal);
    }

    private async Task<MailAdded> Added(StreamId stream) => (MailAdded)(await host.Services.GetRequiredService<Storage.Reading.Histories>().Read<Grievance>(MailedHost.Town, stream, opened: true, default))!.Events.Last(one => one.Event is MailAdded).Event;

    private byte[] Multipart(string subject, params (string Name, string Type, byte[] Content)[] files)
    {
        var body = new StringBuilder("--sep\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n").Append(Convert.ToBase64String("见附件。"u8.ToArray())).Append("\r\n");
        foreach (var (name, type, content) in files)
            body.Append($"--sep\r\nContent-Type: {type}; name=\"{Word(name)}\"\r\nContent-Disposition: attachment; filename=\"{Word(name)}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content)}\r\n");
        return Raw([$"From: {from}", $"Subject: {Word(subject)}", $"Message-ID: <{Guid.NewGuid():N}x@example.invalid>", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=sep"], Encoding.ASCII.GetBytes(body.Append("--sep--\r\n").ToString()));
    }

    private static byte[] Report(string id, string action, string status) => Raw(
        ["From: MAILER-DAEMON@mail.example.invalid", "Subject: Undelivered", "Return-Path: <>", "Auto-Submitted: auto-replied", $"Message-ID: <{Guid.NewGuid():N}y@example.invalid>", "MIME-Version: 1.0", "Content-Type: multipart/report; report-type=delivery-status; boundary=sep"],
        Encoding.ASCII.GetBytes($"--sep\r\nContent-Type: text/plain\r\n\r\nnot delivered\r\n--sep\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.invalid\r\n\r\nFinal-Recipient: rfc822; someone@example.invalid\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--sep\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: {Own}\r\nMessage-ID: {id}\r\n\r\n--sep--\r\n"));
}
