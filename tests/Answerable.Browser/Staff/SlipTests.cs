using System.Text;
using System.Text.RegularExpressions;
using Answerable.Browser.Residents;
using Answerable.Browser.Tours;
using Microsoft.Playwright;

namespace Answerable.Browser.Staff;

/// <summary>The slip that the counter hands over, as it comes out of a printer.</summary>
public sealed partial class SlipTests(Chromium chromium)
{
    [Theory]
    [InlineData("zh", "A5"), InlineData("zh", "A4"), InlineData("en", "A5"), InlineData("en", "A4")]
    public async Task It_fills_one_page_and_nothing_of_the_console_is_printed(string language, string paper)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(1280, 900, language, false));
        var page = await reader.NewPageAsync();
        await StaffTour.SignIn(page, host, "clerk");
        await page.GotoAsync(host.Address + "/desk/grievances/register");
        await page.Locator("#title").FillAsync("学校门口的路口车多人多没有红绿灯，要求尽快安装，并在安装之前安排专人在上学放学时间维持秩序");
        await page.Locator("#body").FillAsync("要求安装红绿灯。");
        await page.Locator("#slip").FillAsync("QH-0042");
        await page.Locator("input[name=brief]").CheckAsync(new() { Force = true });
        await Walk.Send(page);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in new[] { ".side", ".btn-row", ".notice" })
            await Assertions.Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".slip")).ToContainTextAsync("QH-0042");
        await Assertions.Expect(page.Locator(".slip")).ToContainTextAsync("https://yj.qinghe.invalid/track"); // not the name under which the clerk works
        var pdf = await page.PdfAsync(new() { Format = paper, Path = Path.Combine(Repository.Top, "artifacts", "screens", $"slip-{language}-{paper}.pdf") });
        Assert.Single(PageOf().Matches(Encoding.Latin1.GetString(pdf)));
        await page.SetViewportSizeAsync(paper == "A5" ? 476 : 710, 900);
        await page.Photograph($"slip-{paper}", new(1280, 900, language, false));
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageOf();
}
