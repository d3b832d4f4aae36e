using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances;

/// <summary>What a program is told of the server's own addresses, and what it is not.</summary>
public sealed class ApiSurfaceTests(TownHost host) : IClassFixture<TownHost>
{
    private const string Forged = "elsewhere.example";

    [Fact]
    public async Task The_description_lists_every_way_into_the_public_interface_and_no_page()
    {
        var described = (await Get("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name).Order();
        var served = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(one => "/" + one.RoutePattern.RawText!.Trim('/'));
        Assert.Equal(served.Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Distinct().Order(), described);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_said_to_be_that_and_those_it_takes_are_named()
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var answer = await http.DeleteAsync("/api/v1/jurisdictions");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
        Assert.Equal("method-not-allowed", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task No_link_carries_the_name_that_somebody_else_wrote_into_the_request()
    {
        Assert.Equal("/log/qingxi", (await Get("/api/v1/jurisdictions", Forged))[0].GetProperty("logUrl").GetString());
        Assert.Equal("/", (await Get("/openapi/v1.json", Forged)).GetProperty("servers")[0].GetProperty("url").GetString());
        var filed = await File(Forged);
        Assert.Equal($"/api/v1/grievances/{filed.Number}", filed.Status);
        Assert.Equal($"/api/v1/grievances/{filed.Number}/receipt", filed.Receipt);

        using var visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        using var toDesk = Ask("/desk", Forged);
        toDesk.Headers.Accept.ParseAdd("text/html");
        Assert.Equal("/sign-in?back=%2Fdesk", (await visitor.SendAsync(toDesk)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_name_or_number_of_this_machine_is_believed()
    {
        var port = new Uri(host.Address).Port;
        foreach (var own in (string[])["localhost", "town.localhost", "127.0.0.1", "[::1]"])
            Assert.Equal($"http://{own}:{port}/log/qingxi", (await Get("/api/v1/jurisdictions", $"{own}:{port}"))[0].GetProperty("logUrl").GetString());
        foreach (var other in (string[])["203.0.113.9", "localhost.elsewhere.example", "notlocalhost"])
            Assert.Equal("/log/qingxi", (await Get("/api/v1/jurisdictions", other))[0].GetProperty("logUrl").GetString());
    }

    [Fact]
    public async Task A_receipt_on_paper_carries_a_forged_name_neither_in_words_nor_in_its_code()
    {
        using var browser = new Browser(host.Address);
        await browser.ToCheck(title: "回执上的地址");
        await browser.Upload("/lodge/submit", []);
        Assert.Contains($"{host.Address}/track?number={browser.Number}", browser.Html, StringComparison.Ordinal);
        using var request = Ask("/case/receipt", Forged);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(host.Address) };
        var page = await (await http.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains(browser.Number, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Forged, page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"qr\"", page, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Get(string path, string? asked = null)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var request = Ask(path, asked);
        return await (await http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<(string Number, string Status, string Receipt)> File(string asked)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var request = Ask("/api/v1/grievances", asked);
        (request.Method, request.Content) = (HttpMethod.Post, JsonContent.Create(new { title = "路灯", body = "坏了" }));
        var filed = await (await http.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return (filed.GetProperty("number").GetString()!, filed.GetProperty("statusUrl").GetString()!, filed.GetProperty("receiptUrl").GetString()!);
    }

    private static HttpRequestMessage Ask(string path, string? asked)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = asked;
        return request;
    }
}

/// <summary>With a public address set, links begin with it whatever was asked for.</summary>
public sealed class PublicAddressTests(PublicTownHost host) : IClassFixture<PublicTownHost>
{
    [Theory, InlineData(null), InlineData("elsewhere.example"), InlineData("localhost")]
    public async Task Links_begin_with_the_public_address(string? asked)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jurisdictions");
        request.Headers.Host = asked;
        var answer = await (await http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("https://qingxi.invalid/log/qingxi", answer[0].GetProperty("logUrl").GetString());
    }
}

public sealed class SiteTests
{
    [Theory]
    [InlineData("http://town.example:8080", null, "town.example", true)]
    [InlineData("http://town.example:8080", null, "other.example", false)]
    [InlineData("http://*:8080;http://0.0.0.0:8081", null, "town.example", false)]
    [InlineData("http://*:8080", "*", "town.example", false)]
    [InlineData("http://*:8080", "town.example;*", "town.example", false)]
    [InlineData("http://*:8080", "town.example; www.town.example", "town.example", true)]
    public void A_name_is_believed_that_the_server_listens_on_or_lets_in_alone(string urls, string? allowed, string asked, bool believed)
    {
        var http = new DefaultHttpContext { Request = { Scheme = "http", Host = new(asked) } };
        Assert.Equal(believed ? $"http://{asked}/track" : null, new Site(null, urls, allowed).Absolute(http, "/track"));
        Assert.Equal(believed ? $"http://{asked}/track" : "/track", new Site(null, urls, allowed).Link(http, "/track"));
    }

    [Fact]
    public void The_number_at_which_a_request_arrived_is_believed_and_no_other()
    {
        var http = new DefaultHttpContext { Request = { Scheme = "http", Host = new("192.0.2.7:8080") } };
        http.Connection.LocalIpAddress = IPAddress.Parse("192.0.2.7").MapToIPv6();
        Assert.Equal("http://192.0.2.7:8080/track", new Site(null, "http://*:8080", null).Absolute(http, "/track"));
        http.Connection.LocalIpAddress = IPAddress.Parse("192.0.2.8");
        Assert.Null(new Site(null, "http://*:8080", null).Absolute(http, "/track"));
    }
}

/// <summary>A town that knows its public address.</summary>
public sealed class PublicTownHost : TownHost
{
    protected override ServerOptions Options(ServerOptions basis) => base.Options(basis) with { PublicUrl = new("https://qingxi.invalid") };
}
