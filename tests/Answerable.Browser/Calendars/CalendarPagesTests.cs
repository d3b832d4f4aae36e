using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Answerable.Browser.Calendars;

public sealed class CalendarPagesTests(Chromium chromium)
{
    [Fact]
    public async Task An_administrator_announces_a_year_and_every_page_on_the_way_is_readable_by_all()
    {
        await using var host = await EmergencyHost.Start();
        await Employ(host);
        var year = 2027;
        foreach (var view in View.All)
        {
            await using var reader = await chromium.Reader(view);
            var page = await SignIn(reader, host);
            await Look(page, "calendar", view);
            await page.GotoAsync($"{host.Address}/desk/calendar?year={year}");
            await page.Locator("#days").FillAsync($"{year}-01-01 休 元旦\n元月二日");
            await page.Locator("main form button[type=submit]").ClickAsync();
            await Look(page, "calendar-errors", view);
            await page.Locator("#days").FillAsync($"{year}-01-01 休 元旦\n{year}-01-02 休 元旦\n{year}-01-10 班 元旦");
            await page.Locator("main form button[type=submit]").ClickAsync();
            await Look(page, "calendar-check", view);
            await page.Locator("main form button[type=submit]").ClickAsync();
            await page.WaitForURLAsync($"**/desk/calendar?year={year}");
            await Look(page, "calendar-announced", view);
            year++;
        }
    }

    private static async Task Employ(EmergencyHost host)
    {
        foreach (var command in (ICommand[])[
            new SetPerson(new("admin"), "测试管理员"),
            new SetPost(new(new("p-admin"), new("town"), null, Text.Of("系统管理岗", "Administrator"), [Power.Administration])),
            new FillPost(new("p-admin"), new("admin"))])
            await host.Do(Town.Stream, command, new Actor.Operator());
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Accounts>().Add("admin", "admin", EmergencyHost.Town.Value, EmergencyHost.Password);
    }

    private static async Task<IPage> SignIn(IBrowserContext reader, EmergencyHost host)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in?back=/desk/calendar");
        await page.Locator("#name").FillAsync("admin");
        await page.Locator("#password").FillAsync(EmergencyHost.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync("**/desk/calendar");
        return page;
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
