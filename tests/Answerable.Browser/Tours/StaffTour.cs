using System.Text.RegularExpressions;
using Answerable.Browser.People;
using Answerable.Browser.Residents;
using Answerable.Server.Demo;
using Answerable.Server.Grievances;
using Answerable.Server.Grievances.Staff;
using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>Every page of the people who handle grievances. <c>look</c> is told the name of each once it is shown.</summary>
internal static class StaffTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/sign-in");
        await look("sign-in");
        await Walk.Send(page);
        await look("sign-in-errors");
        await page.GotoAsync(host.Address + "/sign-in/no-such-page");
        await look("door-not-found");
        await SignIn(page, host, "clerk");
        await page.GotoAsync(host.Address + "/desk/no-such-page");
        await look("desk-not-found");
        await Queue(page, host, look);
        await Register(page, host, look);
        var stages = new Stages(host);
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.InHandling()).Number}");
        await look("staff-case");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.InHandling()).Number}/clocks/close");
        await look("staff-clock");
        await Actions(page, host, look, [await stages.InHandling(), await stages.Answered(), await stages.AwaitingApproval(), await stages.AwaitingSignature(), await stages.Accepted(), await stages.Unreached(), await Fresh(host), await Suggestion(host),
            await stages.Disputed(), await stages.InReview(), await stages.ReviewDrafted(), await stages.InFinalReview(), await stages.HearingAhead(), await stages.RedoAsked(), await stages.FollowsFinal(), .. await new CourseStages(host).All()]);
        await Today(page, host, look);
        await Course(page, host, look);
        await Identity(page, host, look, await stages.InHandling());
        await Codes(page, host, look, await stages.Unreached());
        await Letters(page, host, look, await stages.Answered());
        await SheetTour.Go(page, host, await Fresh(host), look);
        await SlipTour.Go(page, host, look);
        await Account(page, host, look);
        await SignIn(page, host, "admin");
        await page.GotoAsync(host.Address + "/desk/grievances");
        await look("queue-sees-no-case");
        await Directing(page, host, look);
    }

    // Areas, rules and subjects, as the administrator sets them.
    private static async Task Directing(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/desk/directing");
        await look("directing");
        await page.GotoAsync(host.Address + "/desk/directing/areas");
        await look("directing-areas");
        await page.Locator("#text").FillAsync("""{"type":"FeatureCollection","features":[{"properties":{"code":"hedong"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}]}""");
        await Walk.Send(page);
        await look("directing-areas-errors");
        await page.GotoAsync(host.Address + "/desk/directing/rules");
        await look("directing-rules");
    }

    public static async Task SignIn(IPage page, DemoHost host, string account)
    {
        await Password(page, host, account);
        await page.WaitForURLAsync("**/desk/**", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
    }

    private static async Task Password(IPage page, DemoHost host, string account)
    {
        await page.Context.ClearCookiesAsync(new() { Name = "answerable.staff" });
        await page.GotoAsync(host.Address + "/sign-in");
        await page.Locator("#name").FillAsync(account);
        await page.Locator("#password").FillAsync(DemoTown.Password);
        await page.Locator("#password").PressAsync("Enter");
    }

    private static async Task Queue(IPage page, DemoHost host, Func<string, Task> look)
    {
        foreach (var (name, query) in new[] { ("queue", ""), ("queue-overdue", "?state=overdue"), ("queue-approval", "?state=approval"), ("queue-empty", "?state=closed"), ("queue-refused", "?q=13900000000") })
        {
            await page.GotoAsync(host.Address + "/desk/grievances" + query);
            await look(name);
        }
    }

    private static async Task Register(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/desk/grievances/register");
        await look("register");
        await Walk.Send(page);
        await look("register-errors");
        await page.Locator("#title").FillAsync("路口没有红绿灯");
        await page.Locator("#body").FillAsync("学校门口的路口车多人多，要求安装红绿灯。");
        await Walk.Send(page);
        await look("registered");
    }

    // Each action on the first case on which it can be done, by the first who may do it.
    private static async Task Actions(IPage page, DemoHost host, Func<string, Task> look, Filed.Accepted[] cases)
    {
        var left = StaffAction.All.Select(action => action.Name).Except(["late-notice", "enter-review", "hold-hearing", "take-over", "hurry", "publish-opinion"]).ToList(); // nobody is late here, and every office above is served
        foreach (var account in new[] { "clerk", "officer", "leader", "reviewer", "review-leader", "final-reviewer", "duty-leader", "city" })
        {
            await SignIn(page, host, account);
            foreach (var one in cases)
                foreach (var action in (await Offered(page, host, one)).Where(left.Remove))
                {
                    await page.GotoAsync($"{host.Address}/desk/grievances/{one.Number}/{action}");
                    await look($"action-{action}");
                }
        }

        Assert.Empty(left);
        await SignIn(page, host, "officer");
        await page.GotoAsync($"{host.Address}/desk/grievances/{cases[0].Number}/draft");
        await Walk.Send(page);
        await look("action-draft-errors");
        await SignIn(page, host, "clerk");
    }

    // The leader's day, with what lies with whom.
    private static async Task Today(IPage page, DemoHost host, Func<string, Task> look)
    {
        await page.GotoAsync(host.Address + "/desk/today");
        await look("today-clerk");
        await SignIn(page, host, "leader");
        await page.GotoAsync(host.Address + "/desk/today");
        await look("today");
        await SignIn(page, host, "clerk");
    }

    private static async Task Course(IPage page, DemoHost host, Func<string, Task> look)
    {
        var stages = new CourseStages(host);
        await page.GotoAsync(host.Address + "/desk/receptions");
        await look("receptions");
        await Walk.Send(page);
        await look("receptions-errors");
        await page.GotoAsync(host.Address + "/desk/receptions/reception-2");
        await look("reception-day");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.Helped()).Number}");
        await look("staff-case-helped");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.Objected()).Number}");
        await look("staff-case-objected");
        await SignIn(page, host, "city");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.Supervised()).Number}");
        await look("staff-case-followed");
        await SignIn(page, host, "clerk");
    }

    // What the page of the case leads to; asked for with the reader's cookies and not drawn, since some hundred are.
    private static async Task<IReadOnlyList<string>> Offered(IPage page, DemoHost host, Filed.Accepted one)
    {
        var answer = await page.APIRequest.GetAsync($"{host.Address}/desk/grievances/{one.Number}");
        return answer.Ok ? [.. Regex.Matches(await answer.TextAsync(), $"href=\"/desk/grievances/{one.Number}/([a-z-]+)\"").Select(link => link.Groups[1].Value)] : [];
    }

    private static async Task Identity(IPage page, DemoHost host, Func<string, Task> look, Filed.Accepted filed)
    {
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}/opening");
        await look("identity");
        await page.Locator("input[name=purpose]").First.CheckAsync(new() { Force = true });
        await Walk.Send(page);
        await look("identity-shown");
    }

    // A new access code in person, and an end to a lost one by telephone.
    private static async Task Codes(IPage page, DemoHost host, Func<string, Task> look, Filed.Accepted filed)
    {
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        await look("staff-case-unreached");
        await page.GotoAsync(host.Address + "/desk/access");
        await look("access");
        await page.Locator("#number").FillAsync("K7PM-4XQ2-9DTA");
        await page.Locator("form[action='/desk/access/compare'] .btn-primary").ClickAsync();
        await look("access-errors");
        await page.Locator("#number").FillAsync(filed.Number);
        await page.Locator("#reference").FillAsync("表-0003");
        await page.Locator("form[action='/desk/access/compare'] .btn-primary").ClickAsync();
        await look("access-compare");
        await Walk.Send(page);
        await look("access-issued");
        await page.GotoAsync(host.Address + "/desk/access");
        await page.Locator("#lost").FillAsync(filed.Number);
        await page.Locator("form[action='/desk/access/lost'] .btn-primary").ClickAsync();
        await look("access-read-back");
        await page.Locator("#code").FillAsync("1");
        await Walk.Send(page);
        await look("access-read-back-errors");
    }

    private static async Task Letters(IPage page, DemoHost host, Func<string, Task> look, Filed.Accepted filed)
    {
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        var letter = await page.Locator("#letters li a").First.GetAttributeAsync("href");
        await page.GotoAsync(host.Address + letter);
        await look("letter");
        await page.Locator("details.more summary").Last.ClickAsync();
        await page.Locator("form[action$='/number'] .btn-primary").ClickAsync();
        await look("letter-errors");
        await page.Locator($"form[action='{letter}'] button").ClickAsync();
        await look("letter-named");
        await page.GotoAsync(host.Address + letter + "-return");
        await look("letter-return");
        await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}");
        await page.GotoAsync(host.Address + await page.Locator("#letters li").Last.Locator("a").First.GetAttributeAsync("href"));
        await look("letter-opinion");
    }

    private static async Task Account(IPage page, DemoHost host, Func<string, Task> look)
    {
        foreach (var (name, path) in new[] { ("account", ""), ("account-codes", "/codes"), ("account-password", "/password") })
        {
            await page.GotoAsync($"{host.Address}/desk/account{path}");
            await look(name);
        }

        await PasskeyTests.PlugIn(page);
        await page.GotoAsync(host.Address + "/desk/account");
        await page.Locator("#passkey-name").FillAsync("值班室电脑");
        await page.Locator("form[data-passkey=create] button").ClickAsync();
        await page.Locator(".recovery-codes").WaitForAsync();
        await look("account-recovery");
        await page.GotoAsync(host.Address + "/desk/account");
        await look("account-protected");
        await SecondStep(page, host, look);
    }

    // With a passkey the password alone opens nothing.
    private static async Task SecondStep(IPage page, DemoHost host, Func<string, Task> look)
    {
        await Password(page, host, "clerk");
        await page.WaitForURLAsync("**/sign-in/second**");
        await look("sign-in-second");
        await page.GotoAsync(host.Address + "/sign-in/second?kind=recovery");
        await look("sign-in-recovery");
    }

    private static Task<Filed.Accepted> Suggestion(DemoHost host) =>
        host.File(new(Answerable.Grievances.GrievanceKind.Suggestion, "建议增设长椅", "广场边上没有坐的地方，建议增设两条长椅。"));

    private static Task<Filed.Accepted> Fresh(DemoHost host) =>
        host.File(new(Answerable.Grievances.GrievanceKind.Claim, "文化广场夜里太吵", "每晚十点以后仍有人放音响，影响老人休息，要求明确时间。"));
}
