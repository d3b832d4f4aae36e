using Microsoft.Playwright;

namespace Answerable.Browser.Emergencies;

/// <summary>The demonstration in a real browser: from the duty desk to a green board, by way of the mailbox.</summary>
public sealed class NewcomerTests(Chromium chromium) : IDisposable
{
    /// <summary>The leader and the deputies of the plan's annex.</summary>
    private static readonly string[] InPlanOrder = ["赵知远", "钱一", "孙二", "李知行", "周知新", "吴三", "郑知秋", "王知夏"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-newcomer-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_keyboard_alone_opens_an_emergency_and_the_leading_group_is_paged_in_the_order_of_the_plan()
    {
        await using var demo = await DemoServer.Start(folder.FullName);
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false));
        var page = await SignIn(reader, demo);

        // Four fields, the cursor already in the first: what, where, what kind, how bad. No hand leaves the keyboard.
        Assert.Equal(4, await page.Locator("form[action='/desk/duty'] .field-label").CountAsync());
        await Assertions.Expect(page.Locator("#what")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("石桥溪漫堤");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("石桥村二组");
        foreach (var key in (string[])["Tab", "Space", "Tab", "ArrowDown", "Enter"])
            await page.Keyboard.PressAsync(key);
        await page.WaitForURLAsync("**/desk/emergencies/*");

        Assert.Contains("一般", await page.Locator(".board-tags").InnerTextAsync(), StringComparison.Ordinal);
        var called = await page.Locator("#board-people tbody td:nth-child(3)").AllInnerTextsAsync();
        Assert.Equal(InPlanOrder.Length, called.Count);
        Assert.All(called.Zip(InPlanOrder), seat => Assert.Contains(seat.Second, seat.First, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_newcomer_opens_an_emergency_finds_the_page_in_the_mailbox_answers_it_and_the_board_turns_green()
    {
        await using var demo = await DemoServer.Start(folder.FullName);
        foreach (var view in View.All)
        {
            await using var reader = await chromium.Reader(view);
            var home = await reader.NewPageAsync();
            await home.GotoAsync(demo.Address);
            await Look(home, "demo-home", view);
            await home.Locator(".house-note a").ClickAsync();
            await home.WaitForURLAsync("**/demo/post");
            await Look(home, "demo-post-before", view);
            var letters = await home.Locator("article").CountAsync();

            var desk = await SignIn(reader, demo);
            await desk.Locator("#what").FillAsync("石桥溪漫堤");
            await desk.Locator("#place").FillAsync("石桥村二组");
            await desk.Locator("input[name=kind]").First.CheckAsync(new() { Force = true });
            await desk.Locator("button.btn-danger").Last.ClickAsync();
            await desk.WaitForURLAsync("**/desk/emergencies/*");

            await Assertions.Expect(home.Locator("article")).ToHaveCountAsync(letters + 16, new() { Timeout = 60_000 }); // by itself
            await Look(home, "demo-post", view);
            await home.Locator("article a.btn-primary").First.ClickAsync();
            await home.Locator("button[value=coming]").ClickAsync();
            await Assertions.Expect(home.Locator(".notice.good")).ToBeVisibleAsync();
            await Assertions.Expect(desk.Locator("#board-people .tag.good").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Look(desk, "demo-board", view);
        }
    }

    private static async Task<IPage> SignIn(IBrowserContext reader, DemoServer demo)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(demo.Address + "/sign-in?back=/desk/duty");
        await page.Locator("#name").FillAsync("duty");
        await page.Locator("#password").FillAsync(DemoServer.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/duty");
        return page;
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
