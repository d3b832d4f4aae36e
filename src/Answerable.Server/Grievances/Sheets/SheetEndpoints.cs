using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>Tables in the console (look, then confirm), and the numbers that one matter has in other systems.</summary>
internal static class SheetEndpoints
{
    private const int FormBytes = 24 * 1024 * 1024;

    public static void MapSheets(this IEndpointRouteBuilder routes)
    {
        var sheets = routes.MapGroup("/desk/sheets").RequireStaff().ExcludeFromDescription().AddEndpointFilter(Registering);
        sheets.MapGet("", () => Page(200, null, null, null));
        sheets.MapPost("", Look).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(FormBytes)); // checked in InMemory
        sheets.MapPost("/confirm", Confirm).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(FormBytes));
        sheets.MapPost("/report.csv", Report).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(FormBytes));
        var desk = routes.MapGroup("/desk/grievances").RequireStaff().ExcludeFromDescription();
        desk.MapGet("/{number}/numbers", async (HttpContext http, StaffDesk staff, string number, CancellationToken cancel) => await Numbers(http, staff, number, null, null, cancel));
        desk.MapPost("/{number}/numbers", Number);
    }

    private static async ValueTask<object?> Registering(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var book = await http.RequestServices.GetRequiredService<StaffDesk>().Book(http, http.RequestAborted);
        return RegisterDesk.May(http.Actor(), book.Town) ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static IResult Page(int status, FormErrors? errors, SheetReport? report, string? held, bool isDone = false) =>
        Show.Page<SheetPage>(status, (nameof(SheetPage.Errors), errors), (nameof(SheetPage.Report), report), (nameof(SheetPage.Held), held), (nameof(SheetPage.IsDone), isDone));

    // The framework lays large files on the disk as they come, the columns that nobody may keep included.
    private static async Task<IFormCollection?> InMemory(HttpContext http, IAntiforgery guard, CancellationToken cancel)
    {
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MemoryBufferThreshold = FormBytes, MultipartBodyLengthLimit = FormBytes, ValueLengthLimit = FormBytes }));
        var form = await http.Request.ReadFormAsync(cancel);
        return await guard.IsRequestValidAsync(http) ? form : null;
    }

    private static IResult Expired() => Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), "form-expired"), (nameof(Shell.Pages.ErrorPage.Status), 400));

    private static async Task<IResult> Look(HttpContext http, IAntiforgery guard, SheetDesk desk, CancellationToken cancel)
    {
        if (await InMemory(http, guard, cancel) is not { } form)
            return Expired();
        var errors = new FormErrors();
        var (chosen, file) = (SystemOf(form["system"]), form.Files.GetFile("file"));
        if (chosen is null)
            errors.Add("system", "sheet.system.missing");
        if (file is not { Length: > 0 })
            errors.Add("file", "sheet.file.missing");
        if (chosen is not { } system || file is not { Length: > 0 })
            return Page(422, errors, null, null);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancel);
        try
        {
            var (report, held) = await desk.Look(http, system, content.ToArray(), cancel);
            return Page(200, null, report, held);
        }
        catch (SheetFault fault)
        {
            return Page(422, errors.Add("file", $"refusal.{fault.Code}"), null, null);
        }
    }

    private static async Task<IResult> Confirm(HttpContext http, IAntiforgery guard, SheetDesk desk, CancellationToken cancel)
    {
        if (await InMemory(http, guard, cancel) is not { } form || desk.Open(http, form["held"].ToString()) is not { } held)
            return Expired();
        var report = await desk.Confirm(http, held, form["days"] == "1", cancel);
        return Page(200, null, report, form["held"].ToString(), isDone: true);
    }

    // What stands on the page, as a table that no spreadsheet runs.
    private static async Task<IResult> Report(HttpContext http, IAntiforgery guard, SheetDesk desk, Words w, CancellationToken cancel)
    {
        if (await InMemory(http, guard, cancel) is not { } form || desk.Open(http, form["held"].ToString()) is not { } held)
            return Expired();
        var report = await desk.Again(http, held, cancel);
        var text = new System.Text.StringBuilder("\ufeff").Append(Csv.Line([w["sheet.column.row"], w["sheet.column.number"], w["sheet.column.state"], w["sheet.column.case"], w["sheet.column.there"], w["sheet.column.here"]]));
        foreach (var line in report.Lines)
            text.Append(Csv.Line([$"{line.Row}", line.Number, SheetPage.Said(line, w), line.Case, Day(line.There), Day(line.Here)]));
        foreach (var (number, outer) in report.OnlyHere)
            text.Append(Csv.Line(["", outer.Number, w["sheet.only-here"], number, "", Day(outer.Due)]));
        return Results.File(System.Text.Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", "report.csv");
    }

    private static string? Day(NodaTime.LocalDate? day) => day is { } one ? NodaTime.Text.LocalDatePattern.Iso.Format(one) : null;

    private static OuterSystem? SystemOf(string? value) => Enum.TryParse<OuterSystem>(value, ignoreCase: true, out var system) && Enum.IsDefined(system) ? system : null;

    private static async Task<IResult> Numbers(HttpContext http, StaffDesk staff, string number, FormErrors? errors, IFormCollection? form, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { Acts: true } found
            ? Show.Page<NumbersPage>(errors is null ? 200 : 422, (nameof(NumbersPage.On), found), (nameof(NumbersPage.Errors), errors), (nameof(NumbersPage.Form), form), (nameof(NumbersPage.FormKey), staff.FreshKey()))
            : Results.NotFound();

    private static async Task<IResult> Number(HttpContext http, StaffDesk staff, Flash flash, string number, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { Acts: true } found)
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var errors = new FormErrors();
        if (Wish(form, errors) is not { } wish)
            return await Numbers(http, staff, number, errors, form, cancel);
        var answer = await staff.Do(found, wish, form["key"].ToString(), null);
        if (answer is Answer.Refused refused)
            return await Numbers(http, staff, number, errors.Add("outer", $"refusal.{refused.Code}"), form, cancel);
        flash.Say(http, answer, "numbers.done");
        return Results.Redirect($"/desk/grievances/{found.State.Number}/numbers");
    }

    private static ICommand? Wish(IFormCollection form, FormErrors errors)
    {
        var (system, number, due) = (SystemOf(form["system"]), OuterNumber.Read(form["outer"]), form["due"].ToString().Trim());
        if (system is null)
            errors.Add("system", "sheet.system.missing");
        if (number is null)
            errors.Add("outer", "refusal.outer-number-invalid");
        if (due.Length > 0 && SheetReading.Day(due) is null)
            errors.Add("due", "sheet.fault.due");
        return errors.Any ? null : form["do"].ToString() switch
        {
            "answered" => new AnswerOutside(system!.Value, number!),
            "strike" => new StrikeOutside(system!.Value, number!),
            _ => new NumberOutside(new(system!.Value, number!, SheetReading.Day(due))),
        };
    }
}
