using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances;

/// <summary>A filing that comes again is the same one, and nobody is handed somebody else's code by sending something again (docs/decisions/0090, 0091).</summary>
public sealed class RepeatedFilingTests(TownHost host) : IClassFixture<TownHost>
{
    private static readonly object Lamp = new { title = "路灯坏了", body = "村口路灯不亮。" };

    [Fact]
    public async Task The_same_key_and_content_are_answered_as_the_first_time()
    {
        var (key, before) = (Guid.NewGuid().ToString(), await host.Footprint());
        var first = await File(key, Lamp);
        Assert.Equal(first, await File(key, Lamp));
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.NotEqual(before, await host.Footprint());
    }

    [Theory]
    [InlineData("""{"title":"路灯坏了","body":"别人写的另一件事。"}""")]
    [InlineData("""{"title":"路灯坏了","body":"村口路灯不亮。","contact":{"name":"测试乙"}}""")]
    [InlineData("""{"title":"路灯坏了","body":"村口路灯不亮。","kind":"suggestion"}""")]
    [InlineData("""{"title":"路灯坏了","body":"村口路灯不亮。","kind":"accusation","about":{"person":"head"}}""")]
    public async Task The_same_key_with_anything_else_is_told_neither_number_nor_code(string other)
    {
        var key = Guid.NewGuid().ToString();
        await File(key, Lamp);
        var before = await host.Footprint();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused", null, null), await File(key, JsonDocument.Parse(other).RootElement));
        Assert.Equal(before, await host.Footprint());
    }

    [Fact]
    public async Task An_accusation_under_a_used_key_is_refused_and_a_fresh_key_files_it()
    {
        var key = Guid.NewGuid().ToString();
        object accusation = new { kind = "accusation", title = "举报", body = "收了钱不办事", about = new { person = "head" } };
        var first = await File(key, accusation);
        Assert.Equal(first, await File(key, accusation));
        object other = new { kind = "accusation", title = "举报", body = "另一件事", about = new { person = "head" } };
        Assert.Equal("idempotency-key-reused", (await File(key, other)).Code);
        var second = await File(Guid.NewGuid().ToString(), other);
        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.NotEqual(first.Number, second.Number);
    }

    [Theory]
    [InlineData("1"), InlineData("2026-11-25"), InlineData("2026-11-25T10:00:00-street-lamp-report-no-1"), InlineData("00000000000000000000000000000001")]
    [InlineData("6f1c0b54-7f0e-1a3c-9d52-0e8a1b7c4d3f"), InlineData("6f1c0b547f0e4a3c9d520e8a1b7c4d3")] // a UUID of time and machine; 124 bits
    public async Task A_key_that_could_be_guessed_is_refused_and_nothing_is_written(string key)
    {
        var before = await host.Footprint();
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency-key-weak", null, null), await File(key, Lamp));
        Assert.Equal(before, await host.Footprint());
    }

    [Fact]
    public async Task After_a_case_was_closed_on_this_device_sending_the_form_again_tells_the_number_at_most()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "离开后再送的事");
        var page = browser.Html;
        await browser.Upload("/lodge/submit", []);
        var (number, code) = (browser.Number, browser.Code);
        Assert.NotEmpty(code);
        await browser.Open("/case");
        await browser.Post("/case/leave");

        browser.Back(page);
        await SeesNumberAlone(browser, number, code, () => browser.Upload("/lodge/submit", []));
        Assert.Equal(HttpStatusCode.Gone, (await browser.Open(CheckOf(page))).Last.StatusCode);
        Assert.DoesNotContain("13900000001", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_was_copied_into_another_browser_tells_the_number_at_most_by_whatever_way()
    {
        using var browser = new Browser(host.Address);
        using var other = new Browser(host.Address);
        await browser.ToCheck(title: "别人抄走的表单");
        var draft = browser.Fields.Single(field => field.Key == "draft").Value;
        await browser.Upload("/lodge/submit", []);
        var (number, code) = (browser.Number, browser.Code);

        await other.Open("/lodge");
        await SeesNumberAlone(other, number, code, () => other.Upload("/lodge/submit", [], ("draft", draft)), "draft");
        await other.Open("/lodge");
        other.Forget("draft");
        await other.Post("/lodge/check", ("draft", draft), ("go", "check")); // laid into a cookie of this browser, it is still not its own
        await SeesNumberAlone(other, number, code, () => other.Upload("/lodge/submit", []));
    }

    [Fact]
    public async Task Sent_twice_before_the_first_answer_came_the_code_is_told_to_whoever_waits()
    {
        using var browser = new Browser(host.Address);
        using var impatient = new Browser(host.Address); // the same browser: the second press of the button, on its way at the same time
        await browser.ToCheck(title: "按了两下的事");
        foreach (Cookie cookie in browser.Cookies.GetAllCookies())
            impatient.Cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        impatient.Back(browser.Html);
        await browser.Upload("/lodge/submit", []);
        await impatient.Upload("/lodge/submit", []);
        Assert.Equal((browser.Number, browser.Code), (impatient.Number, impatient.Code));
        Assert.NotEmpty(impatient.Code);
    }

    [Fact]
    public async Task Each_question_has_an_address_that_leads_back_to_it_with_what_was_answered()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "回头看的事");
        Assert.StartsWith("/lodge/check?d=", browser.Path, StringComparison.Ordinal);
        var mark = browser.Path.Split('=')[1];
        Assert.Contains("value=\"回头看的事\"", (await browser.Open($"/lodge/story?d={mark}")).Html, StringComparison.Ordinal);
        Assert.Contains("13900000001", (await browser.Open($"/lodge/reach?d={mark}")).Html, StringComparison.Ordinal);
        using var stranger = new Browser(host.Address);
        Assert.Equal(HttpStatusCode.Gone, (await stranger.Open($"/lodge/reach?d={mark}")).Last.StatusCode);
        await browser.Open($"/lodge/check?d={mark}");
        await browser.Upload("/lodge/submit", []);
        Assert.Equal("/case/receipt", browser.Path);
    }

    [Fact]
    public async Task A_text_too_long_for_a_cookie_travels_in_the_form_and_is_filed_whole()
    {
        using var browser = new Browser(host.Address);
        var random = new Random(7);
        var body = string.Concat(Enumerable.Range(0, 15_000).Select(_ => (char)random.Next(0x4e00, 0x9fa0)));
        await browser.Open("/lodge");
        await browser.Post("/lodge/kind", ("kind", "claim"));
        await browser.Post("/lodge/story", ("title", "很长的事"), ("body", body));
        Assert.Equal("/lodge/story", browser.Path);
        Assert.All(browser.Cookies.GetAllCookies(), cookie => Assert.InRange(cookie.Value.Length, 0, 4_000));
        await browser.Post("/lodge/subject", ("place", "村口"));
        await browser.Post("/lodge/identity", ("openness", "anonymous"));
        Assert.Contains(body, browser.Html, StringComparison.Ordinal);
        await browser.Upload("/lodge/submit", []);
        Assert.Equal("/case/receipt", browser.Path);
        Assert.Contains(body, (await browser.Open("/case")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_report_of_pressure_from_the_same_page_is_another_matter_and_the_same_one_tells_no_code_later()
    {
        using var browser = new Browser(host.Address);
        await browser.Open("/pressed");
        var page = browser.Html;
        await browser.Post("/pressed", ("ways", "visited"), ("body", "昨晚三个人上门"));
        var first = (browser.Number, browser.Code);
        browser.Back(page);
        await browser.Post("/pressed", ("ways", "visited"), ("body", "今早又来了"));
        Assert.NotEqual(first.Number, browser.Number);
        Assert.NotEmpty(browser.Code);
        browser.Back(page);
        await SeesNumberAlone(browser, first.Number, first.Code, () => browser.Post("/pressed", ("ways", "visited"), ("body", "昨晚三个人上门")));
    }

    [Fact]
    public async Task Other_words_sent_from_the_same_page_of_a_case_are_added_and_not_lost()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "补充两次的事");
        await browser.Upload("/lodge/submit", []);
        await browser.Open("/case/add");
        var page = browser.Html;
        foreach (var words in (string[])["第一次补充", "第一次补充", "第二次补充"])
        {
            browser.Back(page);
            await browser.Upload("/case/add", [], ("words", words));
        }

        var html = (await browser.Open("/case")).Html;
        Assert.Contains("第二次补充", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("第一次补充").Length); // once
    }

    private static string CheckOf(string page) => System.Text.RegularExpressions.Regex.Match(page, "/lodge/check\\?d=[0-9a-f]+").Value;

    private static async Task SeesNumberAlone(Browser browser, string number, string code, Func<Task> send, string? forget = null)
    {
        if (forget is not null)
            browser.Forget(forget);
        await send();
        Assert.Equal(number, browser.Number);
        Assert.DoesNotContain(code, browser.Html, StringComparison.Ordinal);
        Assert.Equal("", browser.Code);
        if (browser.Cookies.GetAllCookies().All(cookie => cookie.Name != "answerable.case"))
            Assert.Equal("/track", (await browser.Open("/case")).Path);
    }

    private async Task<(HttpStatusCode Status, string? Code, string? Number, string? AccessCode)> File(string key, object filing)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/grievances") { Content = JsonContent.Create(filing) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        string? Told(string name) => told.TryGetProperty(name, out var value) ? value.GetString() : null;
        return (answer.StatusCode, Told("code"), Told("number"), Told("accessCode"));
    }
}
