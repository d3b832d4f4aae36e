using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Grievances.Staff;

/// <summary>The queue, a case and what can be done with it, and the register for the reception window.</summary>
internal static class StaffEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk", FirstPage).RequireStaff().ExcludeFromDescription();
        var desk = routes.MapGroup("/desk/grievances").RequireStaff().ExcludeFromDescription();
        desk.MapGet("", Queue);
        desk.MapGet("/register", async (HttpContext http, StaffDesk staff, CancellationToken cancel) => await RegisterForm(http, staff, null, null, cancel));
        desk.MapPost("/register", Register);
        desk.MapGet("/registered", async (HttpContext http, StaffDesk staff, CancellationToken cancel) =>
            KeptForm.Of(http) is { } shown ? await Registered(http, staff, $"{shown["number"]}", $"{shown["code"]}", shown["brief"] == "1", false, cancel) : Results.Redirect("/desk/grievances"));
        desk.MapGet("/{number}", Case);
        FileEndpoints.Map(desk);
        desk.MapGet("/{number}/opening", Identity);
        desk.MapPost("/{number}/opening", OpenIdentity);
        desk.MapGet("/{number}/{action}", Form);
        desk.MapPost("/{number}/{action}", Do);
    }

    // Whoever stands duty starts at the duty desk; everybody else at the queue, empty for those who see no case.
    private static async Task<IResult> FirstPage(HttpContext http, StaffDesk staff, CancellationToken cancel) =>
        Results.Redirect(Authority.MayStandDuty(http.Actor(), (await staff.Book(http, cancel)).Town) ? "/desk/duty" : "/desk/grievances");

    private static async Task<IResult> Queue(HttpContext http, StaffDesk staff, QueueQuery queue, CancellationToken cancel)
    {
        var book = await staff.Book(http, cancel);
        var data = await queue.Read(http.Actor(), book.Town, http.User.Jurisdiction(), QueueView.From(http.Request.Query), cancel);
        return Show.Page<QueuePage>(200, (nameof(QueuePage.Data), data), (nameof(QueuePage.Book), book), (nameof(QueuePage.MayRegister), RegisterDesk.May(http.Actor(), book.Town)));
    }

    private static async Task<IResult> Case(HttpContext http, StaffDesk staff, DeskFiles files, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found
            ? Show.Page<StaffCasePage>(200, (nameof(StaffCasePage.On), found), (nameof(StaffCasePage.Files), await files.List(found, cancel)))
            : Results.NotFound();

    private static async Task<IResult> Form(HttpContext http, StaffDesk staff, string number, string action, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found && StaffAction.For(found).FirstOrDefault(a => a.Name == action) is { } known
            ? ActionForm(staff, found, known, null, null)
            : Results.NotFound();

    private static async Task<IResult> Do(HttpContext http, StaffDesk staff, Flash flash, string number, string action, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { } found || StaffAction.Find(action) is not { } known)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        var errors = known.Faults(given, http.RequestServices.GetRequiredService<Words>());
        if (errors.Any || known.Wish(given) is not { } wish)
            return ActionForm(staff, found, known, form, errors);
        switch (await staff.Do(found, wish, given["key"], long.TryParse(given["seen"], out var seen) ? seen : null))
        {
            case Answer.Refused refused:
                return ActionForm(staff, found, known, form, errors.Add(known.FieldOf(refused.Code), $"refusal.{refused.Code}"));
            case var answer:
                flash.Say(http, answer, $"staff.done.{known.Name}");
                return Results.Redirect($"/desk/grievances/{found.State.Number}");
        }
    }

    private static IResult ActionForm(StaffDesk staff, DeskCase on, StaffAction action, IFormCollection? form, FormErrors? errors) => Show.Page<ActionPage>(
        errors is null ? 200 : 422,
        (nameof(ActionPage.On), on), (nameof(ActionPage.Action), action), (nameof(ActionPage.Form), form), (nameof(ActionPage.Errors), errors),
        (nameof(ActionPage.FormKey), form?["key"].ToString() is { Length: > 0 } key ? key : staff.FreshKey()));

    private static async Task<IResult> Identity(HttpContext http, StaffDesk staff, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is not { } found ? Results.NotFound()
        : !Authority.MayOpen(found.Reader, found.State, found.Town) ? FileEndpoints.KeptFromUnit()
        : Show.Page<IdentityPage>(200, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Opened), ShownBefore(http)));

    // Sent back by the page itself when its reader changes the language: nothing is opened a second time.
    private static Contact? ShownBefore(HttpContext http) => KeptForm.Of(http) is { } shown && shown.ContainsKey("shown")
        ? new(shown["name"], shown["phone"], shown["email"], shown["address"])
        : null;

    // The identity is shown once, in the answer to the request that recorded the opening; there is no page that shows it again.
    private static async Task<IResult> OpenIdentity(HttpContext http, StaffDesk staff, string number, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { } found)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        if (FileEndpoints.Faults(given) is { Any: true } || given.Enum<Purpose>("purpose") is not { } purpose)
            return Show.Page<IdentityPage>(422, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Form), form), (nameof(IdentityPage.Errors), FileEndpoints.Faults(given)));
        return await staff.Do(found, new OpenIdentity(purpose, given.Line("law"), given.Line("document")), staff.FreshKey(), null) switch
        {
            Answer.Refused refused => Show.Page<IdentityPage>(422, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Form), form), (nameof(IdentityPage.Errors), new FormErrors().Add("purpose", $"refusal.{refused.Code}"))),
            _ => Show.Page<IdentityPage>(200, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Opened), found.Case.Events.Select(h => h.Event).OfType<Lodged>().Single().Contact)),
        };
    }

    private static async Task<IResult> Registered(HttpContext http, StaffDesk staff, string number, string accessCode, bool brief, bool again, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found
            ? Show.Page<RegisteredPage>(200, (nameof(RegisteredPage.On), found), (nameof(RegisteredPage.AccessCode), accessCode), (nameof(RegisteredPage.Brief), brief), (nameof(RegisteredPage.Again), again))
            : Results.Redirect("/desk/grievances");

    private static async Task<IResult> RegisterForm(HttpContext http, StaffDesk staff, IFormCollection? form, FormErrors? errors, CancellationToken cancel) =>
        await staff.Book(http, cancel) is var book && !RegisterDesk.May(http.Actor(), book.Town) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : Show.Page<RegisterPage>(
            errors is null ? 200 : 422, (nameof(RegisterPage.Book), book), (nameof(RegisterPage.Form), form), (nameof(RegisterPage.Errors), errors),
            (nameof(RegisterPage.FormKey), form?["key"].ToString() is { Length: > 0 } key ? key : staff.FreshKey()));

    private static async Task<IResult> Register(HttpContext http, StaffDesk staff, RegisterDesk register, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        var book = await staff.Book(http, cancel);
        var errors = RegisterDesk.Faults(given);
        if (errors.Any)
            return await RegisterForm(http, staff, form, errors, cancel);
        return await register.Take(http, book, given) switch
        {
            RegisterDesk.Done done => await Registered(http, staff, done.Number, done.AccessCode, given["brief"] == "1", done.Again, cancel),
            RegisterDesk.Not not => await RegisterForm(http, staff, form, errors.Add(RegisterDesk.FieldOf(not.Code), $"refusal.{not.Code}"), cancel),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
