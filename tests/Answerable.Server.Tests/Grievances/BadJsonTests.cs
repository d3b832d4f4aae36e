using System.Text;
using System.Text.Json;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Issue 2, "Bad input", for programs: a clear refusal with a stable code, in the caller's language, and nothing half-written.</summary>
public sealed class BadJsonTests(TownHost host) : IClassFixture<TownHost>
{
    private static readonly string Long = new('x', 900);

    static BadJsonTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, int, string> Mistyped => new()
    {
        { "", 400, "json-malformed" }, { "null", 400, "json-malformed" }, { "[]", 400, "json-malformed" }, { "\"路灯\"", 400, "json-malformed" }, { "{\"title\":\"a\",\"body\":", 400, "json-malformed" },
        { "{\"title\":5,\"body\":\"b\"}", 400, "json-malformed" }, { "{\"title\":\"a\",\"body\":\"b\",\"contact\":\"x\"}", 400, "json-malformed" }, { "{\"title\":\"a\",\"body\":\"b\",\"contact\":{\"name\":[]}}", 400, "json-malformed" },
        { "{\"title\":\"a\",\"body\":\"b\",\"confidential\":\"yes\"}", 400, "json-malformed" }, { "{\"title\":\"a\\ud800\",\"body\":\"b\"}", 400, "json-malformed" }, { new string('[', 5000), 400, "json-malformed" },
        { "{}", 422, "title-invalid" }, { "{\"title\":\"a\"}", 422, "body-invalid" }, { "{\"title\":\"   \",\"body\":\"b\"}", 422, "title-invalid" }, { $"{{\"title\":\"{Long}\",\"body\":\"b\"}}", 422, "title-invalid" },
        { "{\"title\":\"a\\u0000\",\"body\":\"b\"}", 422, "title-invalid" }, { "{\"title\":\"a\",\"body\":\"b\",\"kind\":\"稳定\"}", 422, "kind-unknown" }, { "{\"title\":\"a\",\"body\":\"b\",\"jurisdiction\":\"../../etc\"}", 422, "jurisdiction-unknown" },
        { "{\"title\":\"a\",\"body\":\"b\",\"category\":\"../x\"}", 422, "category-invalid" }, { "{\"title\":\"a\",\"body\":\"b\",\"place\":\"a\\nb\"}", 422, "place-invalid" }, { "{\"title\":\"a\",\"body\":\"b\",\"about\":{\"office\":\"' OR 1=1 --\"}}", 422, "office-unknown" },
        { "{\"title\":\"a\",\"body\":\"b\",\"contact\":{\"email\":\"a@b\\r\\nBcc: c@d\"}}", 422, "contact-invalid" }, { "{\"title\":\"a\",\"body\":\"b\",\"contact\":{\"phone\":\"1\\u0007\"}}", 422, "contact-invalid" },
        { "{\"kind\":\"accusation\",\"title\":\"a\",\"body\":\"b\",\"contact\":{\"email\":\"nobody\"}}", 422, "contact-invalid" }, { "{\"title\":\"a\",\"body\":\"b\",\"contact\":{\"email\":\"a@@b.example\"}}", 422, "contact-invalid" },
        { "{\"title\":\"a\",\"body\":\"b\",\"category\":\"nonsense\"}", 422, "category-invalid" }, { "{\"kind\":\"accusation\",\"title\":\"a\",\"body\":\"b\",\"about\":{\"person\":\"nobody\"}}", 422, "person-unknown" },
        { "{\"kind\":\"accusation\",\"title\":\"a\",\"body\":\"b\",\"about\":{\"unit\":\"none\"}}", 422, "unit-unknown" }, { "{\"kind\":\"accusation\",\"title\":\"a\",\"body\":\"b\",\"about\":{\"office\":\"none\"}}", 422, "office-unknown" }, { $"{{\"kind\":\"accusation\",\"title\":\"{Long}\",\"body\":\"b\"}}", 422, "title-invalid" },
    };

    [Theory, MemberData(nameof(Mistyped))]
    public async Task What_is_mistyped_or_hostile_is_refused_with_a_code_in_both_languages_and_nothing_is_written(string json, int status, string code)
    {
        var before = await host.Footprint();
        var words = new HashSet<string>();
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var problem = await Refused(new StringContent(json, Encoding.UTF8, "application/json"), status, language);
            Assert.Equal(code, problem.GetProperty("code").GetString());
            words.Add(problem.GetProperty("title").GetString()! + problem.GetProperty("detail").GetString());
        }

        Assert.Equal(2, words.Count);
        Assert.Equal(before, await host.Footprint());
    }

    [Theory, InlineData("gb18030"), InlineData("utf-16"), InlineData("utf-16BE"), InlineData("big5")]
    public async Task Another_encoding_is_refused_and_told_which_is_right(string encoding)
    {
        var before = await host.Footprint();
        foreach (var charset in (string?[])[null, encoding])
        {
            var content = new ByteArrayContent(Encoding.GetEncoding(encoding).GetBytes("{\"title\":\"路灯不亮\",\"body\":\"坏了\"}"));
            content.Headers.TryAddWithoutValidation("Content-Type", charset is null ? "application/json" : $"application/json; charset={charset}");
            var problem = await Refused(content, 400, "en");
            Assert.Equal("json-malformed", problem.GetProperty("code").GetString());
            Assert.Contains("UTF-8", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await host.Footprint());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Ten_megabytes_are_refused_whether_or_not_they_say_how_long_they_are(bool chunked)
    {
        var before = await host.Footprint();
        var content = new StringContent($"{{\"title\":\"a\",\"body\":\"{new string('x', 10_000_000)}\"}}", Encoding.UTF8, "application/json");
        if (chunked)
            content.Headers.ContentLength = null;
        Assert.Equal("too-large", (await Refused(content, 413, "en", chunked)).GetProperty("code").GetString());
        Assert.Equal(before, await host.Footprint());
    }

    [Fact]
    public async Task What_is_no_json_and_a_key_that_is_too_long_are_refused()
    {
        var before = await host.Footprint();
        Assert.Equal("not-json", (await Refused(new FormUrlEncodedContent([new("title", "a")]), 415, "en")).GetProperty("code").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/grievances") { Content = new StringContent("{\"title\":\"a\",\"body\":\"b\"}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", new string('k', 201));
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        var answer = await http.SendAsync(request);
        Assert.Equal((400, "idempotency-key-too-long"), ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()));
        Assert.Equal(before, await host.Footprint());
    }

    [Fact]
    public async Task A_filing_whose_connection_is_cut_leaves_nothing()
    {
        var before = await host.Footprint();
        var at = new Uri(host.Address);
        foreach (var part in (string[])["{\"title\":\"a\",\"body\":\"b\"", "{\"title\":\"a\",\"body\":\"b\"}"])
        {
            var answer = await CutConnection.Send(at, $"POST /api/v1/grievances HTTP/1.1\r\nHost: {at.Authority}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{part}");
            Assert.DoesNotContain(" 201 ", answer, StringComparison.Ordinal);
        }

        Assert.Equal(before, await host.Footprint());
    }

    [Theory, InlineData("..%2f..%2fkeys"), InlineData("%00"), InlineData("2345-6789-ABCD%0d%0aSet-Cookie:%20x"), InlineData("' OR 1=1"), InlineData("２３４５６７８９")]
    public async Task A_number_that_is_none_is_none(string number)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/grievances/{number}");
        request.Headers.TryAddWithoutValidation("Access-Code", "x");
        var answer = await http.SendAsync(request);
        Assert.True((int)answer.StatusCode is 404 or 400, answer.StatusCode.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private async Task<JsonElement> Refused(HttpContent content, int status, string language, bool? chunked = null)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address), Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/grievances") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.AcceptLanguage.ParseAdd(language);
        var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(body).RootElement;
    }
}
