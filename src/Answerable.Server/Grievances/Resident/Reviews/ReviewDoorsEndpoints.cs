using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Resident.Reviews;

/// <summary>The final review, the request to handle anew, the higher office, and new facts after the final review: each a door on the page of the case.</summary>
internal static class ReviewDoorsEndpoints
{
    private const int LongestWords = 5_000;

    public static void MapReviewDoors(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/case/reviews").ExcludeFromDescription();
        pages.MapGet("/{act:regex(^(final|redo|higher)$)}", (HttpContext http, string act, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) => Form(http, act, null, null, tickets, desk, cancel));
        pages.MapPost("/{act:regex(^(final|redo|higher)$)}", Act);
        pages.MapPost("/anew", Anew);
    }

    private static async Task<IResult> Form(HttpContext http, string act, FormErrors? errors, IFormCollection? given, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) =>
        await tickets.Holder(http, cancel) is not { } opened ? Results.Redirect("/track")
        : errors is null && !Offers(ReviewDoors.Of(opened), act) ? Results.Redirect("/case")
        : Show.Page<ReviewFormPage>(errors is null ? 200 : 422, (nameof(ReviewFormPage.Opened), opened), (nameof(ReviewFormPage.Act), act), (nameof(ReviewFormPage.Errors), errors),
            (nameof(ReviewFormPage.Once), given?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()), (nameof(ReviewFormPage.Words), given?["words"].ToString()));

    private static bool Offers(ReviewDoors doors, string act) => act switch { "final" => doors.Final is not null, "redo" => doors.Redo, _ => doors.Higher is not null };

    private static async Task<IResult> Act(HttpContext http, string act, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        var form = await http.Request.ReadFormAsync(cancel);
        var words = Typed.Text(form["words"]);
        if (words.Length > LongestWords || (words.Length == 0 && act != "higher"))
            return await Form(http, act, new FormErrors().Add("words", words.Length == 0 ? $"case.{act}.missing" : "case.words.long", LongestWords), form, tickets, desk, cancel);
        ICommand wish = act switch
        {
            "final" => new RequestFinalReview(CaseDesk.Words(opened, words)!),
            "redo" => new RequestRedo(CaseDesk.Words(opened, words)!),
            _ => new AskHigher(CaseDesk.Words(opened, words)),
        };
        var answer = await desk.Act(opened, wish, form["once"], words);
        if (answer is Answer.Refused refused)
            return await Form(http, act, new FormErrors().Add("words", $"refusal.{refused.Code}"), form, tickets, desk, cancel);
        flash.Say(http, answer, $"case.{act}.done");
        return Results.Redirect("/case");
    }

    // Whoever holds the code of the earlier matter says that the new one follows it: the mark travels in the sealed draft.
    private static async Task<IResult> Anew(HttpContext http, CaseTickets tickets, HeldDrafts drafts, CancellationToken cancel) =>
        await tickets.Holder(http, cancel) is not { } opened ? Results.Redirect("/track")
        : !ReviewDoors.Of(opened).Anew ? Results.Redirect("/case")
        : await LodgeEndpoints.Begin(http, drafts.Begin(http, opened.Jurisdiction, Earlier.Of(opened.Case.State, opened.Book.Zone)), cancel);
}
