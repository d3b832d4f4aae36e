using System.Text;
using System.Text.RegularExpressions;
using Answerable.Browser.Tours;
using Answerable.Grievances;
using Answerable.Server.Grievances;
using Microsoft.Playwright;

namespace Answerable.Browser.Staff;

/// <summary>A letter as a printer gives it: the letter alone, on the pages of the standard.</summary>
public sealed partial class LetterTests(Chromium chromium)
{
    [Theory]
    [InlineData("acceptance", 1, 2), InlineData("opinion", 2, 2), InlineData("service-return", 1, 1)]
    public async Task It_is_printed_alone_and_without_a_page_too_many(string kind, int fewest, int most)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false));
        var page = await reader.NewPageAsync();
        var filed = await new Stages(host).Answered();
        await StaffTour.SignIn(page, host, "clerk");
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        await page.Photograph("letters-at-the-desk", new(1280, 900, "zh", false));
        await Open(page, host, filed, kind);
        await page.Photograph($"letter-{kind}-desk", new(1280, 900, "zh", false));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in new[] { ".side", ".btn-row", ".notice", ".print-head", ".back" })
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        Assert.Equal(1, await page.Locator("h1").CountAsync());
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true, Path = Path.Combine(Repository.Top, "artifacts", "screens", $"letter-{kind}.pdf") });
        Assert.InRange(PageOf().Count(Encoding.Latin1.GetString(pdf)), fewest, most);
        Assert.Contains("/MediaBox [0 0 594", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal); // A4
    }

    [Fact]
    public async Task A_line_of_a_printed_letter_holds_28_characters_and_a_page_22_lines()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(1280, 900, "zh", false));
        var page = await reader.NewPageAsync();
        var filed = await new Stages(host).Answered();
        await StaffTour.SignIn(page, host, "clerk");
        await Open(page, host, filed, "opinion");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var (width, height) = (156 / 25.4 * 96, 225 / 25.4 * 96);
        var size = await page.Locator(".paper-text").First.EvaluateAsync<double>("text => parseFloat(getComputedStyle(text).fontSize)");
        var line = await page.Locator(".paper-text").First.EvaluateAsync<double>("text => parseFloat(getComputedStyle(text).lineHeight)");
        Assert.InRange(width / size, 28, 28.2);
        Assert.InRange(height / line, 22, 22.2);
    }

    [Fact]
    public async Task A_complainant_prints_their_own_letter_from_a_phone_without_a_script()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        var view = new View(390, 844, "zh", false);
        await using var reader = await chromium.Reader(view, script: false);
        var page = await reader.NewPageAsync();
        await ResidentTour.Open(page, host, await new Stages(host).InHandling());
        await page.Photograph("letters-of-the-resident", view);
        await page.Locator(".letters a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".paper")).ToContainTextAsync("测试居民：");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Photograph("letter-resident", view);
    }

    internal static async Task Open(IPage page, DemoHost host, Filed.Accepted filed, string kind)
    {
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        var wanted = kind == "service-return" ? page.Locator("#letters li").Last.Locator("a").Last : page.Locator("#letters li").Nth(kind == "opinion" ? 1 : 0).Locator("a").First;
        await wanted.ClickAsync();
        await page.Locator(".paper").WaitForAsync();
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOf();
}
