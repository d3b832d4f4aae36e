using Microsoft.Playwright;

namespace Answerable.Browser.Plans;

public sealed class PlanPagesTests(Chromium chromium)
{
    private static readonly string Sample = Path.Combine(Repository.Top, "data", "plans", "petition-plan-as-issued.txt");

    [Fact]
    public async Task A_plan_is_imported_checked_and_created_from_on_pages_readable_by_all()
    {
        foreach (var view in View.Two)
        {
            await using var host = await PlanHost.Start();
            await using var reader = await chromium.Reader(view);
            var page = await SignIn(reader, host);
            await page.GotoAsync(host.Address + "/desk/plan");
            await Look(page, "plan-empty", view);
            await page.Locator("main button[type=submit]").ClickAsync();
            await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
            await Look(page, "plan-missing", view);
            await page.Locator("#file").SetInputFilesAsync(Sample);
            await page.Locator("main button[type=submit]").ClickAsync();
            await Look(page, "plan", view);
            foreach (var (name, path) in new[] { ("plan-findings", "findings?kind=rights"), ("plan-lines", "lines"), ("plan-create", "create") })
            {
                await page.GotoAsync($"{host.Address}/desk/plan/{path}");
                await Look(page, name, view);
            }

            await page.Locator("[id='holder.person-2-post-1']").FillAsync("无此人");
            await page.Locator("main button[type=submit]").ClickAsync();
            await Look(page, "plan-create-wrong", view);
            await page.Locator("[id='holder.person-2-post-1']").FillAsync("");
            await page.Locator("main button[type=submit]").ClickAsync();
            await Look(page, "plan-created", view);
            await page.GotoAsync($"{host.Address}/desk/plan/create");
            await Look(page, "plan-create-present", view);
        }
    }

    private static async Task<IPage> SignIn(IBrowserContext reader, PlanHost host)
    {
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in");
        await page.Locator("#name").FillAsync("admin");
        await page.Locator("#password").FillAsync(PlanHost.Password);
        await page.Locator("#password").PressAsync("Enter");
        await page.WaitForURLAsync(host.Address + "/desk**");
        return page;
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
