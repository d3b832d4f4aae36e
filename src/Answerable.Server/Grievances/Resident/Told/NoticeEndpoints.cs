using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Resident;

/// <summary>How the complainant is told, a new address with its code, and a new access code: pages of their case, without a script.</summary>
internal static class NoticeEndpoints
{
    private const int LastShown = 4;

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/case/notices", (HttpContext http, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, CancellationToken cancel) => View(http, null, KeptForm.Of(http), tickets, notices, desk, cancel));
        pages.MapPost("/case/notices", Choose);
        pages.MapPost("/case/notices/confirm", Confirm);
        pages.MapPost("/case/notices/give-up", GiveUp);
        pages.MapGet("/case/code", (HttpContext http, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, CancellationToken cancel) => Code(http, null, KeptForm.Of(http), tickets, notices, desk, cancel));
        pages.MapPost("/case/code", ChangeCode);
    }

    private static async Task<IResult> View(HttpContext http, FormErrors? errors, IFormCollection? given, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, CancellationToken cancel) =>
        await tickets.Entered(http, cancel) is not { } opened ? ToDoor()
        : Show.Page<NoticesPage>(errors is null ? 200 : 422, (nameof(NoticesPage.Opened), opened), (nameof(NoticesPage.Sent), await notices.Sent(opened, cancel)),
            (nameof(NoticesPage.Errors), errors), (nameof(NoticesPage.Given), given), (nameof(NoticesPage.Once), Once(given, desk)));

    private static async Task<IResult> Choose(HttpContext http, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Entered(http, cancel) is not { } opened)
            return ToDoor();
        var form = await http.Request.ReadFormAsync(cancel);
        var errors = new FormErrors();
        var chosen = NoticeForm.Read(form["way"], form["language"], errors, "way", "language");
        if (chosen is not null && !notices.Sends(chosen.Way))
            errors.Add("way", "told.way.missing");
        var field = chosen?.Way == NoticeWay.Email ? "email" : "phone";
        var typed = chosen is null || chosen.Way == NoticeWay.Here ? null : NoticeForm.Address(chosen.Way, Typed.Line(form[field]), errors, field);
        if (errors.Any || chosen is null)
            return await View(http, errors, form, tickets, notices, desk, cancel);
        if (notices.Wish(opened, chosen, typed) is not { } wish)
            return await View(http, errors.Add(field, $"told.{field}.missing"), form, tickets, notices, desk, cancel);
        var answer = await notices.Act(opened, wish, form["once"], new { chosen, typed });
        if (answer is Answer.Refused refused)
            return await View(http, errors.Add("way", $"refusal.{refused.Code}"), form, tickets, notices, desk, cancel);
        flash.Say(http, answer, wish is AskContact ? "told.done.asked" : "told.done.chosen");
        return Results.Redirect(wish is AskContact ? "/case/notices" : "/case");
    }

    private static async Task<IResult> Confirm(HttpContext http, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Entered(http, cancel) is not { } opened)
            return ToDoor();
        var form = await http.Request.ReadFormAsync(cancel);
        switch (await notices.Act(opened, notices.Typed(opened, form["code"].ToString()), form["once"], form["code"].ToString()))
        {
            case Answer.Recorded recorded when recorded.Events.Any(one => one is ContactConfirmed):
                flash.Say(http, recorded, "told.done.confirmed");
                return Results.Redirect("/case");
            case Answer.Recorded when opened.Case.State.PendingContact is { Wrong: < SentCode.MostWrong - 1 }:
                return await View(http, new FormErrors().Add("code", "told.code.wrong"), null, tickets, notices, desk, cancel);
            case Answer.Recorded:
                flash.Say(http, "bad", "told.code.over");
                return Results.Redirect("/case/notices");
            case Answer.Refused refused:
                flash.Say(http, "bad", $"refusal.{refused.Code}");
                return Results.Redirect("/case/notices");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<IResult> GiveUp(HttpContext http, CaseTickets tickets, NoticeDesk notices, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Entered(http, cancel) is not { } opened)
            return ToDoor();
        var form = await http.Request.ReadFormAsync(cancel);
        flash.Say(http, await notices.Act(opened, new GiveUpContact(), form["once"], ""), "told.done.given-up");
        return Results.Redirect("/case/notices");
    }

    private static async Task<IResult> Code(HttpContext http, FormErrors? errors, IFormCollection? given, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, CancellationToken cancel) =>
        await tickets.Entered(http, cancel) is not { } opened ? ToDoor()
        : Once(given, desk) is var once ? Show.Page<AccessPage>(errors is null ? 200 : 422, (nameof(AccessPage.Opened), opened), (nameof(AccessPage.Code), notices.FreshCode(opened, once)), (nameof(AccessPage.Errors), errors), (nameof(AccessPage.Once), once))
        : ToDoor();

    // The new code is on the page before it is in force: a connection that breaks now leaves nobody without one.
    private static async Task<IResult> ChangeCode(HttpContext http, CaseTickets tickets, NoticeDesk notices, CaseDesk desk, CaseDoor door, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Entered(http, cancel) is not { } opened)
            return ToDoor();
        var form = await http.Request.ReadFormAsync(cancel);
        var (fresh, old) = (notices.FreshCode(opened, Once(form, desk)), form["old"].ToString());
        var errors = new FormErrors();
        if (!IsLast(form["last"].ToString(), fresh))
            errors.Add("last", "access.last.wrong");
        else
            _ = await door.Open(http, opened.Number, old, cancel) switch
            {
                CaseDoor.Slow slow => errors.Add("old", "track.slow", slow.Seconds),
                CaseDoor.Opened => errors,
                _ => errors.Add("old", "refusal.access-code-wrong"),
            };
        if (errors.Any)
            return await Code(http, errors, form, tickets, notices, desk, cancel);
        if (await notices.Act(opened, new ChangeAccess(fresh, old), form["once"], fresh) is Answer.Refused refused)
            return await Code(http, errors.Add("old", $"refusal.{refused.Code}"), form, tickets, notices, desk, cancel);
        tickets.Give(http, opened.Jurisdiction, opened.Case.Stream, AccessCode.Digest(fresh)!);
        flash.Say(http, "good", "access.done");
        return Results.Redirect("/case");
    }

    private static bool IsLast(string typed, string code) =>
        string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).EndsWith(code[^LastShown..], StringComparison.OrdinalIgnoreCase);

    private static string Once(IFormCollection? given, CaseDesk desk) => given?["once"].ToString() is { Length: > 0 and <= 64 } once ? once : desk.Once();

    private static IResult ToDoor() => Results.Redirect("/track");
}
