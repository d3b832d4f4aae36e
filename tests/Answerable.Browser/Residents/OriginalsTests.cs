using Answerable.Server.Tests.Attachments;
using Answerable.Server.Tests.Grievances;
using Microsoft.Playwright;

namespace Answerable.Browser.Residents;

/// <summary>The pages on which an untouched original is asked for, and those on which staff read a copy and open the original.</summary>
public sealed class OriginalsTests(Chromium chromium, StaffedHost host) : IClassFixture<StaffedHost>
{
    private static readonly FilePayload Photo = new() { Name = "塌方处.jpg", MimeType = "image/jpeg", Buffer = Files.PhoneJpeg() };

    [Fact]
    public async Task They_are_readable_by_all_in_every_view()
    {
        await host.Open();
        foreach (var view in View.All)
        {
            await using var reader = await chromium.Reader(view);
            var page = await reader.NewPageAsync();
            await Walk.ToCheck(page, host.Address, "claim");
            await page.Locator("#files").SetInputFilesAsync(Photo);
            await Walk.Send(page);
            var number = await page.Locator("#number").InnerTextAsync();
            await Look(page, "receipt-traces", view);
            await page.GotoAsync(host.Address + "/case/originals");
            await Walk.Send(page);
            await Look(page, "originals-errors", view);
            await page.Locator("input[name=keep]").First.CheckAsync(new() { Force = true });
            await page.Locator("#files").SetInputFilesAsync(Photo);
            await Look(page, "originals", view);
            await Walk.Send(page);
            Assert.EndsWith("/case", page.Url, StringComparison.Ordinal);
            await Look(page, "case-originals", view);

            await using var desk = await chromium.Reader(view);
            var staff = await desk.NewPageAsync();
            await staff.GotoAsync(host.Address + "/sign-in");
            await staff.Locator("#name").FillAsync("name-desk");
            await staff.Locator("#password").FillAsync(host.Passwords[StaffedHost.Desk]);
            await Walk.Send(staff);
            await staff.GotoAsync($"{host.Address}/desk/grievances/{number}");
            await Look(staff, "staff-files", view);
            await staff.Locator("a[href*='/originals/']").ClickAsync();
            await Look(staff, "staff-original", view);
        }
    }

    private static async Task Look(IPage page, string name, View view)
    {
        await page.Photograph(name, view);
        await page.FitsItsScreen();
        await page.AxeFindsNothingSerious();
    }
}
