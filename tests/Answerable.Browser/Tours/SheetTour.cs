using System.Text;
using Answerable.Grievances;
using Answerable.Server.Grievances;
using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>A table of another system, compared and registered, and the numbers of one matter. Signed in as whoever receives people.</summary>
internal static class SheetTour
{
    public static async Task Go(IPage page, DemoHost host, Filed.Accepted filed, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/desk/sheets");
        await look("sheets");
        await page.Locator("form[action='/desk/sheets'] .btn-primary").ClickAsync();
        await look("sheets-errors");
        await page.Locator("input[name=system][value=hotline]").CheckAsync(new() { Force = true });
        var number = $"GD-{filed.Number}";
        var table = $"工单编号,诉求标题,诉求内容,处理时限,派单时间,稳控责任人,备注\r\n{number},路灯坏了,东口不亮,2026-08-10,2026-08-03,测试甲,无\r\n{number},路灯坏了,又写一遍,,,,\r\n{number}-2,,,明天,,,";
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "export.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await page.Locator("form[action='/desk/sheets'] .btn-primary").ClickAsync();
        await look("sheets-compared");
        await page.Locator("form[action='/desk/sheets/confirm'] .btn-primary").ClickAsync();
        await look("sheets-registered");
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}/numbers");
        await page.Locator("input[name=system][value=petition]").CheckAsync(new() { Force = true });
        await page.Locator("#outer").FillAsync($"XF{filed.Number.Replace("-", "", StringComparison.Ordinal)}");
        await page.Locator("#due").FillAsync("2026-08-07");
        await page.Locator($"form[action='/desk/grievances/{filed.Number}/numbers'] .btn-primary").ClickAsync();
        await look("numbers");
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        await look("staff-case-numbers");
    }
}
