using System.Globalization;
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
        pages.MapPost("/mediation", (HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel) =>
            Say(http, tickets, desk, flash, "mediation", (_, yes) => new AnswerMediation(Side.Complainant, yes), cancel));
        pages.MapPost("/relief", (HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel) =>
            Say(http, tickets, desk, flash, "relief", (form, yes) => new AnswerRelief(int.TryParse(form["relief"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, yes), cancel));
        pages.MapGet("/not-carried-out", async (HttpContext http, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) =>
            await tickets.Holder(http, cancel) is { } opened ? Page(opened, desk, null, null) : Results.Redirect("/track"));
        pages.MapPost("/not-carried-out", NotCarriedOut);
    }

    public static bool MaySayNotCarriedOut(Grievance grievance) => grievance is { Outcome: Outcome.Support, ServedAt: not null, IsErased: false };

    private static async Task<IResult> Say(
        HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, string what, Func<IFormCollection, bool, ICommand<Grievance>> wish, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        var form = await http.Request.ReadFormAsync(cancel);
        var yes = form["say"] == "yes";
        var answer = await desk.Act(opened, wish(form, yes), form["once"]);
        if (answer is Answer.Refused refused)
            flash.Say(http, "bad", $"refusal.{refused.Code}");
        else
            flash.Say(http, answer, $"course.done.{what}.{(yes ? "yes" : "no")}");
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
        var answer = await desk.Act(opened, new SayNotCarriedOut(words), form["once"]);
        if (answer is Answer.Refused refused)
            return Page(opened, desk, new FormErrors().Add("words", $"refusal.{refused.Code}"), form);
        flash.Say(http, answer, "case.not-carried-out.done");
        return Results.Redirect("/case");
    }

    private static IResult Page(CaseDoor.Opened opened, CaseDesk desk, FormErrors? errors, IFormCollection? form) => Show.Page<NotCarriedOutPage>(
        errors is null ? 200 : 422, (nameof(NotCarriedOutPage.Opened), opened), (nameof(NotCarriedOutPage.Errors), errors),
        (nameof(NotCarriedOutPage.Once), form?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()), (nameof(NotCarriedOutPage.Words), form?["words"].ToString()));
}
