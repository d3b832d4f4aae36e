using Microsoft.Playwright;

namespace Answerable.Browser.People;

public sealed class PeoplePagesTests(Chromium chromium)
{
    private const string Password = "four invented words";

    [Fact]
    public async Task Sign_in_and_account_are_readable_by_all_on_phone_and_desktop_in_both_languages_and_looks()
    {
        foreach (var view in View.All)
        {
            await using var host = await PeopleHost.Start();
            await host.AddAccount("接待员甲", Password);
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            await page.GotoAsync(host.Address + "/sign-in");
            await Look(page, "sign-in", view);
            await SignIn(page, "not the password");
            await Assertions.Expect(page.Locator(".error-summary")).ToBeVisibleAsync();
            await Look(page, "sign-in-wrong", view);
            await SignIn(page, Password);
            await page.WaitForURLAsync(host.Address + "/desk");
            foreach (var (name, path) in new[] { ("account", "/desk/account"), ("account-codes", "/desk/account/codes"), ("account-password", "/desk/account/password") })
            {
                await page.GotoAsync(host.Address + path);
                await Look(page, name, view);
            }
        }
    }

    [Fact]
    public async Task Signing_in_needs_no_script()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("接待员甲", Password);
        await using var reader = await chromium.Reader(new(390, 844, "zh", false), script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/sign-in?back=/desk/account");
        Assert.False(await page.Locator("form[data-passkey]").IsVisibleAsync());
        await SignIn(page, Password);
        await page.WaitForURLAsync(host.Address + "/desk/account");
    }

    private static async Task SignIn(IPage page, string password)
    {
        await page.Locator("#name").FillAsync("接待员甲");
        await page.Locator("#password").FillAsync(password);
        await page.Locator("#password").PressAsync("Enter");
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
