using Microsoft.Playwright;
using NodaTime;

namespace Answerable.Browser.Tours;

/// <summary>Every page of an emergency, from the quiet duty desk to the file that is closed. <c>look</c> is told the name of each once it is shown.</summary>
internal static class DutyTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        await StaffTour.SignIn(page, host, "duty");
        await look("duty-desk");
        await page.Locator("main button.btn-danger").ClickAsync();
        await look("duty-desk-errors");
        await page.Locator("#what").FillAsync("石桥溪漫堤，三户进水");
        await page.Locator("#place").FillAsync("石桥村二组");
        await page.Locator("input[name=kind]").First.CheckAsync(new() { Force = true });
        await page.Locator("main button.btn-danger").ClickAsync();
        await page.WaitForURLAsync("**/desk/emergencies/*");
        var board = page.Url;
        await look("board-new");
        foreach (var action in new[] { "call", "phone", "first-response", "grade", "activate", "group", "write", "sign", "send", "receipt", "stand-down", "close", "log" })
        {
            await page.GotoAsync($"{board}/{action}");
            await look($"duty-{action}");
        }

        await Ack(page, host, look);
        await Ring(page, host, look, board);
    }

    private static async Task Ack(IPage page, DemoHost host, Func<string, Task> look)
    {
        var mail = await host.Mail.Next();
        await page.GotoAsync(host.Address + EmergencyHost.LinkIn(mail));
        await look("ack");
        await page.Locator("button[value=coming]").ClickAsync();
        await look("ack-said");
        await page.GotoAsync(host.Address + "/a/no-such-token");
        await look("ack-gone");
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
    }
}
