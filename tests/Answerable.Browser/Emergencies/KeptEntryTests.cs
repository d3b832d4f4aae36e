using Answerable.Emergencies;
using Answerable.Reports;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Answerable.Browser.Emergencies;

/// <summary>What an officer was typing at night is never lost: not by a session that ended, not by the browser's back.</summary>
public sealed class KeptEntryTests(Chromium chromium)
{
    private const string Words = "二组已转移三户九人，\n桥面积水四十厘米";

    [Fact]
    public async Task An_entry_whose_session_ended_comes_back_after_sign_in_and_is_sent_by_hand()
    {
        foreach (var view in View.Two)
        {
            await using var host = await EmergencyHost.Start();
            await using var reader = await chromium.Reader(view);
            var (page, board) = await AtBoard(reader, host);
            await LoseSession(page, board);
            await Look(page, "lost-session", view);
            Assert.Empty(await Logged(host));

            await page.Locator("#name").FillAsync("officer");
            await page.Locator("#password").FillAsync("a wrong password");
            await page.Locator("#password").PressAsync("Enter");
            await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
            await SignIn(page, "officer");
            await Assertions.Expect(page.Locator(".kept-words")).ToContainTextAsync("桥面积水四十厘米");
            await Look(page, "kept-entry", view);
            Assert.Empty(await Logged(host)); // signing in sends nothing

            await page.Locator("main button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator("#entry")).ToHaveValueAsync(Words);
            await page.Locator("main button[type=submit]").ClickAsync();
            await page.WaitForURLAsync(board);
            Assert.Equal([Words], await Logged(host));
        }
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_at_the_same_desk_does_not_read_it()
    {
        await using var host = await EmergencyHost.Start();
        await using (var scope = host.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Accounts>().Add("leader", EmergencyServer.DutyLeader.Value, EmergencyServer.Town.Value, EmergencyServer.Password);
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var (page, board) = await AtBoard(reader, host);
        await LoseSession(page, board);

        await SignIn(page, "leader");

        await page.WaitForURLAsync("**/log");
        await Assertions.Expect(page.Locator("#entry")).ToHaveValueAsync("");
        Assert.DoesNotContain("桥面积水", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_did_not_come_from_a_page_of_ours_is_given_back_to_nobody()
    {
        await using var host = await EmergencyHost.Start();
        using var elsewhere = EmergencyServer.Browser(host.Address);
        elsewhere.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var forged = new FormUrlEncodedContent([new("entry", "假冒的内容")]);
        using var answer = await elsewhere.PostAsync("/desk/emergencies/000000000000000000000000000000f1/log", forged);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        var shown = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("name=\"kept\"", shown, StringComparison.Ordinal);
        Assert.Contains("登录", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_to_a_form_with_errors_shows_it_as_it_was_typed()
    {
        await using var host = await EmergencyHost.Start();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var (page, board) = await AtBoard(reader, host);
        await page.GotoAsync(board + "/phone");
        await page.Locator("#said").FillAsync("石桥溪漫堤");
        await page.Locator("main button[type=submit]").ClickAsync(); // no duty is ticked
        await Assertions.Expect(page.Locator("a[href='#rules']")).ToBeVisibleAsync();
        await page.Locator("input[name=rules]").First.CheckAsync(new() { Force = true });
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(board);

        await page.GoBackAsync();

        await Assertions.Expect(page.Locator("#said")).ToHaveValueAsync("石桥溪漫堤");
        await page.Locator("main button[type=submit]").ClickAsync(); // the same form again: known by its number
        await page.WaitForURLAsync(board);
        Assert.Single(await Story<ReportPhoned>(host));
    }

    private static async Task<(IPage Page, string Board)> AtBoard(IBrowserContext reader, EmergencyHost host)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in?back=/desk/duty");
        await SignIn(page, "officer");
        await page.WaitForURLAsync("**/desk/duty");
        var flood = await host.OpenFlood();
        var board = $"{host.Address}/desk/{flood.Value.Replace("emergency/", "emergencies/", StringComparison.Ordinal)}";
        await page.GotoAsync(board);
        return (page, board);
    }

    private static async Task LoseSession(IPage page, string board)
    {
        await page.Locator("#entry").FillAsync(Words);
        await page.Context.ClearCookiesAsync(new() { Name = "answerable.staff" });
        await page.Locator(".board-log button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(board + "/log");
    }

    private static async Task SignIn(IPage page, string name)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(EmergencyServer.Password);
        await page.Locator("#password").PressAsync("Enter");
    }

    private static async Task<IEnumerable<string?>> Logged(EmergencyHost host) => (await Story<Logged>(host)).Select(e => e.Entry?.ReplaceLineEndings("\n"));

    private static async Task<List<T>> Story<T>(EmergencyHost host) =>
        [.. (await host.Services.GetRequiredService<Answerable.Storage.Reading.Histories>()
            .Read<Emergency>(EmergencyServer.Town, new("emergency/000000000000000000000000000000f1"), opened: true, CancellationToken.None))!.Events.Select(h => h.Event).OfType<T>()];

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
