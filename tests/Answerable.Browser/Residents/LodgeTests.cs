using Microsoft.Playwright;

namespace Answerable.Browser.Residents;

public sealed class LodgeTests(Chromium chromium, TownHost host) : IClassFixture<TownHost>
{
    private static readonly View Phone = new(390, 844, "zh", false);

    [Theory]
    [InlineData("claim", true)]
    [InlineData("claim", false)]
    [InlineData("suggestion", false)]
    [InlineData("accusation", true)]
    [InlineData("accusation", false)]
    public async Task A_matter_is_filed_and_tracked_with_and_without_a_script(string kind, bool script)
    {
        await using var reader = await chromium.Reader(Phone, script);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, kind);
        await Walk.Send(page);
        var number = await page.Locator("#number").InnerTextAsync();
        var code = await page.Locator("#code").InnerTextAsync();
        Assert.EndsWith("/case/receipt", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        Assert.Equal(number, await page.Locator("#number").InnerTextAsync());
        Assert.Equal(0, await page.Locator("#code").CountAsync());
        Assert.DoesNotContain(code, await page.ContentAsync(), StringComparison.Ordinal);

        await using var later = await chromium.Reader(Phone, script);
        var track = await later.NewPageAsync();
        await track.GotoAsync($"{host.Address}/track?number={number}");
        await track.Locator("#code").FillAsync(code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await Walk.Send(track);
        Assert.EndsWith("/case", track.Url, StringComparison.Ordinal);
        Assert.Equal(kind == "accusation" ? "检举控告（内容已加密）" : Walk.Title, await track.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain(code, await track.ContentAsync(), StringComparison.Ordinal);
        await track.GotoAsync(host.Address + "/case");
        await track.Locator("form[action='/case/leave'] button").ClickAsync();
        await track.GotoAsync(host.Address + "/case");
        Assert.EndsWith("/track", track.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_can_be_changed_from_the_check_page_and_leads_back_to_it()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        await page.Locator("button[name=go][value=story]").First.ClickAsync();
        Assert.Equal(Walk.Title, await page.Locator("#title").InputValueAsync());
        await page.Locator("#title").FillAsync("第二个标题");
        await Walk.Next(page);
        Assert.Contains("第二个标题", await page.Locator("dl.summary").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("button[name=go][value=back]").ClickAsync();
        Assert.Equal("测试丙", await page.Locator("#name").InputValueAsync());
    }

    [Fact]
    public async Task What_is_missing_is_told_above_and_beside_its_field()
    {
        await using var reader = await chromium.Reader(new(390, 844, "en", false));
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/lodge");
        await Walk.Next(page);
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.classList.contains('error-summary')"));
        await page.Locator(".error-summary a").ClickAsync();
        Assert.Equal("kind", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.AxeFindsNothingSerious();
    }

    [Fact]
    public async Task Pages_of_a_filing_are_readable_by_all_and_light()
    {
        foreach (var view in View.All)
        {
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            var session = await reader.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            double wire = 0;
            session.Event("Network.loadingFinished").OnEvent += (_, finished) => wire += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            await Walk.ToCheck(page, host.Address, "accusation", async step =>
            {
                await page.Photograph($"lodge-{step}", view);
                await page.FitsItsScreen();
                await page.AxeFindsNothingSerious();
                Assert.InRange(wire, 0, 100_000);
                wire = 0;
            });
            await Walk.Send(page);
            await Look(page, "receipt", view);
            await page.GotoAsync(host.Address + "/case");
            await Look(page, "case-sealed", view);
            await page.GotoAsync(host.Address + "/track");
            await Look(page, "track", view);
            await page.GotoAsync(host.Address + "/pressed");
            await Look(page, "pressed", view);
        }
    }

    [Fact]
    public async Task Everything_still_fits_when_the_letters_are_four_times_as_large()
    {
        await using var reader = await chromium.Reader(new(320, 640, "zh", false)); // 1280 at 400 %
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "accusation", _ => page.FitsItsScreen());
        await Walk.Send(page);
        await page.FitsItsScreen();
        await page.GotoAsync(host.Address + "/case");
        await page.FitsItsScreen();
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
