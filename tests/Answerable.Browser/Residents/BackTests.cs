using Microsoft.Playwright;

namespace Answerable.Browser.Residents;

/// <summary>The back button of a real browser: it leads back through the questions, and after sending or closing shows nobody's name, number or code.</summary>
public sealed class BackTests(Chromium chromium, TownHost host) : IClassFixture<TownHost>
{
    private static readonly View Phone = new(390, 844, "zh", false);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Back_leads_through_the_questions_with_their_answers_and_forward_again(bool script)
    {
        await using var reader = await chromium.Reader(Phone, script);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        Assert.Contains("/lodge/check?d=", page.Url, StringComparison.Ordinal);
        foreach (var (field, value) in ((string, string)[])[("#name", "测试丙"), ("input[name=openness][value=open]", ""), ("#place", "青石村东口"), ("#title", Walk.Title)])
        {
            await page.GoBackAsync();
            if (value.Length > 0)
                Assert.Equal(value, await page.Locator(field).InputValueAsync());
            else
                Assert.True(await page.Locator(field).IsCheckedAsync());
        }

        Assert.Equal(Walk.Body, await page.Locator("#body").InputValueAsync());
        await page.Locator("#title").FillAsync("回头改过的标题");
        await Walk.Next(page);
        Assert.Contains("回头改过的标题", await page.ContentAsync(), StringComparison.Ordinal); // all was checked before: back at the check
        await Walk.Send(page);
        Assert.EndsWith("/case/receipt", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_lacks_an_answer_can_be_come_back_to()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/lodge");
        await page.Locator("input[name=kind][value=claim]").CheckAsync(new() { Force = true });
        await Walk.Next(page);
        await Walk.Next(page); // nothing was written
        Assert.Equal(1, await page.Locator(".error-summary").CountAsync());
        await page.Locator("#title").FillAsync(Walk.Title);
        await page.Locator("#body").FillAsync(Walk.Body);
        await Walk.Next(page);
        await page.GoBackAsync();
        Assert.Equal(Walk.Title, await page.Locator("#title").InputValueAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task After_closing_the_case_no_page_of_the_history_shows_name_phone_or_code(bool script)
    {
        await using var reader = await chromium.Reader(Phone, script);
        await Leaves(await reader.NewPageAsync());
    }

    [Fact]
    public async Task Nor_does_one_in_a_browser_that_keeps_whole_pages()
    {
        await using var browser = await chromium.KeepingPages();
        await Leaves(await browser.NewPageAsync());
    }

    [Fact]
    public async Task Whoever_stops_half_way_clears_what_was_filled_in()
    {
        await using var browser = await chromium.KeepingPages();
        var page = await browser.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        await page.Locator("button[name=go][value=discard]").ClickAsync();
        Assert.Equal(host.Address + "/", page.Url);
        await ShowsNobody(page, steps: 6, "not shown yet");
    }

    [Fact]
    public async Task What_is_folded_on_the_page_of_a_case_is_on_its_print()
    {
        await using var reader = await chromium.Reader(Phone, script: false);
        var page = await reader.NewPageAsync();
        await Walk.ToCheck(page, host.Address, "claim");
        await Walk.Send(page);
        await page.GotoAsync(host.Address + "/case");
        var sent = page.Locator("details.more p.said").First;
        Assert.False(await sent.IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await sent.IsVisibleAsync());
    }

    private async Task Leaves(IPage page)
    {
        await Walk.ToCheck(page, host.Address, "claim");
        await Walk.Send(page);
        var code = await page.Locator("#code").InnerTextAsync();
        await page.GotoAsync(host.Address + "/case");
        await page.Locator("form[action='/case/leave'] button").ClickAsync();
        await ShowsNobody(page, steps: 9, code);
    }

    // Where a page is taken from the browser's own cache, the protocol sometimes asks the page that has just been left: asked again, it answers.
    private static async Task Back(IPage page)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await page.GoBackAsync();
                return;
            }
            catch (PlaywrightException left) when (attempt < 5 && left.Message.Contains("Not attached to an active page", StringComparison.Ordinal))
            {
                await page.WaitForLoadStateAsync();
            }
        }
    }

    private static async Task ShowsNobody(IPage page, int steps, string code)
    {
        for (; steps > 0; steps--)
        {
            await Back(page);
            var shown = await page.ContentAsync();
            Assert.DoesNotContain("测试丙", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("13900000001", shown.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain(Walk.Title, shown, StringComparison.Ordinal);
            Assert.DoesNotContain(code, shown, StringComparison.Ordinal);
            Assert.DoesNotContain("ERR_", shown, StringComparison.Ordinal);
        }
    }
}
