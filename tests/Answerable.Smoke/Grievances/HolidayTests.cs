using System.Net;
using System.Text.RegularExpressions;
using Answerable.Deadlines;
using Answerable.Engine.Clocks;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Reading;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Smoke.Grievances;

/// <summary>A holiday is announced on the real server: the clocks that run are counted again, and whoever asks is told which day moved them.</summary>
public sealed partial class HolidayTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    private const string Why = "2026年10月8日改为休息日（临时节），由2026年10月8日改为2026年10月9日";
    private const string Days = "2026-10-01 休 国庆节\r\n2026-10-02 休 国庆节\r\n2026-10-05 休 国庆节\r\n2026-10-06 off 国庆节\r\n2026-10-07 休 国庆节\r\n2026-10-08 休 临时节";

    [Fact]
    public async Task An_administrator_announces_on_the_page_and_the_resident_reads_why_the_day_moved()
    {
        await using var host = await GrievanceHost.Start();
        var (number, code, _) = await Answered(host);
        Assert.Equal("2026-10-08", Review(await host.Track(number, code)).GetProperty("dueDay").GetString());
        await host.Employ(new("admin"), Power.Administration, Power.Disposition);
        using var browser = await SignIn(host, "admin");

        Assert.Contains("第2行", await Post(browser, "/desk/calendar?year=2026", ("days", "2026-10-01 休 国庆节\n十月二日 休")));
        Assert.Contains("节假日文件有误", await Post(browser, "/desk/calendar?year=2026", ("days", "2025-10-01 休 国庆节")));
        var check = await Post(browser, "/desk/calendar?year=2026", ("days", Days), ("paper", "测试通知一号"));
        Assert.Contains("2026年10月8日（星期四）改为休息日 临时节", check);
        await Send(browser, check, []);
        await host.Services.GetRequiredService<CalendarWatch>().Look(CancellationToken.None);

        var right = Review(await host.Track(number, code));
        Assert.Equal("2026-10-09", right.GetProperty("dueDay").GetString());
        Assert.Contains(right.GetProperty("explanation").EnumerateArray(), line => line.GetString()!.Contains(Why, StringComparison.Ordinal));
        Assert.Contains(Why, await Send(browser, await browser.GetStringAsync("/track"), [("number", number), ("code", code)], "/track"));
        Assert.Contains(Why, WebUtility.HtmlDecode(await browser.GetStringAsync($"/desk/grievances/{number}")));
        var calendar = await browser.GetStringAsync("/desk/calendar?year=2026");
        Assert.Contains("测试通知一号", calendar);
        Assert.DoesNotContain("正在重新计算期限", calendar);
    }

    [Fact]
    public async Task Who_is_no_administrator_reads_the_calendar_and_cannot_announce()
    {
        await using var host = await GrievanceHost.Start();
        await host.Employ(new("reader"), Power.Reception);
        using var browser = await SignIn(host, "reader");
        var page = await browser.GetStringAsync("/desk/calendar?year=2026");
        Assert.Contains("国庆节", page);
        Assert.DoesNotContain("<textarea", page);
        await Send(browser, page, [("year", "2026"), ("days", Days), ("sure", "yes")]);
        Assert.Equal(WorkCalendar.China.Version, (await Town(host)).Calendar.Version);
    }

    [Fact]
    public Task A_recount_that_was_cut_short_is_finished_at_the_next_start_and_moves_nothing_twice() => CutShort(null);

    [Fact]
    public Task The_same_on_PostgreSQL() => CutShort(postgres.ConnectionString);

    private static async Task CutShort(string? database)
    {
        await using var host = await GrievanceHost.Start(postgres: database);
        var cases = new List<StreamId>();
        for (var i = 0; i < 3; i++)
            cases.Add((await Answered(host)).Stream);
        var year = WorkCalendar.China.Years[2026];
        await host.Try(Offices.Town.Stream, new AnnounceHolidays(year with { Days = year.Days.Add(new(new(2026, 10, 8), "临时节", Off: true)) }), new Actor.Operator());
        await host.Try(cases[1], new RecountClocks(), new Actor.Engine()); // the only one it came to
        await host.StopServer();

        await host.StartServer();
        await host.Services.GetRequiredService<CalendarWatch>().Look(CancellationToken.None);
        Assert.False((await Town(host)).AwaitsRecount);
        foreach (var stream in cases)
        {
            var history = (await host.Services.GetRequiredService<Histories>().Read<Grievance>(GrievanceHost.Town, stream, opened: false, CancellationToken.None))!;
            Assert.Single(history.Events, happened => happened.Event is ClocksRecounted);
            Assert.Equal(new(2026, 10, 9), history.State.Clocks.Single(clock => clock.Clock.Rule.Rule == "review-request").Clock.DueDay);
        }

        Assert.Equal(0, await host.Services.GetRequiredService<CalendarWatch>().Look(CancellationToken.None));
    }

    // Answered, served on 3 September and closed: what still runs is the right to ask for a review, thirty days, moved on by the holidays.
    private static async Task<(string Number, string Code, StreamId Stream)> Answered(GrievanceHost host)
    {
        var (number, code) = await host.File(new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。", contact = new { name = "测试居民", phone = "13900000001" } });
        var (stream, _) = await host.Find(number);
        await host.Do(stream, new Accept("已受理。"), GrievanceHost.Clerk);
        await host.Do(stream, new Assign(new("works"), GrievanceHost.Handler, GrievanceHost.Head), GrievanceHost.Clerk);
        await host.MoveTo(Instant.FromUtc(2026, 9, 3, 2, 0));
        await host.Do(stream, new DraftOpinion(new(Outcome.Support, "修复路灯", "经查，线路老化。", "《城市道路管理条例》")), GrievanceHost.Handler);
        await host.Do(stream, new SignOpinion(), GrievanceHost.Head);
        await host.Do(stream, new Serve(ServiceProof.SignedReceipt, "2026-001"), GrievanceHost.Clerk);
        await host.Do(stream, new Close(), GrievanceHost.Clerk);
        return (number, code, stream);
    }

    private static async Task<Town> Town(GrievanceHost host)
    {
        var books = host.Services.GetRequiredService<BookShelf>();
        books.Changed(GrievanceHost.Town);
        return (await books.Get(GrievanceHost.Town)).Town;
    }

    private static System.Text.Json.JsonElement Review(System.Text.Json.JsonElement tracked) =>
        tracked.GetProperty("clocks").EnumerateArray().Single(clock => clock.GetProperty("rule").GetString() == "review-request");

    private static async Task<HttpClient> SignIn(GrievanceHost host, string name)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = new(host.Address) };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        await Send(browser, await browser.GetStringAsync("/sign-in"), [("name", name), ("password", GrievanceHost.Password)], "/sign-in");
        return browser;
    }

    private static async Task<string> Post(HttpClient browser, string page, params (string Name, string Value)[] fields) =>
        await Send(browser, await browser.GetStringAsync(page), fields);

    private static async Task<string> Send(HttpClient browser, string page, (string Name, string Value)[] fields, string to = "/desk/calendar")
    {
        var all = Hidden().Matches(page).Select(field => (Name: field.Groups[1].Value, Value: WebUtility.HtmlDecode(field.Groups[2].Value))).DistinctBy(field => field.Name)
            .Where(field => fields.All(given => given.Name != field.Name)).Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value));
        using var form = new FormUrlEncodedContent(all);
        return WebUtility.HtmlDecode(await (await browser.PostAsync(to, form)).Content.ReadAsStringAsync());
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();
}
