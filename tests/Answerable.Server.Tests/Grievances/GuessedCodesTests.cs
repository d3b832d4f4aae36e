using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Grievances;

/// <summary>Guesses at access codes are limited, and nobody's wrong guesses keep a holder out of their own case (docs/decisions/0050).</summary>
public sealed class GuessedCodesTests(GuessedTownHost host) : IClassFixture<GuessedTownHost>
{
    private const string Wrong = "2222-2222-2222-2222-2222";
    private static int visitors;

    [Fact]
    public async Task The_right_code_opens_its_case_at_once_while_wrong_ones_from_anywhere_are_told_to_wait()
    {
        var (number, code) = await File();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await Try(number, Wrong, Stranger())).Status);
        for (var i = 0; i < 20; i++)
            Assert.Equal((HttpStatusCode.TooManyRequests, 10), await Try(number, Wrong, Stranger()));

        Assert.Equal(HttpStatusCode.OK, (await Try(number, code, Stranger())).Status);
        using var browser = new Browser(host.Address);
        await browser.Open("/track");
        await browser.Post("/track", ("number", number), ("code", code));
        Assert.Equal("/case", browser.Path);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.NotFound, (await Try(number, Wrong, Stranger())).Status);
    }

    [Fact]
    public async Task One_address_has_forty_wrong_guesses_and_then_one_in_ten_seconds_and_others_do_not_wait_for_it()
    {
        var ((number, code), guesser) = (await File(), Stranger());
        for (var i = 0; i < 40; i++)
            await Try(Other(), Wrong, guesser);
        Assert.Equal((HttpStatusCode.TooManyRequests, 10), await Try(Other(), Wrong, guesser));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(number, code, guesser)).Status); // or the limit would be none
        Assert.Equal(HttpStatusCode.OK, (await Try(number, code, Stranger())).Status);
        host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await Try(number, code, guesser)).Status);
    }

    [Fact]
    public async Task Right_codes_use_up_nothing_and_wrong_ones_sent_all_at_once_are_counted_like_any()
    {
        var ((number, code), here) = (await File(), Stranger());
        for (var i = 0; i < 60; i++)
            Assert.Equal(HttpStatusCode.OK, (await Try(number, code, here)).Status);
        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => Try(Other(), Wrong, here)));
        Assert.Equal(40, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Whether_a_number_exists_is_not_told_by_what_wrong_codes_are_answered()
    {
        var ((number, _), none) = (await File(), Other());
        for (var i = 0; i < 10; i++)
            Assert.Equal(await Try(none, Wrong, Stranger()), await Try(number, Wrong, Stranger()));
    }

    private async Task<(string Number, string Code)> File()
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        var filed = await (await http.PostAsJsonAsync("/api/v1/grievances", new { title = "路灯", body = "坏了" })).Content.ReadFromJsonAsync<JsonElement>();
        return (filed.GetProperty("number").GetString()!, filed.GetProperty("accessCode").GetString()!);
    }

    private string Other() => CaseNumber.Draw(host.Services.GetRequiredService<IdSource>());

    private static string Stranger() => $"198.51.{Interlocked.Increment(ref visitors) / 250}.{visitors % 250}";

    private async Task<(HttpStatusCode Status, int Wait)> Try(string number, string code, string from)
    {
        using var http = new HttpClient { BaseAddress = new(host.Address) };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        http.DefaultRequestHeaders.Add("Access-Code", code);
        using var answer = await http.GetAsync($"/api/v1/grievances/{number}");
        return (answer.StatusCode, (int)(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
    }
}

/// <summary>A town behind a trusted proxy, whose limits follow a clock that the test moves.</summary>
public sealed class GuessedTownHost : TownHost
{
    public MovableTime Time { get; } = new(DateTimeOffset.Parse("2026-03-02T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    protected override IReadOnlyList<IPAddress> Proxies => [IPAddress.Loopback];

    protected override void Prepare(WebApplicationBuilder builder) => builder.Services.AddSingleton(provider => new Pace(Time, provider.GetRequiredService<Pseudonyms>()));
}
