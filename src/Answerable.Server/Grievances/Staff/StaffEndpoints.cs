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
        Reviews.ReviewEndpoints.Map(desk);
        Letters.LetterEndpoints.MapDesk(desk);
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
        var view = QueueView.From(http.Request.Query);
        var data = await queue.Read(http.Actor(), book.Town, http.User.Jurisdiction(), view, cancel);
        var waiting = view == new QueueView() && Authority.Has(http.Actor(), Power.Leadership, book.Town)
            ? (await queue.Read(http.Actor(), book.Town, http.User.Jurisdiction(), new("approval"), cancel)).Total : 0;
        return Show.Page<QueuePage>(200, (nameof(QueuePage.Data), data), (nameof(QueuePage.Book), book), (nameof(QueuePage.Waiting), waiting), (nameof(QueuePage.MayRegister), RegisterDesk.May(http.Actor(), book.Town)));
    }

    private static async Task<IResult> Case(HttpContext http, StaffDesk staff, DeskFiles files, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found
            ? Show.Page<StaffCasePage>(200, (nameof(StaffCasePage.On), found), (nameof(StaffCasePage.Files), await files.List(found, cancel)))
            : Results.NotFound();

    private static async Task<IResult> Form(HttpContext http, StaffDesk staff, Flash flash, string number, string action, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is not { } found || StaffAction.Find(action) is not { } known ? Results.NotFound()
        : StaffAction.For(found).Contains(known) ? ActionForm(staff, found, known, null, null)
        : NotNow(http, flash, found);

    // Done meanwhile, or somebody else's to do: the case itself says which.
    private static IResult NotNow(HttpContext http, Flash flash, DeskCase on)
    {
        flash.Say(http, "warn", "staff.not-now");
        return Results.Redirect($"/desk/grievances/{on.State.Number}");
    }

    private static async Task<IResult> Do(HttpContext http, StaffDesk staff, Flash flash, string number, string action, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { } found || StaffAction.Find(action) is not { } known)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        var errors = known.Faults(given, http.RequestServices.GetRequiredService<Words>());
        if (Reviews.ReviewActions.NamesSomebody(found, known, given))
            errors.Add("published", "refusal.published-names-somebody");
        if (errors.Any || known.Wish(given) is not { } wish)
            return ActionForm(staff, found, known, form, errors);
        switch (await staff.Do(found, wish, given["key"], long.TryParse(given["seen"], out var seen) ? seen : null, given.On))
        {
            case Answer.Refused refused:
                return ActionForm(staff, found, known, form, errors.Add(known.FieldOf(refused.Code), $"refusal.{refused.Code}"));
            case var answer:
                flash.Say(http, answer, $"staff.done.{known.Name}");
                // Whoever passed it on, or stands aside, has it on their desk no longer.
                return Results.Redirect(await staff.Find(http, number, cancel) is null ? "/desk/grievances" : $"/desk/grievances/{found.State.Number}");
        }
    }

    private static IResult ActionForm(StaffDesk staff, DeskCase on, StaffAction action, IFormCollection? form, FormErrors? errors) => Show.Page<ActionPage>(
        errors is null ? 200 : 422,
        (nameof(ActionPage.On), on), (nameof(ActionPage.Action), action), (nameof(ActionPage.Form), form), (nameof(ActionPage.Errors), errors),
        (nameof(ActionPage.FormKey), form?["key"].ToString() is { Length: > 0 } key ? key : staff.FreshKey()));

    private static async Task<IResult> Identity(HttpContext http, StaffDesk staff, string number, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is not { Acts: true } found ? Results.NotFound()
        : !Authority.MayOpen(found.Reader, found.State, found.Town) ? FileEndpoints.KeptFromUnit()
        : Show.Page<IdentityPage>(200, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Opened), ShownBefore(http)));

    // Sent back by the page itself when its reader changes the language: nothing is opened a second time.
    private static Contact? ShownBefore(HttpContext http) => KeptForm.Of(http) is { } shown && shown.ContainsKey("shown")
        ? new(shown["name"], shown["phone"], shown["email"], shown["address"])
        : null;

    // The identity is shown once, in the answer to the request that recorded the opening; there is no page that shows it again.
    private static async Task<IResult> OpenIdentity(HttpContext http, StaffDesk staff, Flash flash, string number, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { Acts: true } found)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        if (FileEndpoints.Faults(given) is { Any: true } || given.Enum<Purpose>("purpose") is not { } purpose)
            return Show.Page<IdentityPage>(422, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Form), form), (nameof(IdentityPage.Errors), FileEndpoints.Faults(given)));
        return await staff.Do(found, new OpenIdentity(purpose, given.Line("law"), given.Line("document")), given["key"] is { Length: > 0 } key ? key : staff.FreshKey(), null) switch
        {
            // A page that is loaded again opens nothing a second time, and shows nothing either.
            Answer.Recorded { Again: true } => NotAgain(http, flash, found),
            Answer.Refused refused => Show.Page<IdentityPage>(422, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Form), form), (nameof(IdentityPage.Errors), new FormErrors().Add("purpose", $"refusal.{refused.Code}"))),
            _ => Show.Page<IdentityPage>(200, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Opened), Contacts.Of(found.State, found.Case.Events))),
        };
    }

    private static IResult NotAgain(HttpContext http, Flash flash, DeskCase on)
    {
        flash.Say(http, "warn", "staff.identity.once");
        return Results.Redirect($"/desk/grievances/{on.State.Number}");
    }

    private static async Task<IResult> Registered(HttpContext http, StaffDesk staff, string number, string accessCode, bool brief, bool again, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found
            ? Show.Page<RegisteredPage>(200, (nameof(RegisteredPage.On), found), (nameof(RegisteredPage.AccessCode), accessCode), (nameof(RegisteredPage.Brief), brief), (nameof(RegisteredPage.Again), again))
            : Results.Redirect("/desk/grievances");

    private static async Task<IResult> RegisterForm(HttpContext http, StaffDesk staff, IFormCollection? form, FormErrors? errors, CancellationToken cancel) =>
        await staff.Book(http, cancel) is var book && !RegisterDesk.May(http.Actor(), book.Town) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : Show.Page<RegisterPage>(
            errors is null ? 200 : 422, (nameof(RegisterPage.Book), book), (nameof(RegisterPage.Office), RegisterDesk.OfficeOf(http.Actor(), book.Town)), (nameof(RegisterPage.Form), form), (nameof(RegisterPage.Errors), errors),
            (nameof(RegisterPage.FormKey), form?["key"].ToString() is { Length: > 0 } key ? key : staff.FreshKey()));

    private static async Task<IResult> Register(HttpContext http, StaffDesk staff, RegisterDesk register, TownClock clock, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        var book = await staff.Book(http, cancel);
        var errors = register.Faults(given, clock.Now, book, RegisterDesk.OfficeOf(http.Actor(), book.Town));
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
