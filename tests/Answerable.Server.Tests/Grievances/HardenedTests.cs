using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Ledger;
using Answerable.Recording;

namespace Answerable.Server.Tests.Grievances;

/// <summary>What somebody tried on the running system, and what it answers now.</summary>
public sealed class HardenedTests(TownHost host) : IClassFixture<TownHost>
{
    [Theory]
    [InlineData("/"), InlineData("/how"), InlineData("/lodge"), InlineData("/track"), InlineData("/pressed"), InlineData("/sign-in"), InlineData("/healthz"), InlineData("/readyz")]
    [InlineData("/api/v1/jurisdictions"), InlineData("/openapi/v1.json"), InlineData("/log/qingxi/vkey"), InlineData("/no-such-page"), InlineData("/case")]
    public async Task HEAD_is_answered_like_GET_and_without_a_body(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        using var get = await http.GetAsync(path);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType?.MediaType), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/language/en?back=/%E6%B8%85%E6%BA%AA", "/%E6%B8%85%E6%BA%AA"), InlineData("/look/dark?back=/a%F0%9F%98%80?q=%C3%A9", "/a%F0%9F%98%80?q=%C3%A9"), InlineData("/language/en?back=/track", "/track")]
    public async Task An_address_to_come_back_to_may_hold_any_character(string path, string to)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        using var answer = await http.GetAsync(path);
        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("/case/leave"), InlineData("/case/withdraw"), InlineData("/sign-out"), InlineData("/track"), InlineData("/pressed"), InlineData("/lodge/kind"), InlineData("/sign-in")]
    public async Task What_changes_something_is_a_form_of_ours_or_is_refused(string path)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var content in (HttpContent?[])[null, new StringContent("x", Encoding.UTF8, "text/plain"), new StringContent("{}", Encoding.UTF8, "application/json"), new ByteArrayContent([1, 2, 3])])
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await http.PostAsync(path, content)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync(path, new FormUrlEncodedContent([new("a", "b")]))).StatusCode);
    }

    [Fact]
    public async Task A_visit_is_not_ended_by_what_another_site_can_send_without_a_form()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "不被别处结束的事");
        await browser.Upload("/lodge/submit", []);
        await browser.Raw("/case/leave", "x", "text/plain");
        Assert.Equal("/case", (await browser.Open("/case")).Path);
    }

    [Fact]
    public async Task The_proof_without_personal_data_verifies_and_shows_none_and_neither_file_is_called_by_the_number()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "要拿给别人看的凭证");
        await browser.Upload("/lodge/submit", []);
        var number = browser.Number;
        while (!(await browser.Open("/case/proof")).Last.Content.Headers.ContentType!.MediaType!.Equals("text/plain", StringComparison.Ordinal))
            await Task.Yield(); // the next beat
        var whole = Receipt.Parse(await browser.Last.Content.ReadAsByteArrayAsync());
        Assert.Equal("receipt.tlog-proof", browser.Last.Content.Headers.ContentDisposition!.FileName);
        var closed = Receipt.Parse(await (await browser.Open("/case/proof?closed=true")).Last.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(number, browser.Last.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        var vkey = (await (await browser.Open("/log/qingxi/vkey")).Last.Content.ReadAsStringAsync()).Trim();
        var (said, kept) = (whole.Check(VerifierKey.Parse(vkey)), closed.Check(VerifierKey.Parse(vkey)));
        Assert.Superset(new HashSet<string> { "title", "body", "contact" }, said.Fields.Select(field => field.Name).ToHashSet());
        Assert.Equal(said.Record.Index, kept.Record.Index);
        Assert.Superset(new HashSet<string> { "title", "body", "contact", "place" }, kept.Closed.ToHashSet());
        var text = Encoding.UTF8.GetString(closed.Leaf.ToBytes());
        Assert.All((string[])["测试丙", "13900000001", "要拿给别人看的凭证", "青石村"], words => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(words))[..8], text, StringComparison.Ordinal));
        Assert.Contains(vkey, (await browser.Open("/case/receipt")).Html, StringComparison.Ordinal);
        Assert.Contains("您写的全部内容都没有加密", browser.Html, StringComparison.Ordinal);
        Assert.Contains($"{host.Address}/log/qingxi", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accusation_is_withdrawn_and_added_to_with_as_many_words_as_any_other_matter()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck("accusation");
        await browser.Upload("/lodge/submit", []);
        await browser.Open("/case/add");
        await browser.Upload("/case/add", [], ("words", new string('补', 5_000)));
        Assert.Equal("/case", browser.Path);
        await browser.Open("/case/withdraw");
        await browser.Post("/case/withdraw", ("words", new string('撤', 2_000)), ("sure", "yes"));
        Assert.Equal("/case", browser.Path);
        await browser.Open("/case/withdraw"); // done already: no form for it
        Assert.Equal("/case", browser.Path);
    }

    [Fact]
    public async Task What_was_rated_is_not_offered_to_be_rated_again()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "评价过的事");
        await browser.Upload("/lodge/submit", []);
        await browser.Open("/case/rate");
        Assert.Equal("/case", browser.Path);
        Assert.Contains("现在不能评价", browser.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_names_headers_and_every_status_and_a_wrong_code_is_told_to_residents()
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        var paths = (await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        JsonElement Operation(string path, string method) => paths.GetProperty(path).GetProperty(method);
        string[] Headers(JsonElement operation) => operation.TryGetProperty("parameters", out var all)
            ? [.. all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "header").Select(one => one.GetProperty("name").GetString()!)] : [];
        string[] Statuses(JsonElement operation) => [.. operation.GetProperty("responses").EnumerateObject().Select(one => one.Name).Order()];
        Assert.Equal(["Idempotency-Key"], Headers(Operation("/api/v1/grievances", "post")));
        Assert.Equal(["201", "400", "413", "415", "422", "503"], Statuses(Operation("/api/v1/grievances", "post")));
        foreach (var (path, more) in ((string, string[])[])[("/api/v1/grievances/{number}", ["200"]), ("/api/v1/grievances/{number}/receipt", ["200", "202"])])
        {
            Assert.Equal(["Access-Code"], Headers(Operation(path, "get")));
            Assert.Equal([.. more, "404", "429"], Statuses(Operation(path, "get")));
        }

        using var wrong = await http.GetAsync("/api/v1/grievances/2345-6789-ABCD");
        var told = await wrong.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("number-or-code-wrong", told.GetProperty("code").GetString());
        Assert.DoesNotContain("工作人员", told.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Databases_are_read_by_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var files = Directory.GetFiles(host.Folder, "*.db*");
        Assert.Contains(files, file => file.EndsWith("record.db", StringComparison.Ordinal));
        foreach (var file in files)
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
