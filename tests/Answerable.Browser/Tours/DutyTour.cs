using Microsoft.Playwright;
using NodaTime;

namespace Answerable.Browser.Tours;

/// <summary>Every page of an emergency, from the quiet duty desk to the alarm. <c>look</c> is told the name of each once it is shown.</summary>
internal static class DutyTour
{
    private static readonly string[] Actions =
        ["call", "phone", "first-response", "grade", "activate", "group", "write", "sign", "send", "receipt", "stand-down", "close", "log"];

    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        // The link's page speaks as the message does; a reader who wants another language has chosen it once.
        await page.GotoAsync(host.Address + "/language/" + (await page.EvaluateAsync<string>("navigator.language"))[..2]);
        await StaffTour.SignIn(page, host, "duty-leader");
        await look("duty-desk");
        await page.Locator("main button.btn-danger").ClickAsync();
        await look("duty-desk-errors");
        var board = await Open(page);
        await look("board-new");
        foreach (var action in Actions)
        {
            await page.GotoAsync($"{board}/{action}");
            await look($"duty-{action}");
        }

        await Acknowledge(page, host, 1, look);
        await page.GotoAsync(host.Address + "/a/no-such-token");
        await look("ack-gone");
        await Ring(page, host, look, board);
    }

    /// <summary>Opens an emergency from the duty desk that is on the screen.</summary>
    /// <returns>The address of its board.</returns>
    public static async Task<string> Open(IPage page)
    {
        await page.Locator("#what").FillAsync("石桥溪漫堤，三户进水");
        await page.Locator("#place").FillAsync("石桥村二组");
        await page.Locator("input[name=kind]").First.CheckAsync(new() { Force = true });
        await page.Locator("main button.btn-danger").ClickAsync();
        await page.WaitForURLAsync("**/desk/emergencies/*");
        return page.Url;
    }

    /// <summary>So many of those called follow the link in their mail and say that they are coming.</summary>
    public static async Task Acknowledge(IPage page, DemoHost host, int people, Func<string, Task>? look = null)
    {
        look ??= _ => Task.CompletedTask;
        for (var one = 0; one < people; one++)
        {
            await page.GotoAsync(host.Address + EmergencyHost.LinkIn(await host.Mail.Next()));
            await look("ack");
            await page.Locator("#minutes").SelectOptionAsync($"{10 + 5 * one}");
            await page.Locator("button[value=coming]").ClickAsync();
            await page.Locator(".notice.good").WaitForAsync();
            await look("ack-said");
        }
    }

    private static async Task Ring(IPage page, DemoHost host, Func<string, Task> look, string board)
    {
        for (var step = 0; step < 6; step++) // reminder, deputies, leader on duty, desk
            await host.After(Duration.FromMinutes(3));
        await page.GotoAsync(board);
        await look("board-ringing");
        await page.GotoAsync(host.Address + "/desk/duty");
        await look("duty-desk-ringing");
        await page.GotoAsync($"{board}/alarm");
        await look("duty-alarm");
        await page.Locator("main button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(board);
        await look("board-by-hand");
    }
}
