using Answerable.Emergencies;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Emergencies;

/// <summary>The duty desk and the boards. Who may see is asked once, here; who may do a thing is decided by its rule.</summary>
internal static class DeskEndpoints
{
    public static void Map(WebApplication app)
    {
        var desk = app.MapGroup("/desk").RequireStaff().ExcludeFromDescription();
        desk.MapGet("/duty", Duty);
        desk.MapPost("/duty", Open);
        desk.MapGet("/duty/live", Live);
        desk.MapGet("/emergencies/{id}", Board);
        desk.MapGet("/emergencies/{id}/live", Live);
        desk.MapGet("/emergencies/{id}/{action}", Ask);
        desk.MapPost("/emergencies/{id}/{action}", Act);
    }

    private static Task<IResult> Duty(EmergencyDesk desk, CancellationToken cancel) =>
        desk.Guarded(async () => DutyPage(await desk.Duty(cancel), new OpenForm(), null));

    private static Task<IResult> Open(HttpContext http, EmergencyDesk desk, Flash flash, CancellationToken cancel) => desk.Guarded(async () =>
    {
        if (!await desk.MayOpen(cancel))
            return Forbidden;
        var form = OpenForm.Read(await http.Request.ReadFormAsync(cancel));
        var errors = form.Check();
        if (!errors.Any && await desk.Open(form, cancel) is var (href, refusal, answer))
        {
            if (href is not null)
                return Done(http, flash, answer, href);
            errors.Add("what", "refusal." + refusal);
        }

        StaysInHistory(http);
        return DutyPage(await desk.Duty(cancel), form, errors, StatusCodes.Status422UnprocessableEntity);
    });

    private static async Task Live(HttpContext http, LiveBoard live, EmergencyDesk desk)
    {
        if (await desk.MaySee(http.RequestAborted))
            await live.Follow(http, http.User.Jurisdiction());
        else
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    private static Task<IResult> Board(EmergencyDesk desk, string id, CancellationToken cancel) => desk.Guarded(async () =>
        await desk.Find(id, cancel) is { } board ? Show.Page<BoardPage>(200, (nameof(BoardPage.Board), board), (nameof(BoardPage.May), May(desk, board))) : Results.NotFound());

    private static Task<IResult> Ask(EmergencyDesk desk, string id, string action, CancellationToken cancel) => desk.Guarded(async () =>
        !ActionForm.Knows(action) || await desk.Find(id, cancel) is not { } board ? Results.NotFound()
        : desk.May(board, action) ? ActionPage(desk, board, action, null)
        : Forbidden);

    private static Task<IResult> Act(HttpContext http, EmergencyDesk desk, Flash flash, string id, string action, CancellationToken cancel) => desk.Guarded(async () =>
    {
        if (!ActionForm.Knows(action) || await desk.Find(id, cancel) is not { } board)
            return Results.NotFound();
        if (!desk.May(board, action))
            return Forbidden;
        var (errors, form) = (new FormErrors(), await http.Request.ReadFormAsync(cancel));
        var occurred = ActionForm.Occurred(form, board, errors);
        if (ActionForm.Read(action, board, form, errors) is { } command && !errors.Any)
        {
            var answer = await desk.Submit(board, command, occurred, form["once"].ToString());
            if (answer is not Answer.Refused refused)
                return Done(http, flash, answer, board.Href);
            errors.Add(ActionForm.FieldOf(action, refused.Code), "refusal." + refused.Code);
        }

        StaysInHistory(http);
        return ActionPage(desk, board, action, errors, StatusCodes.Status422UnprocessableEntity, form);
    });

    // Only within the browser's own history: going back to a form with errors shows it as it was, instead of asking whether to send it again.
    // At the last moment: the form's token writes headers of its own.
    private static void StaysInHistory(HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers.Remove("Pragma");
        return Task.CompletedTask;
    });

    private static Func<string, bool> May(EmergencyDesk desk, BoardModel board) => action => desk.May(board, action);

    private static IResult Forbidden => Results.StatusCode(StatusCodes.Status403Forbidden);

    // The board itself shows what was done; only that it had been done before needs saying.
    private static IResult Done(HttpContext http, Flash flash, Answer answer, string href)
    {
        if (answer is Answer.Recorded { Again: true })
            flash.Say(http, "warn", "form.already-done");
        return Results.Redirect(href);
    }

    private static IResult DutyPage(DutyModel model, OpenForm form, FormErrors? errors, int status = StatusCodes.Status200OK) =>
        Show.Page<DutyDeskPage>(status, (nameof(DutyDeskPage.Model), model), (nameof(DutyDeskPage.Form), form), (nameof(DutyDeskPage.Errors), errors));

    private static IResult ActionPage(EmergencyDesk desk, BoardModel board, string action, FormErrors? errors, int status = StatusCodes.Status200OK, IFormCollection? form = null) =>
        Show.Page<EmergencyActionPage>(status, (nameof(EmergencyActionPage.Board), board), (nameof(EmergencyActionPage.Action), action), (nameof(EmergencyActionPage.May), May(desk, board)),
            (nameof(EmergencyActionPage.Errors), errors), (nameof(EmergencyActionPage.Form), form));
}
