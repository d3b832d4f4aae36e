using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>
/// Pictures of every page of the demonstration town, in both languages, on a phone and on a desktop, and once in the dark look, under
/// <c>artifacts/pictures</c>. For looking at, not for judging: only when <c>ANSWERABLE_PICTURES</c> is set, to <c>all</c> or to a part of a view's
/// name (<c>phone</c>, <c>zh</c>, <c>desktop-en-light</c>).
/// </summary>
public sealed class Pictures(Chromium chromium)
{
    private static readonly View[] Views =
        [new(390, 844, "zh", false), new(390, 844, "en", false), new(1280, 900, "zh", false), new(1280, 900, "en", false), new(390, 844, "zh", true), new(1280, 900, "zh", true)];

    public static TheoryData<string> Tours => ["residents", "staff", "duty", "reviews"];

    /// <summary>The two pictures of README, renewed when <c>ANSWERABLE_PICTURES</c> is <c>readme</c>.</summary>
    [Fact]
    public async Task Of_the_readme()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ANSWERABLE_PICTURES") == "readme", "Set ANSWERABLE_PICTURES to readme to renew them.");
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(new(1180, 760, "zh", false));
        var page = await reader.NewPageAsync();
        Task Take(string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Top, "docs", "pictures", $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        await page.GotoAsync(host.Address + "/");
        await Take("portal");
        await StaffTour.SignIn(page, host, "duty");
        var board = await DutyTour.Open(page);
        await DutyTour.Acknowledge(page, host, 3);
        await host.After(NodaTime.Duration.FromMinutes(2));
        await page.GotoAsync(board);
        await Take("duty-desk");
    }

    [Theory, MemberData(nameof(Tours))]
    public async Task Of_every_page(string tour)
    {
        var wanted = Environment.GetEnvironmentVariable("ANSWERABLE_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(wanted), "Set ANSWERABLE_PICTURES to take them.");
        foreach (var view in Views.Where(view => wanted == "all" || $"{view}".Contains(wanted, StringComparison.Ordinal)))
        {
            await using var host = new DemoHost();
            await host.InitializeAsync();
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            Task Take(string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Top, "artifacts", "pictures", tour, $"{name}-{view}.png"), FullPage = true });
            await (tour switch
            {
                "residents" => ResidentTour.Go(page, host, Take),
                "staff" => StaffTour.Go(page, host, Take),
                "reviews" => ReviewTour.Go(page, host, Take),
                _ => DutyTour.Go(page, host, Take),
            });
        }
    }
}
