using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Answerable.Grievances;
using Answerable.Offices;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Smoke.Grievances;

/// <summary>
/// Thirty-two clients act on the same twenty cases through the pages: nothing that was answered as done is lost or done twice, and whoever came second
/// is told so and has done nothing. A whole minute with ANSWERABLE_LONG.
/// </summary>
public sealed partial class ClashTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    private const int Clients = 32, Cases = 20, Accounts = 4;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("ANSWERABLE_LONG") is { Length: > 0 } ? 60 : 6);

    [Fact]
    public Task No_update_is_lost_and_every_conflict_is_told() => Clash(null);

    [Fact]
    public Task The_same_on_PostgreSQL() => Clash(postgres.ConnectionString);

    private static async Task Clash(string? database)
    {
        await using var host = await GrievanceHost.Start(postgres: database);
        for (var n = 0; n < Accounts; n++)
            await host.Employ(new($"colleague{n}"), Power.Reception, Power.Disposition);
        var cases = new List<string>();
        for (var n = 0; n < Cases; n++)
            cases.Add((await host.File(new { kind = "claim", title = $"测试事项{n}", body = "村口路灯坏了三个月。" })).Number);
        var log = new Log();
        var ends = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            using var browser = await SignIn(host, $"colleague{client % Accounts}");
            var luck = new Random(client);
            for (var n = 0; ends.Elapsed < Lasts; n++)
                await Act(browser, cases[luck.Next(Cases)], $"第{client}位第{n}次", luck, log);
        })));

        Assert.True(log.Done.Count > Cases && !log.Conflicts.IsEmpty, $"{log.Done.Count} done, {log.Conflicts.Count} conflicts: that was no clash.");
        foreach (var number in cases)
            await HoldAgainst(log, number, await host.Read((await host.Find(number)).Stream), host);
    }

    // As somebody does it: opens the form, thinks, sends it; now and then twice.
    private static async Task Act(HttpClient browser, string number, string words, Random luck, Log log)
    {
        var action = luck.Next(10) switch { < 6 => "note", < 9 => "write", _ => "assign" };
        var path = $"/desk/grievances/{number}/{action}";
        using var opened = await browser.GetAsync(path);
        if (opened.StatusCode == HttpStatusCode.Found)
            return; // not to be done now: the case says so
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        var fields = Hidden().Matches(await opened.Content.ReadAsStringAsync()).DistinctBy(field => field.Groups[1].Value).ToDictionary(field => field.Groups[1].Value, field => WebUtility.HtmlDecode(field.Groups[2].Value));
        fields["words"] = words;
        fields["unit"] = "works";
        await Task.Delay(luck.Next(20));
        var sent = await Task.WhenAll(Enumerable.Range(0, luck.Next(5) == 0 ? 2 : 1).Select(_ => browser.PostAsync(path, new FormUrlEncodedContent(fields))));
        foreach (var answer in sent)
            using (answer)
            {
                var page = answer.StatusCode == HttpStatusCode.Found ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.UnprocessableEntity, $"{action} was answered with {answer.StatusCode}.");
                if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
                    Assert.Contains("内容已被别人更新", page);
                if (answer.StatusCode == HttpStatusCode.UnprocessableEntity && action != "assign")
                    Assert.Contains(words, page); // what they wrote is still in the form
            }

        // Assigned as it is already, nothing happens, and nothing that a second click could refer to.
        if (action == "assign")
            return;
        Assert.Single(sent.Select(answer => answer.StatusCode).Distinct());
        (sent[0].StatusCode == HttpStatusCode.Found ? log.Done : log.Conflicts).Add((number, words));
    }

    private static async Task HoldAgainst(Log log, string number, Storage.Reading.History<Grievance> history, GrievanceHost host)
    {
        Assert.Equal(Enumerable.Range(1, history.Events.Count).Select(n => (long)n), history.Events.Select(happened => happened.Stamp.Version));
        var opened = (await host.Services.GetRequiredService<Storage.Reading.Histories>().Read<Grievance>(GrievanceHost.Town, history.Stream, opened: true, CancellationToken.None))!;
        var written = opened.Events.Select(happened => happened.Event switch { Noted noted => noted.Words, WrittenTo letter => letter.Words, _ => null }).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(log.Done.Where(one => one.Number == number).Select(one => one.Words).Order(StringComparer.Ordinal), written);
        Assert.Empty(written.Intersect(log.Conflicts.Where(one => one.Number == number).Select(one => one.Words)));
    }

    private static async Task<HttpClient> SignIn(GrievanceHost host, string name)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = new(host.Address) };
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        using var answer = await Forms.Post(browser, "/sign-in", new() { ["name"] = name, ["password"] = GrievanceHost.Password });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    private sealed class Log
    {
        public ConcurrentBag<(string Number, string Words)> Done { get; } = [];
        public ConcurrentBag<(string Number, string Words)> Conflicts { get; } = [];
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)"[^>]*>""")]
    private static partial Regex Hidden();
}
