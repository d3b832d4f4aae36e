using Answerable.Browser.Tours;
using Microsoft.Playwright;
namespace Answerable.Browser;
public sealed class Look(Chromium chromium)
{
    [Fact]
    public async Task Now()
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        foreach (var view in new View[] { new(390, 844, "zh", false), new(1280, 900, "en", false) })
        {
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            await MailTour.Go(page, host, name => page.ScreenshotAsync(new() { Path = $"/tmp/wt/intake-look/{name}-{view}.png", FullPage = true }));
        }
    }
}
