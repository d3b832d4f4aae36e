using System.Net;
using System.Text.Json;
using Answerable.Browser;
using Answerable.Server.Shell;

namespace Answerable.Server.Tests.Shell;

public sealed class ShellHttpTests(ShellHost host) : IClassFixture<ShellHost>, IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(host.Address) };

    [Theory]
    [InlineData(400, "bad-request")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not-found")]
    [InlineData(405, "method-not-allowed")]
    [InlineData(409, "conflict")]
    [InlineData(413, "too-large")]
    [InlineData(429, "too-many-requests")]
    [InlineData(500, "our-fault")]
    public async Task An_error_is_a_page_for_people_and_a_problem_for_programs_in_the_callers_language(int status, string code)
    {
        foreach (var language in Language.All)
        {
            var words = WordBook.Embedded.In(language);
            using var page = await Get($"/dev/gallery/error/{status}", "text/html", language);
            Assert.Equal(status, (int)page.StatusCode);
            var html = await page.Content.ReadAsStringAsync();
            Assert.Contains(words[$"refusal.{code}"], html, StringComparison.Ordinal);
            Assert.Contains(WebUtility.HtmlEncode(words[$"refusal.{code}.next"]).Replace("&#39;", "&#x27;", StringComparison.Ordinal), html, StringComparison.Ordinal);

            using var problem = await Get($"/dev/gallery/error/{status}", "application/json", language);
            Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
            using var json = JsonDocument.Parse(await problem.Content.ReadAsStringAsync());
            Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
            Assert.Equal(words[$"refusal.{code}"], json.RootElement.GetProperty("title").GetString());
            Assert.Equal(status, json.RootElement.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_page_and_nothing_of_its_inside()
    {
        using var answer = await Get("/dev/gallery/throw", "text/html", "en");
        Assert.Equal(500, (int)answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("InvalidOperationException", html, StringComparison.Ordinal);
        Assert.Contains("010-5550-0100", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_and_inline_script_framing_and_sniffing()
    {
        foreach (var path in new[] { "/", "/no-such-page", "/dev/gallery/throw", "/api/none", "/language/en" })
        {
            using var answer = await Get(path, "text/html", "en");
            Assert.Equal(Headers.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.DoesNotContain("unsafe", Headers.ContentSecurityPolicy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
        }
    }

    [Fact]
    public async Task A_form_without_our_token_is_refused_and_nothing_happens()
    {
        using var form = new FormUrlEncodedContent([new("x", "1")]);
        using var answer = await client.PostAsync("/dev/gallery/flash", form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains(WordBook.Embedded.In("zh")["refusal.form-expired"], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_switch_sets_a_cookie_that_no_script_reads_and_comes_back()
    {
        using var answer = await Get("/language/en?back=%2Ftrack%3Fx%3D1", "text/html", "zh");
        Assert.Equal("/track?x=1", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var elsewhere = await Get("/look/dark?back=https://elsewhere.invalid", "text/html", "zh");
        Assert.Equal("/", elsewhere.Headers.Location!.OriginalString);
        using var unknown = await Get("/language/xx", "text/html", "zh");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task An_asset_is_compressed_and_cached_for_good_under_its_hashed_name()
    {
        var assets = BuiltAssets.BesideTheProgram();
        using var request = new HttpRequestMessage(HttpMethod.Get, assets["portal.css"]);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await client.SendAsync(request);
        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal(assets.Weight("portal.css"), (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Contains("immutable", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        Assert.InRange(assets.Weight("portal.css") + assets.Weight("portal.js"), 1, 30_000);
    }

    [Fact]
    public async Task The_gallery_is_not_there_in_production()
    {
        await using var production = new ShellHost { Environment = "Production" };
        await production.InitializeAsync();
        using var answer = await client.GetAsync(new Uri(production.Address + "/dev/gallery/pieces"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public void Dispose() => client.Dispose();

    private Task<HttpResponseMessage> Get(string path, string accept, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.AcceptLanguage.ParseAdd(language);
        return client.SendAsync(request);
    }
}
