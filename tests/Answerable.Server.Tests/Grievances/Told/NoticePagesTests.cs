using System.Net;
using System.Net.Http.Json;
using Answerable.Engine.Tests.Channels;
using Answerable.Grievances;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances.Told;

/// <summary>The whole circle on the real server, without a script: filed, told, changed, confirmed, not reached, told otherwise.</summary>
public sealed class NoticePagesTests(PostedHost host) : IClassFixture<PostedHost>, IAsyncLifetime
{
    private static int last;

    private string number = "";

    /// <summary>An invented number of its own for each test, so that what is sent to it is this test's.</summary>
    private readonly string phone = $"139{Interlocked.Increment(ref last):D8}";

    public async ValueTask InitializeAsync() => await host.Open();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whoever_files_chooses_how_to_be_told_and_checks_it_before_sending()
    {
        using var browser = await ToTold("手机上收到通知的事");
        Assert.Contains($"发短信到 {phone}", browser.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("told-email", browser.Html, StringComparison.Ordinal); // no address was given
        await browser.Post("/lodge/told", ("toldIn", "zh"));
        Assert.Equal(422, (int)browser.Last.StatusCode); // nothing is chosen for anybody
        await browser.Post("/lodge/told", ("told", "email"), ("toldIn", "zh"));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        await browser.Post("/lodge/told", ("told", "sms"), ("toldIn", "en"));
        Assert.Contains("短信（英文）", browser.Html, StringComparison.Ordinal);
        await browser.Upload("/lodge/submit", []);
        number = browser.Number;

        var sms = await Sms();
        Assert.Equal("Qingxi Town: there is news for you. Look at https://yj.qingxi.invalid/ with your number and code.", sms.Text);
        Assert.DoesNotContain(number, sms.Text + sms.Key, StringComparison.Ordinal);
        Assert.Contains("有新消息时发短信通知您，使用英文。", (await browser.Open("/case")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, browser.Html, StringComparison.Ordinal);
        await browser.Open("/case/notices");
        Assert.Contains($"{phone[..3]}••••{phone[^4..]}", browser.Html, StringComparison.Ordinal);
        await Until(async () => (await browser.Open("/case/notices")).Html.Contains("已发出", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_accusation_and_an_anonymous_filing_are_not_asked()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck("accusation");
        Assert.StartsWith("/lodge/check", browser.Path, StringComparison.Ordinal);
        Assert.Contains("提交前请核对", browser.Html, StringComparison.Ordinal);
        await browser.Upload("/lodge/submit", []);
        Assert.Contains("联系方式也在其中", (await browser.Open("/case")).Html, StringComparison.Ordinal);
        Assert.Contains("联系方式也在其中", (await browser.Open("/case/notices")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_number_counts_once_its_code_is_typed_and_the_old_one_is_told()
    {
        using var browser = await Filed();
        var next = $"139{Interlocked.Increment(ref last):D8}";
        await browser.Open("/case/notices");
        await browser.Post("/case/notices", ("way", "sms"), ("phone", $"+86 {next[..3]} {next[3..]}"), ("language", "zh"));
        var code = await Sms(next);
        Assert.Contains("用于确认新的联系方式", code.Text, StringComparison.Ordinal);
        Assert.Contains(next, browser.Html, StringComparison.Ordinal); // the page repeats what was just typed, to find a slip

        await host.Handle(await host.Find(number), new WriteToComplainant("请带证件来。"));
        await Sms(); // until confirmed the old one stays

        await browser.Post("/case/notices/confirm", ("code", code.Code == "000000" ? "000001" : "000000"));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        Assert.Contains("验证码不对", browser.Html, StringComparison.Ordinal);
        await browser.Post("/case/notices/confirm", ("code", $"{code.Code[..3]} {code.Code[3..]}"));
        Assert.Equal("/case", browser.Path);
        Assert.Contains("已经变更", (await Sms()).Text, StringComparison.Ordinal);
        await host.Handle(await host.Find(number), new WriteToComplainant("已经修好。"));
        Assert.Contains("有新消息", (await Sms(next)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_codes_cancel_the_change()
    {
        using var browser = await Filed();
        await browser.Open("/case/notices");
        await browser.Post("/case/notices", ("way", "email"), ("email", "new@qingxi.invalid"), ("language", "zh"));
        var code = System.Text.RegularExpressions.Regex.Match((await host.Mail.Next()).Text, "[0-9]{6}").Value;
        for (var n = 0; n < SentCode.MostWrong; n++)
        {
            await browser.Open("/case/notices");
            await browser.Post("/case/notices/confirm", ("code", code == "000000" ? "000001" : "000000"));
        }

        Assert.Contains("填错五次", browser.Html, StringComparison.Ordinal);
        Assert.Equal(NoticeWay.Sms, (await State()).Notices!.Way);
        Assert.DoesNotContain("id=\"pending\"", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_thinks_better_of_it_keeps_the_old_number_and_a_code_that_bounced_is_told()
    {
        using var browser = await Filed();
        await browser.Open("/case/notices");
        var dead = $"139{Interlocked.Increment(ref last):D8}";
        host.Dead.Add(dead);
        await browser.Post("/case/notices", ("way", "sms"), ("phone", dead), ("language", "zh"));
        await Until(async () => (await State()).PendingContact is { Bounced: true });
        Assert.Contains("验证码没有送达", (await browser.Open("/case/notices")).Html, StringComparison.Ordinal);
        await browser.Post("/case/notices/give-up");
        Assert.Equal((null, NoticeWay.Sms, false), ((await State()).PendingContact, (await State()).Notices!.Way, (await State()).IsUnreached));
    }

    [Fact]
    public async Task What_cannot_be_sent_to_is_said_at_its_field()
    {
        using var browser = await Filed();
        await browser.Open("/case/notices");
        await browser.Post("/case/notices", ("way", "email"), ("language", "zh"));
        Assert.Contains("id=\"email-error\"", browser.Html, StringComparison.Ordinal);
        await browser.Post("/case/notices", ("way", "sms"), ("phone", "010-65430000"), ("language", "zh"));
        Assert.Contains("短信只能发到手机", browser.Html, StringComparison.Ordinal);
        await browser.Post("/case/notices", ("language", "xx"));
        Assert.Equal(422, (int)browser.Last.StatusCode);
        foreach (var n in Enumerable.Range(0, 4))
        {
            await browser.Open("/case/notices");
            await browser.Post("/case/notices", ("way", "email"), ("email", $"new{n}@qingxi.invalid"), ("language", "zh"));
            if (n < 3)
                Assert.Equal($"new{n}@qingxi.invalid", (await host.Mail.Next()).Recipient);
        }

        Assert.Contains("验证码发送过于频繁", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_notice_did_not_reach_is_on_the_clerks_page_with_what_is_owed_and_on_their_own()
    {
        host.Dead.Add(phone);
        using var browser = await Filed(expectSms: false);
        await Until(async () => (await State()).IsUnreached);
        Assert.Contains("短信通知没有送达", (await browser.Open("/case")).Html, StringComparison.Ordinal);

        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("通知未送达", desk.Html, StringComparison.Ordinal);
        Assert.Contains("改用其他方式告知", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, desk.Html, StringComparison.Ordinal);
        Assert.Contains("改用其他方式告知", (await desk.Open("/desk/grievances?state=all")).Html, StringComparison.Ordinal); // its clock comes next in the queue

        await desk.Open($"/desk/grievances/{number}/told-otherwise");
        await desk.Post($"/desk/grievances/{number}/told-otherwise", ("means", "letter"), ("reference", "挂号信0001"));
        Assert.False((await State()).IsUnreached);
        Assert.DoesNotContain("<span class=\"tag bad\">通知未送达", desk.Html, StringComparison.Ordinal);
        Assert.Contains("经办机关已经寄信告知您", (await browser.Open("/case")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_comes_back_tells_staff_the_day_and_not_the_hour_of_a_confidential_filing()
    {
        host.Dead.Add(phone);
        var (_, its, _) = await host.File(new { title = "保密的事", body = "路灯不亮", contact = new { name = "测试丙", phone }, confidential = true, notify = new { way = "sms" } });
        await Until(async () => (await host.State(its)).IsUnreached);
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{its}");
        Assert.Contains("通知未送达", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("09:00", desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_on_disk_or_in_a_row_holds_the_number()
    {
        using var browser = await Filed();
        await host.Send();
        await using var db = await host.Services.GetRequiredService<IDbContextFactory<RecordDb>>().CreateDbContextAsync();
        foreach (var row in await db.Deliveries.AsNoTracking().ToListAsync())
            Assert.DoesNotContain(phone, System.Text.Json.JsonSerializer.Serialize(row), StringComparison.Ordinal);
        foreach (var row in await db.Events.AsNoTracking().ToListAsync())
            Assert.DoesNotContain(phone, System.Text.Encoding.UTF8.GetString(row.Open) + System.Text.Encoding.UTF8.GetString(row.Record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_address_shows_when_the_identity_is_opened_and_is_hidden_where_it_recurs()
    {
        using var browser = await Filed();
        var next = $"139{Interlocked.Increment(ref last):D8}";
        await browser.Open("/case/notices");
        await browser.Post("/case/notices", ("way", "sms"), ("phone", next), ("language", "zh"));
        await browser.Post("/case/notices/confirm", ("code", (await Sms(next)).Code));
        await browser.Open("/case/add");
        await browser.Upload("/case/add", [], ("words", $"请打 {next[..3]}-{next[3..7]}-{next[7..]}。"));

        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open($"/desk/grievances/{number}");
        Assert.Contains("请打", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(next[7..], desk.Html, StringComparison.Ordinal);
        await desk.Open($"/desk/grievances/{number}/opening");
        await desk.Post($"/desk/grievances/{number}/opening", ("purpose", "serve-notice"));
        Assert.Contains(next, desk.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clerk_asks_how_the_visitor_wants_to_be_told()
    {
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/grievances/register");
        (string, string)[] visit = [("channel", "visit"), ("kind", "claim"), ("title", "路口没有红绿灯"), ("body", "要求安装红绿灯。"), ("name", "测试丙"), ("phone", phone)];
        await desk.Post("/desk/grievances/register", visit);
        Assert.Contains("id=\"told-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/grievances/register", [.. visit, ("told", "email"), ("toldIn", "zh")]);
        Assert.Contains("id=\"told-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/grievances/register", [.. visit, ("told", "sms"), ("toldIn", "en")]);
        Assert.Contains("短信（英文）", desk.Html, StringComparison.Ordinal);
        Assert.Contains("there is news", (await Sms()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_chooses_and_changes_it_too()
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        (_, number, var code) = await host.File(new { title = "程序提交的事", body = "路灯不亮", contact = new { name = "测试丙", phone, email = "nobody@qingxi.invalid" }, notify = new { way = "sms", language = "en" } });
        Assert.Contains("there is news", (await Sms()).Text, StringComparison.Ordinal);
        Assert.Equal(("sms", "en", false), Notify(await host.Track(number, code)));
        Assert.Equal(HttpStatusCode.OK, (await Put(http, number, code, new { way = "here" })).StatusCode);
        Assert.Contains("was changed", (await Sms()).Text, StringComparison.Ordinal);
        Assert.Equal(("here", "en", false), Notify(await host.Track(number, code)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Put(http, number, code, new { way = "pigeon" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Put(http, number, "2345-6789-ABCD", new { way = "here" })).StatusCode);
        using var refused = await http.PostAsJsonAsync("/api/v1/grievances", new { title = "没有号码", body = "路灯不亮", contact = new { name = "测试丙", address = "清溪镇一号" }, notify = new { way = "sms" } });
        Assert.Equal("notice-way-without-address", (await refused.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_new_access_code_is_written_down_before_it_counts_and_ends_every_other_visit()
    {
        using var browser = await ToTold("换查询码的事");
        await browser.Post("/lodge/told", ("told", "here"), ("toldIn", "zh"));
        await browser.Upload("/lodge/submit", []);
        (number, var old) = (browser.Number, browser.Code);
        using var elsewhere = new Browser(host.Address);
        await elsewhere.Open("/track");
        await elsewhere.Post("/track", ("number", number), ("code", old));
        Assert.Equal("/case", elsewhere.Path);

        await browser.Open("/case/code");
        var fresh = browser.Code;
        await browser.Post("/case/code", ("last", "XXXX"), ("old", old));
        Assert.Equal((422, fresh), ((int)browser.Last.StatusCode, browser.Code));
        await browser.Post("/case/code", ("last", fresh[^4..].ToLowerInvariant()), ("old", fresh));
        Assert.Contains("查询码不对", browser.Html, StringComparison.Ordinal);
        Assert.Equal("/case", (await elsewhere.Open("/case")).Path); // nothing has changed yet
        await browser.Open("/case/code");
        fresh = browser.Code;
        await browser.Post("/case/code", ("last", fresh[^4..]), ("old", old));
        Assert.Equal("/case", browser.Path);

        Assert.Equal("/track", (await elsewhere.Open("/case")).Path);
        await elsewhere.Post("/track", ("number", number), ("code", old));
        Assert.Equal(422, (int)elsewhere.Last.StatusCode);
        await elsewhere.Post("/track", ("number", number), ("code", fresh));
        Assert.Equal("/case", elsewhere.Path);
    }

    [Fact]
    public async Task A_window_compares_the_name_and_gives_a_new_code()
    {
        using var browser = await Filed();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/access");
        await desk.Post("/desk/access/compare", ("number", host.NoNumber()), ("reference", "表-0001"));
        Assert.Contains("id=\"number-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/access/compare", ("number", number), ("reference", ""));
        Assert.Contains("id=\"reference-error\"", desk.Html, StringComparison.Ordinal);
        await desk.Post("/desk/access/compare", ("number", number), ("reference", "表-0001"));
        Assert.Contains("测试丙", desk.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(phone, desk.Html, StringComparison.Ordinal);
        Assert.Single((await State()).Openings); // looking is an opening, code or no code
        var compared = desk.Html;
        await desk.Post("/desk/access/compare?language=en");
        Assert.Contains("Compare with the person", desk.Html, StringComparison.Ordinal);
        Assert.Contains("测试丙", desk.Html, StringComparison.Ordinal);
        Assert.Single((await State()).Openings); // another language is no other opening
        await desk.Post("/desk/access/compare?language=zh");
        desk.Back(compared);
        await desk.Post("/desk/access/reissue");
        var code = System.Text.RegularExpressions.Regex.Match(desk.Html, "big-code\">([0-9A-Z-]{24})<").Groups[1].Value;
        desk.Back(compared);
        await desk.Post("/desk/access/reissue");
        Assert.Contains(code, desk.Html, StringComparison.Ordinal); // the same form is the same code
        Assert.Contains("已经变更", (await Sms()).Text, StringComparison.Ordinal);
        Assert.Equal("/track", (await browser.Open("/case")).Path);
        await browser.Post("/track", ("number", number), ("code", code));
        Assert.Equal("/case", browser.Path);
        Assert.Contains("测试丁", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_reads_back_the_code_that_went_to_the_number_on_record_and_nobody_else_locks_a_complainant_out()
    {
        using var browser = await Filed();
        using var desk = await host.AtDesk(StaffedHost.Desk);
        await desk.Open("/desk/access");
        await desk.Post("/desk/access/lost", ("lost", number));
        Assert.DoesNotContain(phone, desk.Html, StringComparison.Ordinal);
        var code = (await Sms()).Code;
        await desk.Post("/desk/access/revoke", ("code", code == "000000" ? "000001" : "000000"));
        Assert.Equal(422, (int)desk.Last.StatusCode);
        Assert.Equal("/case", (await browser.Open("/case")).Path);
        await desk.Post("/desk/access/revoke", ("code", code));
        Assert.Equal("/desk/access", desk.Path);
        Assert.Equal("/track", (await browser.Open("/case")).Path);
        Assert.Contains("已经变更", (await Sms()).Text, StringComparison.Ordinal);

        using var other = await host.AtDesk(StaffedHost.Handler);
        Assert.Equal(403, (int)(await other.Open("/desk/access")).Last.StatusCode);
    }

    private async Task<Browser> ToTold(string title)
    {
        var browser = new Browser(host.Address);
        await browser.Open("/lodge");
        await browser.Post("/lodge/kind", ("kind", "claim"));
        await browser.Post("/lodge/story", ("title", title), ("body", "一月初开始不亮，没人修。"));
        await browser.Post("/lodge/subject", ("category", "roads"), ("place", "青石村东口"));
        await browser.Post("/lodge/identity", ("openness", "open"));
        return await browser.Post("/lodge/reach", ("name", "测试丙"), ("phone", phone));
    }

    private async Task<Browser> Filed(bool expectSms = true)
    {
        var browser = await ToTold("测试的事");
        await browser.Post("/lodge/told", ("told", "sms"), ("toldIn", "zh"));
        await browser.Upload("/lodge/submit", []);
        number = browser.Number;
        if (expectSms)
            await Sms();
        return browser;
    }

    // The next SMS to this number; what was left over for another test's is passed over.
    private async Task<Sms> Sms(string? to = null)
    {
        var sms = await host.NextSms();
        while (sms.To != (to ?? phone))
            sms = await host.NextSms();
        return sms;
    }

    private Task<Grievance> State() => host.State(number);

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo())
            await Task.Delay(20, patience.Token);
    }

    private static (string?, string?, bool) Notify(System.Text.Json.JsonElement tracked) =>
        tracked.GetProperty("notify") is var notify ? (notify.GetProperty("way").GetString(), notify.GetProperty("language").GetString(), notify.GetProperty("notReached").GetBoolean()) : default;

    private static async Task<HttpResponseMessage> Put(HttpClient http, string number, string code, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/grievances/{number}/notify") { Content = JsonContent.Create(body) };
        request.Headers.Add("Access-Code", code);
        return await http.SendAsync(request);
    }
}
