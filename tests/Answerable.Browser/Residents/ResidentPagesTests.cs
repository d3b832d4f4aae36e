using Answerable.Browser.Tours;
using Microsoft.Playwright;

namespace Answerable.Browser.Residents;

public sealed class ResidentPagesTests(Chromium chromium)
{
    private const int Lightest = 1_000, Heaviest = 100_000;

    public static TheoryData<View> Views => [.. View.Two];

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_a_resident_comes_to_is_readable_by_all(View view)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(view);
        var page = await reader.NewPageAsync();
        await ResidentTour.Go(page, host, async _ =>
        {
            await page.FitsItsScreen();
            await page.AxeFindsNothingSerious();
            await page.IsWellFormed(view);
            Assert.Equal(1, await page.GetByRole(AriaRole.Contentinfo).CountAsync());
        });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/lodge")]
    [InlineData("/track")]
    public async Task A_first_visit_brings_less_than_a_hundred_kilobytes_with_everything_a_page_loads(string path)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false));
        var page = await reader.NewPageAsync();
        var wire = await page.CountBytes();
        await page.GotoAsync(host.Address + path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(wire(), Lightest, Heaviest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_matter_is_filed_with_the_keyboard_alone(bool script)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false), script);
        var page = await reader.NewPageAsync();
        await page.GotoAsync(host.Address + "/");
        await page.Press("main a[href='/lodge']");
        await page.TabTo("input[name=kind]");
        await page.Keyboard.PressAsync("Space");
        await page.Press("main .btn-primary");
        await page.TypeInto("#title", Walk.Title);
        await page.TypeInto("#body", Walk.Body);
        await page.Press("main .btn-primary");
        await page.TypeInto("#place", "青石村东口");
        await page.Goes(() => page.Keyboard.PressAsync("Enter")); // a line's Enter goes on, and changes no language
        Assert.Contains("/lodge/identity?d=", page.Url, StringComparison.Ordinal);
        await page.TabTo("input[name=openness]");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown"); // anonymous
        await page.Press("main .btn-primary");
        await page.Press("main form .btn-primary");

        Assert.EndsWith("/case/receipt", page.Url, StringComparison.Ordinal);
        Assert.Matches("^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$", await page.Locator("#code").InnerTextAsync());
    }

    [Fact]
    public async Task Whoever_waits_longer_is_told_the_reason()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(390, 844, "zh", false), script: false);
        var page = await reader.NewPageAsync();
        await ResidentTour.Open(page, host, await new Stages(host).InHandling());
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("更换水泵需要停水施工，须另行安排时间。");
    }
}
