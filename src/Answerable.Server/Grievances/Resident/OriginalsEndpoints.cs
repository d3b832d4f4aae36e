using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Grievances.Resident;

/// <summary>
/// What was taken out of each file is told, and whoever wants the untouched original kept as evidence ticks it and sends it once more:
/// so that none is ever written down before somebody asked (safeguards A13; docs/decisions/0040-untouched-originals.md).
/// </summary>
internal static class OriginalsEndpoints
{
    public static void MapOriginals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/case/originals", View).ExcludeFromDescription();
        routes.MapPost("/case/originals", Keep).DisableAntiforgery() // checked in UploadForm
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentLimits.FormBytes)).ExcludeFromDescription();
    }

    private static async Task<IResult> View(HttpContext http, CaseTickets tickets, CaseDesk desk, CancellationToken cancel) =>
        await tickets.Holder(http, cancel) is { } opened ? await Page(opened, desk, null, null, cancel) : Results.Redirect("/track");

    private static async Task<IResult> Page(CaseDoor.Opened opened, CaseDesk desk, FormErrors? errors, IFormCollection? given, CancellationToken cancel) =>
        Show.Page<OriginalsPage>(errors is null ? 200 : 422, (nameof(OriginalsPage.Opened), opened), (nameof(OriginalsPage.Files), await desk.Files(opened, cancel)), (nameof(OriginalsPage.Errors), errors),
            (nameof(OriginalsPage.Chosen), given?["keep"].OfType<string>().ToArray() ?? []), (nameof(OriginalsPage.Once), given?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()));

    private static async Task<IResult> Keep(HttpContext http, IAntiforgery guard, CaseTickets tickets, CaseDesk desk, Intake intake, Flash flash, CancellationToken cancel)
    {
        if (await UploadForm.Begin(http, guard, cancel) is not { } form)
            return Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), "form-expired"), (nameof(Shell.Pages.ErrorPage.Status), 400));
        if (await tickets.Holder(http, cancel) is not { } opened)
            return Results.Redirect("/track");
        var asked = form.Fields["keep"].OfType<string>().ToHashSet();
        if (asked.Count == 0)
            return await Page(opened, desk, new FormErrors().Add("keep", "originals.none"), form.Fields, cancel);
        var office = CaseDesk.SealedTo(opened);
        if (await intake.Untouched(opened, form, asked, office, cancel) is not { } files)
            return await Page(opened, desk, new FormErrors().Add("keep", "refusal.erased"), form.Fields, cancel);
        if (files.Errors.Any)
            return await Page(opened, desk, files.Errors, form.Fields, cancel);
        ICommand wish = office is null ? new KeepOriginals([.. files.Originals]) : new AddInformation(Seal.To([office], new { originals = files.Sealed }));
        if (await desk.Act(opened, wish, form.Fields["once"], files.Hashes) is Answer.Refused refused)
        {
            await intake.Undo(files, CancellationToken.None);
            return await Page(opened, desk, new FormErrors().Add("files", $"refusal.{refused.Code}"), form.Fields, cancel);
        }

        flash.Say(http, "good", "originals.done");
        return Results.Redirect("/case");
    }
}
