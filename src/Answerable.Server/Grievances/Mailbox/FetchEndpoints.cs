using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>From a number in a mail to the access code, in two steps and without a script; and the kind of a mail that did not say it.</summary>
internal static class FetchEndpoints
{
    public static void MapFetching(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/track/mail", (HttpContext http) => Page(200, KeptForm.Of(http)?["number"].ToString(), isAsked: false, null));
        pages.MapPost("/track/mail", Ask);
        pages.MapPost("/track/mail/code", Fetch);
        pages.MapPost("/case/kind", SayKind);
    }

    private static IResult Page(int status, string? number, bool isAsked, FormErrors? errors) =>
        Show.Page<FetchPage>(status, (nameof(FetchPage.Number), number), (nameof(FetchPage.IsAsked), isAsked), (nameof(FetchPage.Errors), errors));

    private static async Task<IResult> Ask(HttpContext http, FetchDesk desk, Pacing pacing, CancellationToken cancel)
    {
        var number = Typed.Line((await http.Request.ReadFormAsync(cancel))["number"]);
        if (CaseNumber.Read(number) is not { } canonical)
            return Page(422, number, isAsked: false, new FormErrors().Add("number", "track.number.invalid"));
        if (pacing.BeforeGuess(http) is > 0 and var seconds)
            return Slow(http, seconds, number, isAsked: false);
        await desk.Ask(canonical, cancel);
        return Page(200, canonical, isAsked: true, null);
    }

    private static async Task<IResult> Fetch(HttpContext http, FetchDesk desk, Pacing pacing, CaseTickets tickets, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var number = Typed.Line(form["number"]);
        if (pacing.BeforeGuess(http) is > 0 and var seconds)
            return Slow(http, seconds, number, isAsked: true);
        if (await desk.Fetch(number, form["code"].ToString(), cancel) is not { } fetched)
            return Page(422, number, isAsked: true, new FormErrors().Add("code", "mailbox.fetch.wrong"));
        pacing.WasRight(http);
        tickets.Give(http, fetched.Jurisdiction, fetched.Stream, AccessCode.Digest(fetched.Code)!);
        tickets.CarryCode(http, fetched.Number, fetched.Code);
        return Results.Redirect("/case/receipt");
    }

    private static IResult Slow(HttpContext http, int seconds, string number, bool isAsked)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Page(429, number, isAsked, new FormErrors().Add(isAsked ? "code" : "number", "track.slow", seconds));
    }

    private static async Task<IResult> SayKind(HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, Words words, CancellationToken cancel)
    {
        if (await tickets.Entered(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        var form = await http.Request.ReadFormAsync(cancel);
        if (!Enum.TryParse<GrievanceKind>(form["kind"], ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
        {
            flash.Say(http, "bad", "mailbox.kind.missing");
            return Results.Redirect("/case");
        }

        var answer = await desk.Act(opened, new SayKind(kind, words["mailbox.kind.reason"]), form["once"], kind);
        if (answer is Answer.Refused refused)
            flash.Say(http, "bad", $"refusal.{refused.Code}");
        else
            flash.Say(http, answer, "mailbox.kind.done");
        return Results.Redirect("/case");
    }
}
