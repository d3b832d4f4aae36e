using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Course;

/// <summary>What a complainant says to a mediation, to help that is offered, and that an answer has not been carried out.</summary>
internal static class CourseEndpoints
{
    public static void MapCourse(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/case").ExcludeFromDescription();
        pages.MapPost("/mediation/{say:regex(^(yes|no)$)}", (HttpContext http, string say, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel) =>
            Say(http, tickets, desk, flash, $"mediation.{say}", new AnswerMediation(Side.Complainant, say == "yes"), cancel));
        pages.MapPost("/relief/{number:int}/{say:regex(^(yes|no)$)}", (HttpContext http, int number, string say, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel) =>
            Say(http, tickets, desk, flash, $"relief.{say}", new AnswerRelief(number, say == "yes"), cancel));
        pages.MapGet("/not-carried-out", async (HttpContext http, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) =>
            await tickets.Holder(http, cancel) is { } opened ? Page(opened, desk, null, null) : Results.Redirect("/track"));
        pages.MapPost("/not-carried-out", NotCarriedOut);
    }

    public static bool MaySayNotCarriedOut(Grievance grievance) => grievance is { Outcome: Outcome.Support, ServedAt: not null, IsErased: false };

    private static async Task<IResult> Say(HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, string what, ICommand<Grievance> wish, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        // Yes and no of one page are two wishes: whoever goes back and says no means it.
        var answer = await desk.Act(opened, wish, (await http.Request.ReadFormAsync(cancel))["once"], what);
        if (answer is Answer.Refused refused)
            flash.Say(http, "bad", $"refusal.{refused.Code}");
        else
            flash.Say(http, answer, $"course.done.{what}");
        return Results.Redirect("/case");
    }

    private static async Task<IResult> NotCarriedOut(HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        var form = await http.Request.ReadFormAsync(cancel);
        var words = Typed.Text(form["words"]);
        if (words.Length is 0 or > 5_000)
            return Page(opened, desk, new FormErrors().Add("words", words.Length == 0 ? "case.not-carried-out.missing" : "case.words.long", 5_000), form);
        var answer = await desk.Act(opened, new SayNotCarriedOut(words), form["once"], words);
        if (answer is Answer.Refused refused)
            return Page(opened, desk, new FormErrors().Add("words", $"refusal.{refused.Code}"), form);
        flash.Say(http, answer, "case.not-carried-out.done");
        return Results.Redirect("/case");
    }

    private static IResult Page(CaseDoor.Opened opened, CaseDesk desk, FormErrors? errors, IFormCollection? form) => Show.Page<NotCarriedOutPage>(
        errors is null ? 200 : 422, (nameof(NotCarriedOutPage.Opened), opened), (nameof(NotCarriedOutPage.Errors), errors),
        (nameof(NotCarriedOutPage.Once), form?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()), (nameof(NotCarriedOutPage.Words), form?["words"].ToString()));
}
