using Answerable.Browser.Residents;
using Answerable.Grievances;
using Answerable.Server.Grievances;
using Microsoft.Playwright;

namespace Answerable.Browser.Tours;

/// <summary>Every page of the reviews, on both sides. <c>look</c> is told the name of each once it is shown.</summary>
internal static class ReviewTour
{
    public static async Task Go(IPage page, DemoHost host, Func<string, Task> look)
    {
        await Staff(page, host, look);
        await Residents(page, host, look);
    }

    private static async Task Staff(IPage page, DemoHost host, Func<string, Task> look)
    {
        var stages = new Stages(host);
        await StaffTour.SignIn(page, host, "reviewer");
        await page.GotoAsync(host.Address + "/desk/grievances?state=review");
        await look("queue-review");
        var drafted = await stages.ReviewDrafted();
        await page.GotoAsync($"{host.Address}/desk/grievances/{drafted.Number}");
        await look("staff-case-review");
        await page.GotoAsync($"{host.Address}/desk/grievances/{drafted.Number}/review");
        await look("review-desk");
        await StaffTour.SignIn(page, host, "officer");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.InReview()).Number}");
        await look("staff-case-position");
        foreach (var (account, filed, action) in new (string, Filed.Accepted, string)[]
        {
            ("reviewer", await stages.InReview(), "draft-review"), ("review-leader", drafted, "sign-review"), ("clerk", await stages.FollowsFinal(), "tell-final"), ("duty-leader", await stages.RedoAsked(), "decide-redo"),
        })
        {
            await StaffTour.SignIn(page, host, account);
            await page.GotoAsync($"{host.Address}/desk/grievances/{filed.Number}/{action}");
            await look($"action-{action}");
        }

        var late = await stages.HigherAsked();
        await StaffTour.SignIn(page, host, "reviewer");
        foreach (var action in new[] { "take-over", "hurry" })
        {
            await page.GotoAsync($"{host.Address}/desk/grievances/{late.Number}/{action}");
            await look($"action-{action}");
        }

        await StaffTour.SignIn(page, host, "final-reviewer");
        await page.GotoAsync($"{host.Address}/desk/grievances/{(await stages.HearingAhead()).Number}/review");
        await look("final-review-desk");
    }

    private static async Task Residents(IPage page, DemoHost host, Func<string, Task> look)
    {
        var stages = new Stages(host);
        await ResidentTour.Open(page, host, await stages.Answered());
        await page.Locator("form[action='/case/answer'] button").ClickAsync();
        await page.GotoAsync(host.Address + "/case/reviews/redo");
        await look("case-redo");
        await ResidentTour.Open(page, host, await stages.InReview());
        await look("case-under-review");
        await ResidentTour.Open(page, host, await stages.Reviewed());
        await look("case-review-ready");
        await page.Locator("form[action='/case/answer'] button").ClickAsync();
        await look("case-reviewed");
        await page.GotoAsync(host.Address + "/case/reviews/final");
        await look("case-final");
        await Walk.Send(page);
        await look("case-final-errors");
        await ResidentTour.Open(page, host, await stages.HearingAhead());
        await look("case-hearing");
        await ResidentTour.Open(page, host, await stages.FinallyReviewed());
        await look("case-finally-reviewed");
        await page.Locator("form[action='/case/reviews/anew'] button").ClickAsync();
        await look("lodge-anew");
        await ResidentTour.Open(page, host, await stages.RedoAsked());
        await look("case-redo-asked");
        var late = await host.File(new(GrievanceKind.Claim, "没有人管的路灯", "路灯三个月不亮，没有人来看。"));
        await host.After(NodaTime.Duration.FromDays(16));
        await ResidentTour.Open(page, host, late);
        await look("case-late");
        await page.GotoAsync(host.Address + "/case/reviews/higher");
        await look("case-higher");
        await Walk.Send(page);
        await look("case-higher-asked");
    }
}
