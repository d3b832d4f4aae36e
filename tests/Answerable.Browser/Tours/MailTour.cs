using Answerable.Grievances;
using Answerable.Server.Demo;
using Answerable.Server.Grievances;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>What came by e-mail: its access code fetched, and its kind asked for.</summary>
internal static class MailTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        var filing = new Filing(GrievanceKind.Claim, "青石村东口路灯坏了", "一月初开始不亮。", Contact: new("测试甲", Email: "someone@example.invalid")) { Notices = new(NoticeWay.Email, "zh"), Mail = new(SaidKind: false) };
        var filed = (Filed.Accepted)await host.Services.GetRequiredService<LodgingDesk>().Lodge(DemoTown.Jurisdiction, filing, null, Channel.Email, null, CancellationToken.None);
        await page.GotoAsync(host.Address + "/track/mail");
        await look("track-mail");
        await page.Locator("form[action='/track/mail'] .btn-primary").ClickAsync();
        await look("track-mail-errors");
        await page.Locator("#number").FillAsync(filed.Number);
        await page.Locator("form[action='/track/mail'] .btn-primary").ClickAsync();
        await look("track-mail-sent");
        await page.Locator("#code").FillAsync("1");
        await page.Locator("form[action='/track/mail/code'] .btn-primary").ClickAsync();
        await look("track-mail-wrong");
        await page.GotoAsync(host.Address + "/track");
        await page.Locator("#number").FillAsync(filed.Number);
        await page.Locator("#code").FillAsync(filed.AccessCode);
        await page.Locator("form[action='/track'] .btn-primary").ClickAsync();
        await look("case-kind-unsaid");
    }
}
