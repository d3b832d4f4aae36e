using Microsoft.Playwright;

namespace Answerable.Browser.Residents;

/// <summary>Goes through a filing as a person would, one page after another.</summary>
internal static class Walk
{
    public const string Title = "东口路灯坏了两个月没人修";
    public const string Body = "一月初开始，村东口三盏路灯都不亮，老人夜里出门摔过一次。问过村委会，说已经报上去了，一直没有动静。希望尽快修好，并告诉我们什么时候修。";

    /// <param name="accused">Of an accusation: one of the choices of the page that asks.</param>
    /// <param name="look">Told the name of each page once it is shown and filled.</param>
    public static async Task ToCheck(IPage page, string address, string kind, Func<string, Task>? look = null, string accused = "person:head")
    {
        look ??= _ => Task.CompletedTask;
        await page.GotoAsync(address + "/lodge");
        await page.Locator($"input[name=kind][value={kind}]").CheckAsync(new() { Force = true });
        await look("kind");
        await Next(page);
        if (kind == "accusation")
        {
            await page.Locator("#about").SelectOptionAsync(accused);
            await page.Locator("#aboutWords").FillAsync("经手这笔钱的人");
            await look("about");
            await Next(page);
        }

        await page.Locator("#title").FillAsync(Title);
        await page.Locator("#body").FillAsync(Body);
        await look("story");
        await Next(page);
        await page.Locator("#category").SelectOptionAsync("roads");
        await page.Locator("#place").FillAsync("青石村东口");
        await look("subject");
        await Next(page);
        await page.Locator("input[name=openness][value=open]").CheckAsync(new() { Force = true });
        await look("identity");
        await Next(page);
        await page.Locator("#name").FillAsync("测试丙");
        await page.Locator("#phone").FillAsync("139-0000-0001");
        await look("reach");
        await Next(page);
        if (await page.Locator("input[name=told]").CountAsync() > 0) // where a message could reach them
        {
            await page.Locator("input[name=told][value=here]").CheckAsync(new() { Force = true });
            await look("told");
            await Next(page);
        }

        await look("check");
    }

    public static Task Next(IPage page) => page.Locator("main .btn-primary").ClickAsync();

    public static Task Send(IPage page) => page.Locator("main form .btn-primary").ClickAsync();
}
