using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Answerable.Bench.Intake;

namespace Answerable.Bench.Reading;

/// <summary>The tracking page of a resident and the queue page of a clerk, as a browser asks for them, among many open cases.</summary>
internal static partial class ReadingBench
{
    private const int Cases = 64;

    public static async Task Run(int open)
    {
        using var folder = new Folder();
        await using var town = await Child.Start("town", folder.Path);
        var clerk = await SignIn(town.Address);
        var residents = new List<string>();
        for (var i = 0; i < Cases; i++)
            residents.Add(await Track(town.Address, i));
        Compare(town, clerk, residents, Cases);
        Fill(town.Address, open - Cases);
        Compare(town, await SignIn(town.Address), residents, open);
    }

    private static void Compare(Child town, string clerk, List<string> residents, int open)
    {
        Console.WriteLine($"Reading, {open:N0} open cases, medians of {Measure.Turns}");
        var pages = new (string Name, Func<int, byte[]> Request, int Requests)[]
        {
            ("tracking page", Cycle(residents.Select(cookie => Load.Get(town.Address, "/case", $"Cookie: {cookie}\r\n"))), 4_000),
            ("tracking, API answer", Cycle(apiRequests(town.Address)), 4_000),
            ("queue page", Cycle([Load.Get(town.Address, "/desk/grievances", $"Cookie: {clerk}\r\n")]), 4_000),
            ("queue, page 7", Cycle([Load.Get(town.Address, "/desk/grievances?page=7", $"Cookie: {clerk}\r\n")]), 2_000),
        };
        foreach (var (name, request, requests) in pages)
        {
            Load.Run(town.Address, 32, requests / 2, request, 200);
            var runs = Enumerable.Range(0, Measure.Turns).Select(_ => Load.Run(town.Address, 32, requests, request, 200)).ToList();
            if (runs.Sum(run => run.Unexpected) is > 0 and var wrong)
                throw new InvalidOperationException($"{wrong} answers for {name} were not 200.");
            var before = town.Processor;
            var alone = Load.Run(town.Address, 1, 500, request, 200);
            Measure.Say(name, $"{Measure.Median(runs.Select(run => run.PerSecond)):N0}/s at 32 clients (asked: 2,000); alone p50 {Measure.Percentile(alone.Latencies, 0.5):N1} ms, p95 {Measure.Percentile(alone.Latencies, 0.95):N1} ms; processor {(town.Processor - before).TotalMilliseconds / 500:N2} ms a page");
        }

        IEnumerable<byte[]> apiRequests(Uri address) => Filed.Select(one => Load.Get(address, $"/api/v1/grievances/{one.Number}", $"Access-Code: {one.Code}\r\n"));
    }

    private static List<(string Number, string Code)> Filed { get; } = [];

    private static Func<int, byte[]> Cycle(IEnumerable<byte[]> requests)
    {
        var all = requests.ToArray();
        return i => all[i % all.Length];
    }

    private static void Fill(Uri address, int cases)
    {
        var requests = Enumerable.Range(0, 256).Select(i => Load.Post(address, "/api/v1/grievances", IntakeBench.Filing(i))).ToArray();
        Load.Run(address, 32, cases, i => requests[i % requests.Length], 201);
    }

    /// <summary>The cookie of a signed-in reader.</summary>
    public static async Task<string> SignIn(Uri address, string name = TownServer.Clerk)
    {
        using var browser = Browser(address, out var cookies);
        using var answer = await browser.PostAsync("/sign-in", await Form(browser, "/sign-in", ("name", name), ("password", TownServer.Password)));
        return answer.StatusCode == HttpStatusCode.Found ? cookies.GetCookieHeader(new(address, "/desk")) : throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
    }

    private static async Task<string> Track(Uri address, int i)
    {
        using var browser = Browser(address, out var cookies);
        using var json = new ByteArrayContent(IntakeBench.Filing(i)) { Headers = { ContentType = new("application/json") } };
        using var filed = await browser.PostAsync("/api/v1/grievances", json);
        var receipt = await filed.Content.ReadFromJsonAsync<JsonElement>();
        var (number, code) = (receipt.GetProperty("number").GetString()!, receipt.GetProperty("accessCode").GetString()!);
        Filed.Add((number, code));
        using var answer = await browser.PostAsync("/track", await Form(browser, "/track", ("number", number), ("code", code)));
        return answer.StatusCode == HttpStatusCode.Found ? cookies.GetCookieHeader(new(address, "/case")) : throw new InvalidOperationException($"Tracking was answered with {answer.StatusCode}.");
    }

    private static HttpClient Browser(Uri address, out CookieContainer cookies) =>
        new(new HttpClientHandler { CookieContainer = cookies = new(), AllowAutoRedirect = false }) { BaseAddress = address };

    // With the token that our own page put into its form.
    private static async Task<FormUrlEncodedContent> Form(HttpClient browser, string page, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page));
        return new([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token.Groups[1].Value)]);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
