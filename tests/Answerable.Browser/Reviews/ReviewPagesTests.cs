using Answerable.Browser.Tours;

namespace Answerable.Browser.Reviews;

public sealed class ReviewPagesTests(Chromium chromium)
{
    public static TheoryData<View> Views => [.. View.Two];

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_of_a_review_is_readable_by_all(View view)
    {
        await using var host = new DemoHost();
        await host.InitializeAsync();
        await using var reader = await chromium.Reader(view);
        var page = await reader.NewPageAsync();
        await ReviewTour.Go(page, host, async name =>
        {
            await page.FitsItsScreen();
            await page.AxeFindsNothingSerious();
            await page.IsWellFormed(view);
            if (Environment.GetEnvironmentVariable("ANSWERABLE_PICTURES") is not null)
                await page.Photograph($"review-{name}", view);
        });
    }
}
