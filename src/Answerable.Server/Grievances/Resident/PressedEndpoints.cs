using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Resident;

/// <summary>The door for whoever was threatened, visited, detained, followed or pressed because they complained (safeguards A12).</summary>
internal static class PressedEndpoints
{
    private static readonly string[] Ways = ["threatened", "visited", "detained", "followed", "pressed", "other"];

    public static void MapPressed(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pressed", View).ExcludeFromDescription();
        routes.MapPost("/pressed", Tell).ExcludeFromDescription();
    }

    private static Task<IResult> View(HttpContext http, CaseDesk desk, Jurisdictions jurisdictions, BookShelf books, string? town, CancellationToken cancel) =>
        Page(desk, jurisdictions, town, null, null, cancel);

    private static async Task<IResult> Page(CaseDesk desk, Jurisdictions jurisdictions, string? town, FormErrors? errors, IFormCollection? given, CancellationToken cancel)
    {
        var jurisdiction = await jurisdictions.Choose(town, cancel) ?? (await jurisdictions.All(cancel)).FirstOrDefault();
        var above = jurisdiction.Value is null ? [] : await desk.AgainstPressure(jurisdiction, null, cancel);
        return Show.Page<PressedPage>(errors is null ? 200 : 422, (nameof(PressedPage.Above), above), (nameof(PressedPage.Errors), errors), (nameof(PressedPage.Jurisdiction), jurisdiction.Value),
            (nameof(PressedPage.Given), given), (nameof(PressedPage.Once), given?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()));
    }

    private static async Task<IResult> Tell(HttpContext http, CaseDesk desk, Jurisdictions jurisdictions, Pacing pacing, CaseTickets tickets, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var (body, contact, number) = (Typed.Text(form["body"]), Typed.Line(form["contact"]), Typed.Line(form["number"]));
        var errors = new FormErrors();
        if (form["ways"].Count == 0)
            errors.Add("ways", "pressed.ways.missing");
        if (body.Length is 0 or > Steps.LongestBody)
            errors.Add("body", body.Length == 0 ? "pressed.body.missing" : "lodge.body.long", Steps.LongestBody);
        var once = form["once"].ToString();
        if (once.Length is 0 or > 64)
            return Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), "form-expired"), (nameof(Shell.Pages.ErrorPage.Status), 400));
        if (errors.Any || await jurisdictions.Choose(form["town"], cancel) is not { } jurisdiction)
            return await Page(desk, jurisdictions, form["town"], errors, form, cancel);
        await pacing.BeforeFiling(http, cancel);
        var words = new { ways = form["ways"].Where(Ways.Contains), body, contact = contact.Length > 300 ? contact[..300] : contact, number = number.Length > 40 ? number[..40] : number };
        var filed = await desk.ReportPressure(jurisdiction, null, words, once);
        if (filed is not Filed.Accepted { Stream: var stream, Number: var its, AccessCode: var code })
            return await Page(desk, jurisdictions, form["town"], new FormErrors().Add("body", $"refusal.{((Filed.Refused)filed).Why.Code}"), form, cancel);
        tickets.Give(http, jurisdiction, stream, Answerable.Grievances.AccessCode.Digest(code)!);
        tickets.CarryCode(http, its, code);
        return Results.Redirect("/case/receipt");
    }
}
