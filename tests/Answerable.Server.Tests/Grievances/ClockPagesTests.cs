using System.Net.Http.Headers;
using System.Text.Json;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Clocks;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Every clock explains itself, as a page, as plain text and as JSON, and the verb counts it again from either alone.</summary>
public sealed class ClockPagesTests(StaffedHost host) : IClassFixture<StaffedHost>
{
    [Fact]
    public async Task A_resident_reads_how_each_clock_was_counted_and_takes_it_away_to_check()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "要核对期限的事");
        await browser.Upload("/lodge/submit", []);
        await browser.Open("/case");
        Assert.Contains("依据的规则：《信访工作条例》（2022年），第 1 版", browser.Html, StringComparison.Ordinal);
        Assert.Contains("/case/clocks/notice", browser.Html, StringComparison.Ordinal);
        await browser.Open("/case/clocks/notice");
        Assert.Contains("逐日计算", browser.Html, StringComparison.Ordinal);
        Assert.Contains("/case/clocks/notice.txt", browser.Html, StringComparison.Ordinal);

        await browser.Open("/case/clocks/notice.txt");
        Assert.Equal("text/plain", browser.Last.Content.Headers.ContentType!.MediaType);
        var text = await browser.Last.Content.ReadAsStringAsync();
        Assert.StartsWith("应答期限说明，格式 1\n规则：cn-petition-2022/1/notice\n", text, StringComparison.Ordinal);
        Assert.Equal((0, "相符"), Explain(text));
        Assert.Equal((1, "不符"), Explain(text.Replace("2026-03-03", "2026-03-04", StringComparison.Ordinal)));

        await browser.Open("/case/clocks/notice.json");
        var json = await browser.Last.Content.ReadAsStringAsync();
        Assert.Equal((0, "相符"), Explain(json));
        var due = JsonDocument.Parse(json).RootElement.GetProperty("clock").GetProperty("strictDay").GetString()!;
        Assert.Equal((1, "不符"), Explain(json.Replace(due, "2026-03-18", StringComparison.Ordinal)));

        Assert.Equal(404, (int)(await browser.Open("/case/clocks/nothing")).Last.StatusCode);
        Assert.Equal(404, (int)(await browser.Open("/case/clocks/objection.txt")).Last.StatusCode);
        using var stranger = new Browser(host.Address);
        Assert.Equal("/track", (await stranger.Open("/case/clocks/notice.txt")).Path);
    }

    [Fact]
    public async Task A_program_gets_what_it_says_it_accepts()
    {
        await host.Open();
        var (_, number, code) = await host.File(new { title = "程序提出的事", body = "路灯不亮" });
        var key = (await host.Track(number, code)).GetProperty("clocks")[0].GetProperty("key").GetString();
        Assert.Equal("notice", key);
        Assert.StartsWith("Answerable clock explanation, format 1\n", await Ask(number, code, "text/plain"), StringComparison.Ordinal);
        Assert.Equal((0, "相符"), Explain(await Ask(number, code, "application/json")));
        Assert.Equal((0, "相符"), Explain(await Ask(number, code, "*/*")));
        Assert.Null(await Ask(number, "WRONG", "text/plain"));
    }

    [Fact]
    public async Task Staff_read_the_same_and_of_a_confidential_filing_no_hour()
    {
        await host.Open();
        var (stream, number, _) = await host.File(new { title = "保密的事", body = "路灯不亮", confidential = true, contact = new { name = "测试戊", phone = "10000000001" } });
        await host.Do(stream, new Accept("已受理"), new Actor.Staff(StaffedHost.Desk));
        var reader = host.Readers[StaffedHost.Desk];
        var received = (await host.State(number)).ReceivedAt;
        foreach (var key in new[] { "notice", "close" })
            foreach (var form in new[] { "txt", "json" })
            {
                var text = await reader.Get($"/desk/grievances/{number}/clocks/{key}.{form}");
                Assert.DoesNotContain(received.ToString("HH:mm", null), text, StringComparison.Ordinal);
                Assert.DoesNotContain(received.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToString("HH:mm", null), text, StringComparison.Ordinal);
            }

        Assert.Contains("自己核对", await reader.Get($"/desk/grievances/{number}/clocks/close"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello", 2)]
    [InlineData("{}", 2)]
    [InlineData("{\"clock\": 1}", 2)]
    [InlineData("{\"clock\"", 2)]
    public void What_is_no_explanation_is_told_apart_from_one_that_does_not_agree(string text, int exit) =>
        Assert.Equal(exit, Explain(text).Exit);

    private async Task<string?> Ask(string number, string code, string accept)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        http.DefaultRequestHeaders.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        http.DefaultRequestHeaders.Add("Access-Code", code);
        var answer = await http.GetAsync($"/api/v1/grievances/{number}/clocks/notice");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
    }

    /// <summary>The verb, with the text on its standard input: exit code and last line.</summary>
    private static (int Exit, string Last) Explain(string? text)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exit = ClockVerb.Create(new StringReader(text!), output, TextWriter.Null).Parse(["explain", "-", "--lang", "zh"]).Invoke();
        return (exit, output.ToString().TrimEnd().Split('\n')[^1]);
    }
}
