using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Answerable.Smoke.Demo;

/// <summary>The program itself, as somebody starts it who has just heard of it.</summary>
public sealed class NewcomerTests : IDisposable
{
    private static readonly string[] Roles = ["clerk", "officer", "leader", "duty", "duty-leader", "information", "admin", "city", "auditor"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-newcomer-");

    private string Data => Path.Combine(folder.FullName, "demo");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_it_prints_works_Ctrl_C_stops_it_cleanly_and_a_second_start_keeps_everything()
    {
        (string, string) before;
        await using (var demo = await DemoServer.Start(Data))
        {
            before = demo.Case;
            foreach (var role in Roles)
                await SignsIn(demo, role);
            foreach (Match address in Regex.Matches(demo.Greeting, "http://\\S+"))
                Assert.Equal(HttpStatusCode.OK, (await Get(address.Value)).StatusCode);
            Assert.Equal("accepted", await Stage(demo));
            await using var watched = await new HttpClient().GetStreamAsync($"{demo.Address}/demo/post/live"); // an open page delays nothing
            Assert.Equal(0, await demo.Interrupt());
            Assert.Equal("", demo.Complaints);
        }

        await using var again = await DemoServer.Start(Data);
        Assert.Equal(before, again.Case);
        Assert.Equal("accepted", await Stage(again));
        await SignsIn(again, "duty");
        Assert.Equal(0, await again.Interrupt());
    }

    [Fact]
    public async Task A_page_arrives_in_the_mailbox_and_by_SMS_and_either_answers_it()
    {
        await using var demo = await DemoServer.Start(Data);
        using var duty = EmergencyServer.Browser(demo.Address);
        await Forms.Post(duty, "/sign-in", new() { ["name"] = "duty", ["password"] = DemoServer.Password });
        var opened = await Forms.Post(duty, "/desk/duty", new() { ["what"] = "石桥溪漫堤", ["place"] = "石桥村二组", ["kind"] = "natural-disaster", ["once"] = "1" });
        var board = opened.Headers.Location!.OriginalString;
        Assert.Contains("云州市突发事件信息报送规定（虚构）", await duty.GetStringAsync(board), StringComparison.Ordinal); // a clock, and what it rests on

        await Shows(duty, "/demo/post", "/demo/post/live", html => Links(html).Count >= 8 && Codes(html).Count >= 8);
        var post = await duty.GetStringAsync("/demo/post");
        var link = Links(post)[^1];
        Assert.Equal(HttpStatusCode.Redirect, (await Forms.Post(duty, link, new() { ["reply"] = "coming", ["minutes"] = "10" })).StatusCode);

        var (from, code) = Codes(post).First(sms => !link.StartsWith($"/a/{sms.Code}-", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, (await Forms.Post(duty, "/demo/post", new() { ["from"] = from, ["text"] = code }, to: "/demo/post/reply")).StatusCode);

        await Shows(duty, board, board + "/live", html => html.Contains("链接答复", StringComparison.Ordinal) && html.Contains("短信答复", StringComparison.Ordinal) && html.Contains("已送达", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_both_languages_without_a_stack_trace()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await IsTold(["demo", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", Data], "端口已被其他程序占用", "another program is using the port");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_both_languages_without_a_stack_trace()
    {
        var file = Path.Combine(folder.FullName, "a-file");
        await File.WriteAllTextAsync(file, "not a folder");
        await IsTold(["demo", "--port", "0", "--data", Path.Combine(file, "demo")], "不能写入", "cannot be written");
        await IsTold(["serve", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(file, "town")], "不能写入", "cannot be written");
    }

    [Fact]
    public async Task A_folder_in_use_is_told_in_both_languages_and_a_server_has_no_mailbox()
    {
        var address = $"http://127.0.0.1:{DemoServer.FreePort()}";
        using var server = DemoServer.Run("serve", "--urls", address, "--data", Data);
        await Answers($"{address}/readyz");
        Assert.All(await Task.WhenAll(Get($"{address}/demo/post"), Get($"{address}/demo/post/live"), Get($"{address}/demo/sms")), answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.DoesNotContain("/demo/", await (await Get($"{address}/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await IsTold(["serve", "--urls", "http://127.0.0.1:0", "--data", Data], "正由另一个应答程序使用", "another Answerable is running");
        Assert.Equal(0, await server.Interrupt(CancellationToken.None));
    }

    private static async Task IsTold(string[] arguments, params string[] words)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var program = DemoServer.Run(arguments);
        await program.Rest(patience.Token);
        Assert.Equal(1, await program.Ended(patience.Token));
        Assert.All(words, word => Assert.Contains(word, program.Complaints, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", program.Complaints, StringComparison.Ordinal);
    }

    private static async Task SignsIn(DemoServer demo, string role)
    {
        Assert.Matches($"(?m)^    {role} .+ · ", demo.Greeting);
        using var browser = EmergencyServer.Browser(demo.Address);
        Assert.Equal(HttpStatusCode.Redirect, (await Forms.Post(browser, "/sign-in", new() { ["name"] = role, ["password"] = DemoServer.Password })).StatusCode);
    }

    private static async Task<string?> Stage(DemoServer demo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{demo.Address}/api/v1/grievances/{demo.Case.Number}");
        request.Headers.Add("Access-Code", demo.Case.AccessCode);
        using var client = new HttpClient();
        var tracked = await (await client.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return tracked.GetProperty("stage").GetString();
    }

    private static async Task<HttpResponseMessage> Get(string address)
    {
        using var client = new HttpClient();
        return await client.GetAsync(address);
    }

    // The page says by itself when it has changed.
    private static async Task Shows(HttpClient browser, string page, string changes, Func<string, bool> what)
    {
        using var live = new StreamReader(await browser.GetStreamAsync(changes));
        while (!what(await browser.GetStringAsync(page)))
            Assert.NotNull(await live.ReadLineAsync());
    }

    // A program that is only starting says nothing on its own.
    private static async Task Answers(string address)
    {
        for (var tries = 0; ; tries++)
            try
            {
                await Get(address);
                return;
            }
            catch (HttpRequestException) when (tries < 600)
            {
                await Task.Delay(100);
            }
    }

    private static List<string> Links(string html) => [.. Regex.Matches(html, "href=\"(/a/[^\"]+)\"").Select(match => match.Groups[1].Value)];

    private static List<(string From, string Code)> Codes(string html) =>
        [.. Regex.Matches(html, "name=\"from\" value=\"([^\"]+)\".*?name=\"text\" value=\"([0-9]+)\"", RegexOptions.Singleline).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];
}
