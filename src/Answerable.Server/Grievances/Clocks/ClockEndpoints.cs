using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Clocks;

/// <summary>How a clock was counted: for whoever holds the access code, in a browser or a program, and for staff who may see the case.</summary>
internal static class ClockEndpoints
{
    public static void MapClocks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/case/clocks/{key}", OfCase).ExcludeFromDescription();
        routes.MapGet("/desk/grievances/{number}/clocks/{key}", OfDesk).RequireStaff().ExcludeFromDescription();
        routes.MapGet("/api/v1/grievances/{number}/clocks/{key}", OfApi).WithTags("grievances").WithName("clock").Produces(200, contentType: "application/json").ProducesProblem(404);
    }

    private static async Task<IResult> OfCase(HttpContext http, string key, CaseTickets tickets, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        tickets.Renew(http);
        return ClockHandout.Answer(http, opened.Case.State, key, Names(opened.Book.Town), (clock, why) => Show.Page<CaseClockPage>(200,
            (nameof(CaseClockPage.Opened), opened), (nameof(CaseClockPage.Clock), clock), (nameof(CaseClockPage.Why), why), (nameof(CaseClockPage.Name), Names(opened.Book.Town))));
    }

    private static async Task<IResult> OfDesk(HttpContext http, string number, string key, StaffDesk desk, CancellationToken cancel) =>
        await desk.Find(http, number, cancel) is not { } on ? Results.NotFound()
        : ClockHandout.Answer(http, on.State, key, Names(on.Town), (clock, why) => Show.Page<DeskClockPage>(200,
            (nameof(DeskClockPage.On), on), (nameof(DeskClockPage.Clock), clock), (nameof(DeskClockPage.Why), why), (nameof(DeskClockPage.Name), Names(on.Town))));

    private static async Task<IResult> OfApi(HttpContext http, string number, string key, CaseDoor door, CancellationToken cancel) =>
        await door.Open(http, number, http.Request.Headers["Access-Code"], cancel) switch
        {
            CaseDoor.Opened opened => ClockHandout.Answer(http, opened.Case.State, key, Names(opened.Book.Town), page: null),
            CaseDoor.Slow slow => Api.TooMany(http, slow),
            _ => Problem.For(http, "no-such-grievance", StatusCodes.Status404NotFound),
        };

    private static Func<ActorId, string> Names(Offices.Town town) => by =>
        by.Value.StartsWith("staff.", StringComparison.Ordinal) && town.Find(new PersonId(by.Value["staff.".Length..])) is { } person ? person.Name : by.Value;
}
