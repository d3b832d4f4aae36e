using Answerable.Browser.Residents;
using Answerable.Server.Grievances;
using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>Every page a resident can come to. <c>look</c> is told the name of each once it is shown.</summary>
internal static class ResidentTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        foreach (var (name, path) in new[] { ("home", "/"), ("how", "/how"), ("rules", "/rules"), ("not-found", "/no-such-page"), ("pressed", "/pressed"), ("track", "/track") })
        {
            await page.GotoAsync(host.Address + path);
            await look(name);
        }

        await Mistakes(page, host, look);
        await Walk.ToCheck(page, host.Address, "accusation", step => look($"lodge-{step}"), accused: "office:qinghe");
        await Walk.Send(page);
        await look("receipt");
        await page.GotoAsync(host.Address + "/case");
        await look("case-sealed");
        await Cases(page, host, look);
        await Told(page, host, look);
        await MailTour.Go(page, host, look);
    }

    // How somebody is told: asked on filing, changed on the case page, a new address confirmed by its code, and what came back.
    private static async Task Told(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/lodge");
        await page.Locator("input[name=kind][value=claim]").CheckAsync(new() { Force = true });
        await Walk.Next(page);
        await page.Locator("#title").FillAsync(Walk.Title);
        await page.Locator("#body").FillAsync(Walk.Body);
        await Walk.Next(page);
        await Walk.Next(page);
        await page.Locator("input[name=openness][value=open]").CheckAsync(new() { Force = true });
        await Walk.Next(page);
        await page.Locator("#name").FillAsync("测试丙");
        await page.Locator("#email").FillAsync("resident@qinghe.invalid");
        await Walk.Next(page);
        await look("lodge-told");
        await Walk.Next(page);
        await look("lodge-told-errors");
        await page.Locator("input[name=told][value=email]").CheckAsync(new() { Force = true });
        await Walk.Next(page);
        await look("lodge-check-told");

        await Open(page, host, await new Stages(host).Unreached());
        await look("case-unreached");
        await page.GotoAsync(host.Address + "/case/notices");
        await look("case-notices");
        await page.Locator("#email").FillAsync("nobody");
        await page.Locator("form[action='/case/notices'] .btn-primary").ClickAsync();
        await look("case-notices-errors");
        await page.Locator("#email").FillAsync("new@qinghe.invalid");
        await page.Locator("form[action='/case/notices'] .btn-primary").ClickAsync();
        await look("case-notices-pending");
        await page.Locator("#code").FillAsync("1");
        await page.Locator("form[action='/case/notices/confirm'] .btn-primary").ClickAsync();
        await look("case-notices-wrong-code");
        await page.GotoAsync(host.Address + "/case/code");
        await look("case-code");
        await page.Locator("form[action='/case/code'] .btn-primary").ClickAsync();
        await look("case-code-errors");
    }

    private static async Task Mistakes(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/pressed");
        await Walk.Send(page);
        await look("pressed-errors");
        await page.GotoAsync(host.Address + "/track");
        await page.Locator("#number").FillAsync("K7PM-4XQ2-9DTA");
        await Walk.Send(page);
        await look("track-errors");
        await page.GotoAsync(host.Address + "/lodge");
        await Walk.Next(page);
        await look("lodge-kind-errors");
        await page.Locator("input[name=kind][value=claim]").CheckAsync(new() { Force = true });
        await Walk.Next(page);
        await Walk.Next(page);
        await look("lodge-story-errors");
    }

    private static async Task Cases(IPage page, DemoHost host, Func<string, Task> look)
    {
        var stages = new Stages(host);
        foreach (var (name, stage) in new (string, Func<Task<Filed.Accepted>>)[] { ("not-ours", stages.NotOurs), ("withdrawn", stages.Withdrawn), ("in-handling", stages.InHandling) })
        {
            await Open(page, host, await stage());
            await look($"case-{name}");
        }

        await page.GotoAsync($"{host.Address}/case/clocks/close");
        await look("case-clock");
        foreach (var act in new[] { "add", "withdraw" })
        {
            await page.GotoAsync($"{host.Address}/case/{act}");
            await look($"case-{act}");
            await Walk.Send(page);
            await look($"case-{act}-errors");
        }

        var course = new CourseStages(host);
        foreach (var (name, filed) in new (string, Filed.Accepted)[] { ("helped", await course.Helped(wanted: false)), ("objected", await course.Objected()), ("supervised", await course.Supervised()), ("booked", await course.Booked()), ("promised", await course.Promised()) })
        {
            await Open(page, host, filed);
            await look($"case-{name}");
        }

        foreach (var (name, path) in new[] { ("reception", "/reception"), ("case-reception", "/case/reception") })
        {
            await page.GotoAsync(host.Address + path);
            await look(name);
        }

        await Open(page, host, await stages.Answered());
        await look("case-answer-ready");
        await page.Locator("form[action='/case/answer'] button").ClickAsync();
        await look("case-answered");
        foreach (var (name, which) in new[] { ("letter-acceptance", 0), ("letter-opinion", 1) })
        {
            await page.GotoAsync(host.Address + "/case");
            await page.GotoAsync(host.Address + await page.Locator(".letters li").Nth(which).Locator("a").First.GetAttributeAsync("href"));
            await look(name);
        }

        foreach (var act in new[] { "not-carried-out", "rate", "review" })
        {
            await page.GotoAsync($"{host.Address}/case/{act}");
            await look($"case-{act}");
        }
    }

    internal static async Task Open(IPage page, DemoHost host, Filed.Accepted filed)
    {
        await page.GotoAsync($"{host.Address}/track?number={filed.Number}");
        await page.Locator("#code").FillAsync(filed.AccessCode);
        await Walk.Send(page);
        await page.WaitForURLAsync("**/case");
    }
}
