using System.Globalization;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Receptions.Slips;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Receptions.Slips;

/// <summary>Blocks of slips: print one, see what came back, say which were spoiled.</summary>
internal static class SlipEndpoints
{
    public const string Desk = "/desk/slips";

    public static void MapSlips(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Desk).RequireStaff().ExcludeFromDescription();
        desk.MapGet("", async (HttpContext http, BookShelf books, SlipDesk slips, CancellationToken cancel) => await List(http, books, slips, null, null, cancel));
        desk.MapPost("", Do);
        desk.MapPost("/print", Do);
        desk.MapGet("/{first:int}", Print);
    }

    private static async Task<IResult> List(HttpContext http, BookShelf books, SlipDesk slips, IFormCollection? form, FormErrors? errors, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        return RegisterDesk.OfficeOf(http.Actor(), book.Town) is not { } office ? Results.StatusCode(StatusCodes.Status403Forbidden)
            : Show.Page<SlipsPage>(errors is null ? 200 : 422, (nameof(SlipsPage.Slips), await slips.Book(http, cancel)), (nameof(SlipsPage.Office), office), (nameof(SlipsPage.Form), form), (nameof(SlipsPage.Errors), errors));
    }

    private static async Task<IResult> Print(HttpContext http, BookShelf books, SlipDesk slips, int first, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        return (await slips.Book(http, cancel)).Blocks.FirstOrDefault(block => block.First == first) is { } found && Authority.MayRegister(http.Actor(), book.Town, found.Office)
            ? Show.Page<SlipSheets>(200, (nameof(SlipSheets.Block), found), (nameof(SlipSheets.Office), book.Town.Find(found.Office)))
            : Results.NotFound();
    }

    private static async Task<IResult> Do(HttpContext http, BookShelf books, SlipDesk slips, Flash flash, IdSource ids, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        if (RegisterDesk.OfficeOf(http.Actor(), book.Town) is not { } office)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var (wish, field, done) = Wish(form, office);
        if (wish is null)
            return await List(http, books, slips, form, new FormErrors().Add(field, $"refusal.{(field == "count" ? "slip-count" : "slip-unknown")}"), cancel);
        var answer = await slips.Do(http, wish, form["key"].ToString() is { Length: > 0 and <= 64 } key ? $"slips:{key}" : ids.Hex(16));
        if (answer is Answer.Refused refused)
            return await List(http, books, slips, form, new FormErrors().Add(refused.Code == "reason-missing" ? "reason" : field, $"refusal.{refused.Code}"), cancel);
        flash.Say(http, answer, done);
        return Results.Redirect(answer is Answer.Recorded recorded && recorded.Events.OfType<SlipsPrinted>().FirstOrDefault() is { } printed ? $"{Desk}/{printed.First.ToString(CultureInfo.InvariantCulture)}" : Desk);
    }

    private static (ICommand<SlipBook>? Wish, string Field, string Done) Wish(IFormCollection form, OfficeId office) => form["do"].LastOrDefault() switch
    {
        "void" => (SlipNumber.Read(form["slip"]) is { } number ? new VoidSlip(number, form["reason"].ToString()) : null, "slip", "slips.done.void"),
        "end" => (int.TryParse(form["first"], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? new EndSlips(first) : null, "slip", "slips.done.end"),
        _ => (int.TryParse(form["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new PrintSlips(office, count) : null, "count", "slips.done.print"),
    };
}
