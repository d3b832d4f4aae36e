using System.Text.Json;
using Answerable.Server.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Answerable.Browser.People;

/// <summary>Sign-in in a real Chromium whose security key is a virtual one (DevTools, WebAuthn domain).</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    private const string Password = "four invented words";

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_name_or_password()
    {
        await using var host = await PeopleHost.Start(requireSecondFactor: true);
        await host.AddAccount("值班员甲", Password);
        await using var reader = await chromium.Reader(new(1280, 900, "en", false));
        var page = await reader.NewPageAsync();
        await PlugIn(page);
        await SignInWithPassword(page, host, "值班员甲");
        await Expect(page.GetByText("A password alone opens your account")).ToBeVisibleAsync();
        await AddPasskey(page, "duty room computer");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "duty room computer", Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync(host.Address + "/desk");
        Assert.Contains("staff.p-1 of nowhere", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_passkey_a_password_alone_opens_nothing_and_wrong_ones_do_not_lock_its_holder_out()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("duty", Password);
        await using var reader = await chromium.Reader(new(390, 844, "en", false));
        var page = await reader.NewPageAsync();
        await PlugIn(page);
        await SignInWithPassword(page, host, "duty", back: "/desk/account");
        await AddPasskey(page, "my phone");
        await page.GotoAsync(host.Address + "/desk/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await SignInWithPassword(page, host, "duty");
        Assert.Contains("/sign-in/second", page.Url, StringComparison.Ordinal);
        await LockByGuessing(host, "duty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync(host.Address + "/desk");
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing_and_the_page_says_so()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("duty", Password);
        await using var reader = await chromium.Reader(new(1280, 900, "en", false));
        var page = await reader.NewPageAsync();
        await PlugIn(page);
        await SignInWithPassword(page, host, "duty", back: "/desk/account");
        await AddPasskey(page, "lost key");
        await page.GotoAsync(host.Address + "/desk/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove lost key" }).ClickAsync();
        await Expect(page.GetByText("The passkey has been removed")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The passkey was not accepted");
    }

    [Fact]
    public async Task Without_a_key_the_attempt_ends_with_a_word_and_may_be_repeated()
    {
        await using var host = await PeopleHost.Start();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var page = await reader.NewPageAsync();
        await PlugIn(page);
        await page.GotoAsync(host.Address + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "使用通行密钥登录" }).ClickAsync();
        await Expect(page.Locator("[data-passkey-said]")).ToHaveTextAsync("没有完成验证，请重试。");
    }

    private static ILocatorAssertions Expect(ILocator what) => Assertions.Expect(what);

    /// <summary>A platform key with a fingerprint that always matches.</summary>
    internal static async Task PlugIn(IPage page)
    {
        var tools = await page.Context.NewCDPSessionAsync(page);
        await tools.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        var key = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true };
        await tools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = JsonSerializer.SerializeToElement(key) });
    }

    private static async Task SignInWithPassword(IPage page, PeopleHost host, string name, string back = "/desk")
    {
        await page.GotoAsync($"{host.Address}/sign-in?back={Uri.EscapeDataString(back)}");
        await page.GetByLabel("Account name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private static async Task AddPasskey(IPage page, string name)
    {
        await page.GetByLabel("Give it a name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Keep your recovery codes" })).ToBeVisibleAsync();
    }

    private static Task LockByGuessing(PeopleHost host, string name) => host.With(async services =>
    {
        var accounts = services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Storage.Rows.Account>>();
        var account = (await accounts.FindByNameAsync(name))!;
        for (var i = 0; i < 5; i++)
            await accounts.AccessFailedAsync(account);
        Assert.True(await accounts.IsLockedOutAsync(account));
    });
}
