using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Letters;

/// <summary>
/// The letters of a case as pages to print and as files. Whoever may read the case may read its letters; the recipient's name and address stand in one only
/// for the complainant, or once somebody opened the identity for serving it, on the record and told to the complainant (safeguards A18).
/// </summary>
internal static class LetterEndpoints
{
    public static void MapDesk(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/{number}/letters/{letter}", (HttpContext http, StaffDesk staff, LetterPress press, string number, string letter, CancellationToken cancel) => Page(http, staff, press, number, letter, null, cancel));
        desk.MapGet("/{number}/letters/{letter}/docx", async (HttpContext http, StaffDesk staff, LetterPress press, string number, string letter, CancellationToken cancel) =>
            await Find(http, staff, number, letter, cancel) is var (found, one, name) ? Download(http, Write(press, found, one, name, null)) : Results.NotFound());
        desk.MapPost("/{number}/letters/{letter}", Fill);
        desk.MapPost("/{number}/letters/{letter}/docx", FilledFile);
        desk.MapPost("/{number}/letters/{letter}/number", Number);
    }

    public static void MapCase(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/case/letters/{letter}", async (HttpContext http, CaseTickets tickets, LetterPress press, string letter, CancellationToken cancel) =>
            await tickets.Holder(http, cancel) is not { } opened ? Results.Redirect("/track")
            : Own(press, opened, letter) is { } sheet ? Shown(http, tickets, sheet) : Results.NotFound());
        pages.MapGet("/case/letters/{letter}/docx", async (HttpContext http, CaseTickets tickets, LetterPress press, string letter, CancellationToken cancel) =>
            await tickets.Holder(http, cancel) is { } opened && Own(press, opened, letter) is { } sheet ? Download(http, sheet) : Results.NotFound());
    }

    private static IResult Shown(HttpContext http, CaseTickets tickets, LetterSheet sheet)
    {
        tickets.Renew(http);
        return Show.Page<CaseLetterPage>(200, (nameof(CaseLetterPage.Sheet), sheet));
    }

    // The complainant's own name and words, as they gave them.
    private static LetterSheet? Own(LetterPress press, CaseDoor.Opened opened, string letter) =>
        LetterName.Read(letter) is { IsReturn: false } name && Correspondence.ForComplainant(opened.Case.State, opened.Case.Events).FirstOrDefault(one => one.Version == name.Version) is { } found
            ? press.Write(opened.Case.Events, opened.Case.State, found, isReturn: false, opened.Book, Contact(opened.Case.Events), words => words) with { IsOwn = true }
            : null;

    private static async Task<IResult> Page(HttpContext http, StaffDesk staff, LetterPress press, string number, string letter, FormErrors? errors, CancellationToken cancel)
    {
        if (await Find(http, staff, number, letter, cancel) is not var (found, one, name))
            return Results.NotFound();
        var to = KeptForm.Of(http) is { } kept && kept.ContainsKey("shown") ? Given(kept) : null;
        return DeskPage(found, name, Write(press, found, one, name, to), errors);
    }

    // Opens the identity to serve this letter, and shows it filled; or fills a second paper with what that opening showed.
    private static async Task<IResult> Fill(HttpContext http, StaffDesk staff, LetterPress press, string number, string letter, CancellationToken cancel)
    {
        if (await Find(http, staff, number, letter, cancel) is not var (found, one, name))
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        if (form.ContainsKey("shown"))
            return Given(form) is { } given ? DeskPage(found, name, Write(press, found, one, name, given), null) : Results.BadRequest();
        return await staff.Do(found, new OpenIdentity(Purpose.ServeNotice, Document: one.DocumentNumber), staff.FreshKey(), null) is Answer.Refused refused
            ? DeskPage(found, name, Write(press, found, one, name, null), new FormErrors().Add("main", $"refusal.{refused.Code}"))
            : DeskPage(found, name, Write(press, found, one, name, Contact(found.Case.Events)), null);
    }

    private static async Task<IResult> FilledFile(HttpContext http, StaffDesk staff, LetterPress press, string number, string letter, CancellationToken cancel) =>
        await Find(http, staff, number, letter, cancel) is not var (found, one, name) ? Results.NotFound()
        : Given(await http.Request.ReadFormAsync(cancel)) is { } to ? Download(http, Write(press, found, one, name, to))
        : Results.BadRequest();

    private static async Task<IResult> Number(HttpContext http, StaffDesk staff, LetterPress press, Flash flash, string number, string letter, CancellationToken cancel)
    {
        if (await Find(http, staff, number, letter, cancel) is not var (found, one, name))
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        if (await staff.Do(found, new NumberLetter(one.Version, form["document"].ToString().Trim()), form["key"].ToString() is { Length: > 0 } key ? key : staff.FreshKey(), null) is var answer && answer is Answer.Refused refused)
            return DeskPage(found, name, Write(press, found, one, name, null), new FormErrors().Add("document", $"refusal.{refused.Code}"));
        flash.Say(http, answer, "letters.numbered");
        return Results.Redirect($"/desk/grievances/{found.State.Number}/letters/{name}");
    }

    private static IResult DeskPage(DeskCase found, LetterName name, LetterSheet sheet, FormErrors? errors) => Show.Page<DeskLetterPage>(
        errors is null ? 200 : 422, (nameof(DeskLetterPage.On), found), (nameof(DeskLetterPage.Name), name), (nameof(DeskLetterPage.Sheet), sheet), (nameof(DeskLetterPage.Errors), errors));

    private static async Task<(DeskCase Found, IssuedLetter Letter, LetterName Name)?> Find(HttpContext http, StaffDesk staff, string number, string letter, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found && LetterName.Read(letter) is { } name && Correspondence.ForStaff(found.State).FirstOrDefault(one => one.Version == name.Version) is { } one
            ? (found, one, name)
            : null;

    // Whoever was shown the name reads the letter's words whole: they stand on the paper that is served.
    private static LetterSheet Write(LetterPress press, DeskCase found, IssuedLetter letter, LetterName name, Contact? to) =>
        press.Write(found.Case.Events, found.State, letter, name.IsReturn, found.Book, to, to is null ? found.Masked : words => words);

    private static Contact? Contact(IReadOnlyList<Happened> history) => history.Select(one => one.Event).OfType<Lodged>().FirstOrDefault()?.Contact;

    private static Contact? Given(IFormCollection form)
    {
        string? Line(string name) => form[name].ToString().Trim() is { Length: > 0 } line ? line : null;
        var contact = new Contact(Line("name"), Address: Line("address"));
        return contact.IsSound() ? contact : null;
    }

    private static IResult Download(HttpContext http, LetterSheet sheet)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(LetterDocx.Write(sheet), LetterDocx.Type, sheet.FileName);
    }
}
