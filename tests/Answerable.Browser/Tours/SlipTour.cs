using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>The slips for power cuts, and what is told by word of mouth. Signed in as whoever receives people.</summary>
internal static class SlipTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/desk/slips");
        await look("slips-none");
        await page.Locator("#count").SelectOptionAsync("20");
        await page.Locator("form[action='/desk/slips/print'] .btn-primary").ClickAsync();
        await look("slips-sheets");
        await page.GotoAsync(host.Address + "/desk/slips");
        await page.Locator("#slip").FillAsync("1");
        await page.Locator("form[action='/desk/slips'] .btn-primary").ClickAsync();
        await look("slips-errors");
        await page.Locator("button[name=do][value=end]").First.ClickAsync();
        await look("slips-missing");
        await page.GotoAsync(host.Address + "/desk/grievances/register");
        await page.Locator("#title").FillAsync("路口没有红绿灯");
        await page.Locator("#body").FillAsync("学校门口的路口车多人多，要求安装红绿灯。");
        await page.Locator("#name").FillAsync("测试丙");
        await page.Locator("input[name=helped][value=agent]").CheckAsync(new() { Force = true });
        await page.Locator("form[action='/desk/grievances/register'] .btn-primary").ClickAsync();
        await look("registered-agent");
        await page.GotoAsync($"{host.Address}/desk/grievances/{await page.Locator(".slip-codes .big-code").First.InnerTextAsync()}/oral");
        await page.Locator("form[action$='/oral'] .btn-primary").ClickAsync();
        await look("oral-errors");
    }
}
