using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Shell;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Grievances.Resident;

/// <summary>Filing in the browser: one question to a page, then everything once more, then the receipt.</summary>
internal static class LodgeEndpoints
{
    private const string HigherOffice = "above";

    public static void MapLodging(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lodge", Start).ExcludeFromDescription();
        routes.MapGet("/lodge/{step}", View).ExcludeFromDescription();
        routes.MapPost("/lodge/{step}", Answer).ExcludeFromDescription();
        routes.MapPost("/lodge/submit", Submit).DisableAntiforgery() // checked in UploadForm, before any file is read
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentLimits.FormBytes)).ExcludeFromDescription();
    }

    private static async Task<IResult> Start(HttpContext http, Jurisdictions jurisdictions, BookShelf books, HeldDrafts drafts, string? town, CancellationToken cancel)
    {
        if (await jurisdictions.Choose(town, cancel) is not { } jurisdiction)
            return Show.Page<TownPage>(200, (nameof(TownPage.Towns), await Towns(jurisdictions, books, cancel)));
        return await Page(http, drafts.Begin(http, jurisdiction), Steps.Kind, null, cancel);
    }

    /// <summary>The first question of a filing that already knows something.</summary>
    public static Task<IResult> Begin(HttpContext http, Draft draft, CancellationToken cancel) => Page(http, draft, Steps.Kind, null, cancel);

    private static async Task<IReadOnlyList<(string Id, Text Name)>> Towns(Jurisdictions jurisdictions, BookShelf books, CancellationToken cancel)
    {
        var towns = new List<(string, Text)>();
        foreach (var id in await jurisdictions.All(cancel))
            towns.Add((id.Value, (await books.Get(id, cancel)).Town.Name));
        return towns;
    }

    // Led here after an answer, come back, or language or look was changed: the same question, with what was typed.
    private static async Task<IResult> View(HttpContext http, string step, string? d, bool? fix, DraftSeal seal, HeldDrafts drafts, BookShelf books, LodgingDesk desk, CancellationToken cancel)
    {
        if (KeptForm.Of(http) is { } typed && seal.Open(typed["draft"]) is { } switched)
            return Steps.Of(switched).Contains(step) || step == HigherOffice ? await Question(http, Steps.Take(switched, step, typed), step, null, desk, cancel) : Results.Redirect("/lodge");
        if (d is null)
            return Results.Redirect("/lodge");
        if (drafts.Find(http, d) is not { } held)
            return Refused("draft-gone", StatusCodes.Status410Gone);
        if (held.Draft is not { } draft)
            return Refused("draft-elsewhere", StatusCodes.Status409Conflict);
        if (!Steps.Of(draft).Contains(step) && step != HigherOffice)
            return Results.Redirect("/lodge");
        var errors = fix is true ? Steps.Faults(draft, step, await books.Get(new(draft.Jurisdiction), cancel)) : null;
        return await Question(http, draft, step, errors is { Any: true } ? errors : null, desk, cancel);
    }

    private static async Task<IResult> Question(HttpContext http, Draft draft, string step, FormErrors? errors, LodgingDesk desk, CancellationToken cancel) =>
        step == HigherOffice ? Above(http, draft, await desk.OfficeAbove(new(draft.Jurisdiction), draft.ToAccused(), cancel)) : await Page(http, draft, step, errors, cancel);

    // Every question has an address, so that "back" leads to it; a draft too long to be held is answered with the page at once.
    private static async Task<IResult> Go(HttpContext http, Draft draft, string step, FormErrors? errors, CancellationToken cancel)
    {
        if (step == Steps.Check)
            draft = draft with { Checked = true };
        return http.RequestServices.GetRequiredService<HeldDrafts>().Keep(http, draft)
            ? Results.Redirect($"/lodge/{step}?d={draft.Mark}{(errors is null ? "" : "&fix=true")}")
            : await Question(http, draft, step, errors, http.RequestServices.GetRequiredService<LodgingDesk>(), cancel);
    }

    private static async Task<IResult> Answer(HttpContext http, string step, DraftSeal seal, BookShelf books, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (seal.Open(form["draft"]) is not { } draft)
            return Broken();
        draft = Steps.Take(draft, step, form);
        if (!Steps.Of(draft).Contains(step))
            step = Steps.Kind;
        var go = form["go"].ToString();
        if (go == "discard")
            return Discard(http, draft);
        if (go == "back")
            return await Go(http, draft, Steps.Before(draft, step), null, cancel);
        if (Steps.Of(draft).Contains(go))
            return await Go(http, draft, go, null, cancel);
        var book = await books.Get(new(draft.Jurisdiction), cancel);
        var errors = Steps.Faults(draft, step, book);
        if (errors.Any)
            return await Go(http, draft, step, errors, cancel);
        return await Go(http, draft, await NeedsOfficeAbove(http, draft, step, cancel) ? HigherOffice : Steps.After(draft, step, book), null, cancel);
    }

    // For whoever fills it in on somebody else's device and changes their mind.
    private static IResult Discard(HttpContext http, Draft draft)
    {
        http.RequestServices.GetRequiredService<HeldDrafts>().Drop(http, draft);
        http.RequestServices.GetRequiredService<Flash>().Say(http, "good", "lodge.discarded");
        return Results.Redirect("/");
    }

    private static async Task<IResult> Submit(
        HttpContext http, IAntiforgery guard, DraftSeal seal, BookShelf books, LodgingDesk desk, Intake intake, Pacing pacing, CaseTickets tickets, CancellationToken cancel)
    {
        if (await UploadForm.Begin(http, guard, cancel) is not { } form)
            return Refused("form-expired");
        if (seal.Open(form.Fields["draft"]) is not { } draft)
            return Broken();
        var jurisdiction = new JurisdictionId(draft.Jurisdiction);
        var book = await books.Get(jurisdiction, cancel);
        if (Steps.FirstWanting(draft, book) is var wanting && wanting != Steps.Check)
            return await Go(http, draft, wanting, Steps.Faults(draft, wanting, book), cancel);
        var above = draft.IsAccusation ? await desk.OfficeAbove(jurisdiction, draft.ToAccused(), cancel) : null;
        if (draft.IsAccusation && above?.SealingKey is null)
            return await Go(http, draft, HigherOffice, null, cancel);
        await pacing.BeforeFiling(http, cancel);
        var files = await intake.Begin(jurisdiction, form, above, cancel);
        if (files.Errors.Any)
            return await Page(http, draft, Steps.Check, files.Errors, cancel);
        return await File(http, draft, jurisdiction, files, desk, intake, tickets, cancel);
    }

    private static async Task<IResult> File(
        HttpContext http, Draft draft, JurisdictionId jurisdiction, Intake.Batch files, LodgingDesk desk, Intake intake, CaseTickets tickets, CancellationToken cancel)
    {
        var filed = await desk.Lodge(jurisdiction, draft.ToFiling(), draft.ToAccused(), Channel.Web, draft.KeyWith(files.Hashes), cancel, files.Files);
        if (filed is not Filed.Accepted accepted || accepted.Stream != files.Stream)
            await intake.Undo(files, CancellationToken.None); // refused, or sent a second time and recorded the first
        var drafts = http.RequestServices.GetRequiredService<HeldDrafts>();
        var isOurs = drafts.IsOf(http, draft);
        if (filed is Filed.Accepted)
            drafts.Drop(http, draft);
        switch (filed)
        {
            // Sent twice before the first answer came, the code is told to whoever waits for it; later, or elsewhere, it is told no more.
            case Filed.Accepted { Again: true } before when !isOurs:
                return Show.Page<FiledBeforePage>(200, (nameof(FiledBeforePage.Number), before.Number));
            case Filed.Accepted { Stream: var stream, Number: var number, AccessCode: var code, Again: var again }:
                if (again)
                    http.RequestServices.GetRequiredService<Flash>().Say(http, "warn", "form.already-done");
                tickets.Give(http, jurisdiction, stream, AccessCode.Digest(code)!);
                tickets.CarryCode(http, number, code);
                return Results.Redirect("/case/receipt");
            case Filed.Refused { Why: { Code: "accusation-needs-higher-office" } }:
                return await Go(http, draft, HigherOffice, null, cancel);
            case Filed.Refused refused:
                return await Page(http, draft, Steps.Check, new FormErrors().Add("submit", $"refusal.{refused.Why.Code}"), cancel);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Told at the first question that decides it, so that nobody writes a page that cannot be sent.
    private static async Task<bool> NeedsOfficeAbove(HttpContext http, Draft draft, string step, CancellationToken cancel)
    {
        if (!draft.IsAccusation || step is not (Steps.Kind or Steps.About))
            return false;
        var accused = step == Steps.Kind ? new Accused() : draft.ToAccused();
        return (await http.RequestServices.GetRequiredService<LodgingDesk>().OfficeAbove(new(draft.Jurisdiction), accused, cancel))?.SealingKey is null;
    }

    private static async Task<IResult> Page(HttpContext http, Draft draft, string step, FormErrors? errors, CancellationToken cancel)
    {
        var services = http.RequestServices;
        var book = await services.GetRequiredService<BookShelf>().Get(new(draft.Jurisdiction), cancel);
        var above = draft.IsAccusation ? await services.GetRequiredService<LodgingDesk>().OfficeAbove(new(draft.Jurisdiction), draft.ToAccused(), cancel) : null;
        return Show.Page<LodgePage>(errors is null ? 200 : 422,
            (nameof(LodgePage.Draft), draft), (nameof(LodgePage.Step), step), (nameof(LodgePage.Errors), errors), (nameof(LodgePage.Book), book),
            (nameof(LodgePage.Above), above), (nameof(LodgePage.Sealed), services.GetRequiredService<DraftSeal>().Close(draft)));
    }

    private static IResult Above(HttpContext http, Draft draft, Office? office) => Show.Page<HigherOfficePage>(200,
        (nameof(HigherOfficePage.Office), office), (nameof(HigherOfficePage.Again), $"/lodge?town={draft.Jurisdiction}"),
        (nameof(HigherOfficePage.Here), $"/lodge/above?d={draft.Mark}"), (nameof(HigherOfficePage.Sealed), http.RequestServices.GetRequiredService<DraftSeal>().Close(draft)));

    private static IResult Broken() => Refused("draft-broken");

    private static IResult Refused(string code, int status = StatusCodes.Status400BadRequest) =>
        Show.Page<Shell.Pages.ErrorPage>(status, (nameof(Shell.Pages.ErrorPage.Code), code), (nameof(Shell.Pages.ErrorPage.Status), status));
}
