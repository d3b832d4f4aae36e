using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions;
using Answerable.Recording;
using Answerable.Server.Grievances;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.People;
using Answerable.Server.Receptions.Slips;
using Answerable.Server.Shell;

namespace Answerable.Server.Receptions;

/// <summary>The list for everybody, the days on the desk, and the booking in the complainant's hand.</summary>
internal static class ReceptionEndpoints
{
    public const string Desk = "/desk/receptions";

    public static void MapReceptions(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/reception", Public);
        pages.MapGet("/case/reception", async (HttpContext http, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) =>
            await tickets.Holder(http, cancel) is { } opened ? Choose(opened, desk, null) : Results.Redirect("/track"));
        pages.MapPost("/case/reception", Book);
        pages.MapPost("/case/reception/{day}/give-up", GiveUp);
        var desk = routes.MapGroup(Desk).RequireStaff().ExcludeFromDescription();
        desk.MapGet("", async (HttpContext http, BookShelf books, TownClock clock, IdSource ids, CancellationToken cancel) => await Days(http, books, clock, ids, null, null, cancel));
        desk.MapPost("", Announce);
        desk.MapGet("/{id}", async (HttpContext http, BookShelf books, ReceptionDesk receptions, string id, CancellationToken cancel) => await Day(http, books, receptions, id, null, null, cancel));
        desk.MapPost("/{id}", Cancel);
        routes.MapSlips();
    }

    private static async Task<IResult> Public(Jurisdictions jurisdictions, BookShelf books, TownClock clock, CancellationToken cancel)
    {
        var all = new List<Book>();
        foreach (var id in await jurisdictions.All(cancel))
            if (await books.Get(id, cancel) is { Town.IsFounded: true } book)
                all.Add(book);
        return Show.Page<ReceptionsPage>(200, (nameof(ReceptionsPage.Books), all), (nameof(ReceptionsPage.Now), clock.Now));
    }

    private static async Task<IResult> Days(HttpContext http, BookShelf books, TownClock clock, IdSource ids, IFormCollection? form, FormErrors? errors, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        return OfficeOf(http, book) is not { } office ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : Show.Page<DeskReceptionsPage>(errors is null ? 200 : 422, (nameof(DeskReceptionsPage.Book), book), (nameof(DeskReceptionsPage.Office), office), (nameof(DeskReceptionsPage.Now), clock.Now),
                (nameof(DeskReceptionsPage.Form), form), (nameof(DeskReceptionsPage.Errors), errors), (nameof(DeskReceptionsPage.FreshId), form?["key"].ToString() is { Length: > 0 } key ? key : ids.Hex(8)));
    }

    private static async Task<IResult> Announce(HttpContext http, BookShelf books, RecordDesk desk, TownClock clock, IdSource ids, Flash flash, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        if (OfficeOf(http, book) is not { } office)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var form = await http.Request.ReadFormAsync(cancel);
        var errors = ReceptionForm.Faults(form);
        if (errors.Any)
            return await Days(http, books, clock, ids, form, errors, cancel);
        var answer = await desk.Submit(http.User.Jurisdiction(), new(ReceptionBook.Stream, ReceptionForm.Wish(form, office), http.Actor()));
        if (answer is Answer.Refused refused)
            return await Days(http, books, clock, ids, form, errors.Add(ReceptionForm.FieldOf(refused.Code), $"refusal.{refused.Code}"), cancel);
        flash.Say(http, answer, "reception.announced");
        return Results.Redirect(Desk);
    }

    private static async Task<IResult> Day(HttpContext http, BookShelf books, ReceptionDesk receptions, string id, IFormCollection? form, FormErrors? errors, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        return OfficeOf(http, book) is null ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : book.Receptions.Find(id) is not { } day ? Results.NotFound()
            : Show.Page<DeskReceptionPage>(errors is null ? 200 : 422, (nameof(DeskReceptionPage.Book), book), (nameof(DeskReceptionPage.Day), day), (nameof(DeskReceptionPage.Form), form), (nameof(DeskReceptionPage.Errors), errors),
                (nameof(DeskReceptionPage.Expected), await receptions.Expected(http.Actor(), http.User.Jurisdiction(), day, cancel)), (nameof(DeskReceptionPage.May), AnnounceReception.MayAnnounce(http.Actor(), day.Office, book.Town)));
    }

    private static async Task<IResult> Cancel(HttpContext http, BookShelf books, ReceptionDesk receptions, RecordDesk desk, Flash flash, string id, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (string.IsNullOrWhiteSpace(form["reason"]))
            return await Day(http, books, receptions, id, form, new FormErrors().Add("reason", "staff.missing", new Words.Word("reception.reason")), cancel);
        var answer = await desk.Submit(http.User.Jurisdiction(), new(ReceptionBook.Stream, new CancelReception(id, form["reason"].ToString()), http.Actor()));
        if (answer is Answer.Refused refused)
            return await Day(http, books, receptions, id, form, new FormErrors().Add("reason", $"refusal.{refused.Code}"), cancel);
        flash.Say(http, answer, "reception.cancelled.done");
        return Results.Redirect($"{Desk}/{id}");
    }

    private static async Task<IResult> Book(HttpContext http, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        var form = await http.Request.ReadFormAsync(cancel);
        if (string.IsNullOrWhiteSpace(form["day"]))
            return Choose(opened, desk, new FormErrors().Add("day", "case.reception.missing"));
        var answer = await desk.Act(opened, new BookReception(form["day"].ToString()), form["once"], form["day"].ToString());
        if (answer is Answer.Refused refused)
            return Choose(opened, desk, new FormErrors().Add("day", $"refusal.{refused.Code}"));
        flash.Say(http, answer, "case.reception.done");
        return Results.Redirect("/case");
    }

    private static async Task<IResult> GiveUp(HttpContext http, string day, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        flash.Say(http, await desk.Act(opened, new GiveUpReception(day), (await http.Request.ReadFormAsync(cancel))["once"], day), "case.reception.given-up");
        return Results.Redirect("/case");
    }

    private static IResult Choose(CaseDoor.Opened opened, CaseDesk desk, FormErrors? errors) => Show.Page<CaseReceptionPage>(
        errors is null ? 200 : 422, (nameof(CaseReceptionPage.Opened), opened), (nameof(CaseReceptionPage.Errors), errors), (nameof(CaseReceptionPage.Once), desk.Once()));

    private static OfficeId? OfficeOf(HttpContext http, Book book) =>
        book.Town.Offices.Values.Select(office => office.Id).Where(office => AnnounceReception.MayAnnounce(http.Actor(), office, book.Town)).Cast<OfficeId?>().FirstOrDefault();
}
