using Microsoft.Playwright;

namespace Answerable.Browser.Shell;

public sealed class ShellPagesTests(Chromium chromium, ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    [InlineData("home", "/")]
    [InlineData("how", "/how")]
    [InlineData("pieces", "/dev/gallery/pieces")]
    [InlineData("question", "/dev/gallery/question")]
    [InlineData("errors", "/dev/gallery/errors")]
    [InlineData("receipt", "/dev/gallery/receipt")]
    [InlineData("queue", "/dev/gallery/queue?state=open")]
    [InlineData("case", "/dev/gallery/case")]
    [InlineData("confirm", "/dev/gallery/confirm")]
    [InlineData("error404", "/no-such-page")]
    [InlineData("error500", "/dev/gallery/throw")]
    public async Task A_page_is_readable_by_all_on_phone_and_desktop_in_both_languages_and_looks(string name, string path)
    {
        foreach (var view in View.All)
        {
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error" && !message.Text.Contains("status of", StringComparison.Ordinal)) complaints.Add(message.Text);
            };
            await page.GotoAsync(host.Address + path);
            await page.Photograph(name, view);
            await page.FitsItsScreen();
            await page.AxeFindsNothingSerious();
            Assert.Empty(complaints); // a blocked style or script would stand here
            Assert.Equal(view.Language == "en" ? "en" : "zh-Hans", await page.Locator("html").GetAttributeAsync("lang"));
        }
    }

    [Theory]
    [InlineData("zh", 390), InlineData("en", 390), InlineData("en", 360), InlineData("en", 320)]
    public async Task The_links_of_the_portal_stand_on_one_line_of_a_phone(string language, int width)
    {
        await using var reader = await chromium.Reader(new(width, 700, language, false));
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/");
        var links = await page.Locator(".topline a").EvaluateAllAsync<double[]>("links => links.map(link => link.getBoundingClientRect().top)");
        Assert.Equal(3, links.Length);
        Assert.Single(links.Distinct());
        await page.FitsItsScreen();
    }

    [Fact]
    public async Task The_switches_work_without_a_script_and_are_remembered()
    {
        await using var reader = await chromium.Reader(new(390, 844, "zh", false), script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/dev/gallery/queue?state=open");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        Assert.EndsWith("/dev/gallery/queue?state=open", page.Url, StringComparison.Ordinal);
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Switch to the dark look" }).ClickAsync();
        await page.GotoAsync(host.Address + "/");
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-bs-theme"));
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task A_form_posts_without_a_script_and_its_word_is_said_once()
    {
        await using var reader = await chromium.Reader(new(390, 844, "en", false), script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/dev/gallery/pieces");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        Assert.Equal(1, await page.GetByRole(AriaRole.Status).GetByText("Saved").CountAsync());
        await page.ReloadAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Status).GetByText("Saved").CountAsync());
    }

    [Fact]
    public async Task The_error_summary_is_focused_and_leads_to_its_field()
    {
        await using var reader = await chromium.Reader(new(390, 844, "en", false));
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/dev/gallery/errors");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.classList.contains('error-summary')"));
        await page.Locator(".error-summary a").Nth(1).ClickAsync();
        Assert.Equal("kind", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task A_live_page_refreshes_its_region_and_keeps_what_is_being_typed()
    {
        await using var reader = await chromium.Reader(new(390, 844, "en", false));
        var page = await reader.NewPageAsync();
        await page.RouteAsync("**/events", route => route.AbortAsync());
        await page.GotoAsync(host.Address + "/dev/gallery/live");
        var before = await page.Locator("#count").TextContentAsync();
        await page.Locator("#note").FillAsync("half a sen");
        await page.UnrouteAsync("**/events");
        await Assertions.Expect(page.Locator("#count")).Not.ToHaveTextAsync(before!, new() { Timeout = 20_000 }); // after the first retry
        Assert.Equal("half a sen", await page.Locator("#note").InputValueAsync());
        await Assertions.Expect(page.Locator("[data-live-lost]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_home_page_weighs_less_than_a_hundred_kilobytes_with_everything_it_loads()
    {
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var page = await reader.NewPageAsync();
        var wire = await page.CountBytes();
        await page.GotoAsync(host.Address + "/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(wire(), 1_000, 100_000);
    }

    [Fact]
    public async Task The_portal_reads_well_with_the_keyboard_alone()
    {
        await using var reader = await chromium.Reader(new(1280, 900, "en", false));
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to main content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('main').contains(document.activeElement)"));
    }
}
