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
        routes.MapGet("/lodge/{step}", Again).ExcludeFromDescription();
        routes.MapPost("/lodge/{step}", Answer).ExcludeFromDescription();
        routes.MapPost("/lodge/submit", Submit).DisableAntiforgery() // checked in UploadForm, before any file is read
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentLimits.FormBytes)).ExcludeFromDescription();
    }

    private static async Task<IResult> Start(HttpContext http, Jurisdictions jurisdictions, BookShelf books, NoticeWays ways, IdSource ids, string? town, CancellationToken cancel)
    {
        if (await jurisdictions.Choose(town, cancel) is not { } jurisdiction)
            return Show.Page<TownPage>(200, (nameof(TownPage.Towns), await Towns(jurisdictions, books, cancel)));
        return await Page(http, new(ids.Hex(16), jurisdiction.Value) { Sends = [.. ways.All.Select(CaseEntry.Code)] }, Steps.Kind, null, cancel);
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

    // Language or look was changed: the same question, with what was typed.
    private static async Task<IResult> Again(HttpContext http, string step, DraftSeal seal, LodgingDesk desk, CancellationToken cancel)
    {
        if (KeptForm.Of(http) is not { } typed || seal.Open(typed["draft"]) is not { } draft)
            return Results.Redirect("/lodge");
        if (step == HigherOffice)
            return Above(http, draft, await desk.OfficeAbove(new(draft.Jurisdiction), draft.ToAccused(), cancel));
        return Steps.Of(draft).Contains(step) ? await Page(http, Steps.Take(draft, step, typed), step, null, cancel) : Results.Redirect("/lodge");
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
        if (go == "back")
            return await Page(http, draft, Steps.Before(draft, step), null, cancel);
        if (Steps.Of(draft).Contains(go))
            return await Page(http, draft, go, null, cancel);
        var town = (await books.Get(new(draft.Jurisdiction), cancel)).Town;
        var errors = Steps.Faults(draft, step, town);
        if (errors.Any)
            return await Page(http, draft, step, errors, cancel);
        return await NeedsOfficeAbove(http, draft, step, cancel) ?? await Page(http, draft, Steps.After(draft, step, town), null, cancel);
    }

    private static async Task<IResult> Submit(
        HttpContext http, IAntiforgery guard, DraftSeal seal, BookShelf books, LodgingDesk desk, Intake intake, Pacing pacing, CaseTickets tickets, CancellationToken cancel)
    {
        if (await UploadForm.Begin(http, guard, cancel) is not { } form)
            return Refused("form-expired");
        if (seal.Open(form.Fields["draft"]) is not { } draft)
            return Broken();
        var jurisdiction = new JurisdictionId(draft.Jurisdiction);
        var town = (await books.Get(jurisdiction, cancel)).Town;
        if (Steps.FirstWanting(draft, town) is var wanting && wanting != Steps.Check)
            return await Page(http, draft, wanting, Steps.Faults(draft, wanting, town), cancel);
        var above = draft.IsAccusation ? await desk.OfficeAbove(jurisdiction, draft.ToAccused(), cancel) : null;
        if (draft.IsAccusation && above?.SealingKey is null)
            return Above(http, draft, above);
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
        {
            await intake.Undo(files, CancellationToken.None); // refused, or sent a second time and recorded the first
            if (filed is Filed.Accepted)
                http.RequestServices.GetRequiredService<Flash>().Say(http, "warn", "form.already-done");
        }

        switch (filed)
        {
            case Filed.Accepted { Stream: var stream, Number: var number, AccessCode: var code }:
                tickets.Give(http, jurisdiction, stream, AccessCode.Digest(code)!);
                tickets.CarryCode(http, number, code);
                return Results.Redirect("/case/receipt");
            case Filed.Refused { Why: { Code: "accusation-needs-higher-office" } }:
                return Above(http, draft, await desk.OfficeAbove(jurisdiction, draft.ToAccused(), cancel));
            case Filed.Refused refused:
                return await Page(http, draft, Steps.Check, new FormErrors().Add("submit", $"refusal.{refused.Why.Code}"), cancel);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // Told at the first question that decides it, so that nobody writes a page that cannot be sent.
    private static async Task<IResult?> NeedsOfficeAbove(HttpContext http, Draft draft, string step, CancellationToken cancel)
    {
        if (!draft.IsAccusation || step is not (Steps.Kind or Steps.About))
            return null;
        var accused = step == Steps.Kind ? new Accused() : draft.ToAccused();
        var above = await http.RequestServices.GetRequiredService<LodgingDesk>().OfficeAbove(new(draft.Jurisdiction), accused, cancel);
        return above?.SealingKey is null ? Above(http, draft, above) : null;
    }

    private static async Task<IResult> Page(HttpContext http, Draft draft, string step, FormErrors? errors, CancellationToken cancel)
    {
        if (step == Steps.Check)
            draft = draft with { Checked = true };
        var services = http.RequestServices;
        var town = (await services.GetRequiredService<BookShelf>().Get(new(draft.Jurisdiction), cancel)).Town;
        var above = draft.IsAccusation ? await services.GetRequiredService<LodgingDesk>().OfficeAbove(new(draft.Jurisdiction), draft.ToAccused(), cancel) : null;
        return Show.Page<LodgePage>(errors is null ? 200 : 422,
            (nameof(LodgePage.Draft), draft), (nameof(LodgePage.Step), step), (nameof(LodgePage.Errors), errors), (nameof(LodgePage.Town), town),
            (nameof(LodgePage.Above), above), (nameof(LodgePage.Sealed), services.GetRequiredService<DraftSeal>().Close(draft)));
    }

    private static IResult Above(HttpContext http, Draft draft, Office? office) => Show.Page<HigherOfficePage>(200,
        (nameof(HigherOfficePage.Office), office), (nameof(HigherOfficePage.Again), $"/lodge?town={draft.Jurisdiction}"),
        (nameof(HigherOfficePage.Sealed), http.RequestServices.GetRequiredService<DraftSeal>().Close(draft)));

    private static IResult Broken() => Refused("draft-broken");

    private static IResult Refused(string code) =>
        Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), code), (nameof(Shell.Pages.ErrorPage.Status), 400));
}
