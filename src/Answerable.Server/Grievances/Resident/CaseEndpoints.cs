using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace Answerable.Server.Grievances.Resident;

/// <summary>Tracking in the browser: number and code once, then the case under a cookie.</summary>
internal static class CaseEndpoints
{
    private const int LongestWords = 5_000;

    public static void MapCase(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/track", (string? number) => Show.Page<TrackPage>(200, (nameof(TrackPage.Number), CaseNumber.Read(number))));
        pages.MapPost("/track", Enter);
        pages.MapGet("/case", View);
        pages.MapGet("/case/receipt", Receipt);
        pages.MapGet("/case/proof", Proof);
        pages.MapGet("/case/files/{hash}", Download);
        pages.MapGet("/case/{act:regex(^(add|review|rate|withdraw)$)}", (HttpContext http, string act, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel) => Open(http, act, tickets, desk, flash, cancel));
        pages.MapPost("/case/add", Add).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(AttachmentLimits.FormBytes)); // checked in UploadForm
        pages.MapPost("/case/{act:regex(^(review|rate|withdraw|answer|again|consent)$)}", Act);
        pages.MapPost("/case/leave", Leave);
    }

    private static async Task<IResult> Enter(HttpContext http, CaseDoor door, CaseTickets tickets, Flash flash, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var number = Typed.Line(form["number"]);
        var errors = new FormErrors();
        if (CaseNumber.Read(number) is null)
            errors.Add("number", "track.number.invalid");
        if (string.IsNullOrWhiteSpace(form["code"]))
            errors.Add("code", "track.code.missing");
        if (errors.Any)
            return Track(422, number, errors);
        switch (await door.Open(http, number, form["code"], cancel))
        {
            case CaseDoor.Opened opened:
                tickets.Give(http, opened.Jurisdiction, opened.Case.Stream, opened.Case.State.AccessDigest);
                return Results.Redirect("/case");
            case CaseDoor.Slow slow:
                http.Response.Headers.RetryAfter = slow.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Track(429, number, new FormErrors().Add("code", "track.slow", slow.Seconds));
            default:
                return Track(422, number, errors.Add("number", "track.wrong"));
        }
    }

    private static IResult Track(int status, string number, FormErrors errors) =>
        Show.Page<TrackPage>(status, (nameof(TrackPage.Number), number), (nameof(TrackPage.Errors), errors));

    private static async Task<IResult> View(HttpContext http, CaseTickets tickets, CaseDesk desk, CancellationToken cancel)
    {
        if (await Holder(http, tickets, cancel) is not { } opened)
            return ToDoor(http);
        return Show.Page<CasePage>(200, (nameof(CasePage.Opened), opened), (nameof(CasePage.Files), await desk.Files(opened, cancel)), (nameof(CasePage.Once), desk.Once()));
    }

    private static async Task<IResult> Receipt(HttpContext http, CaseTickets tickets, Receipts receipts, CancellationToken cancel)
    {
        if (await Holder(http, tickets, cancel) is not { } opened)
            return ToDoor(http);
        return Show.Page<ReceiptPage>(200, (nameof(ReceiptPage.Opened), opened), (nameof(ReceiptPage.Code), tickets.TakeCode(http, opened.Number) ?? ShownBefore(http, opened)),
            (nameof(ReceiptPage.Beat), receipts.Beat), (nameof(ReceiptPage.Vkey), await receipts.Vkey(opened, cancel)), (nameof(ReceiptPage.IsReady), await receipts.IsReady(opened, cancel)));
    }

    // The page shows the code once; whoever changes its language then sends it back, and has it on the screen still.
    private static string? ShownBefore(HttpContext http, CaseDoor.Opened opened) =>
        KeptForm.Of(http)?["code"].ToString() is { Length: > 0 } code && opened.Case.State.AccessDigest == AccessCode.Digest(code) ? code : null;

    private static async Task<IResult> Proof(HttpContext http, bool? closed, CaseTickets tickets, Receipts receipts, Flash flash, CancellationToken cancel)
    {
        if (await Holder(http, tickets, cancel) is not { } opened)
            return ToDoor(http);
        if (await receipts.Of(opened, cancel, closed is true) is { } proof)
            return Results.Bytes(proof, "text/plain; charset=utf-8", Receipts.FileName(closed is true));
        flash.Say(http, "warn", "receipt.proof.wait");
        return Results.Redirect("/case/receipt");
    }

    private static async Task<IResult> Download(HttpContext http, string hash, CaseTickets tickets, CaseDesk desk, CancellationToken cancel)
    {
        if (await Holder(http, tickets, cancel) is not { } opened || await desk.File(opened, hash, cancel) is not { } found)
            return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(found.Content, found.File.Type, found.File.Name);
    }

    // What can no longer be done, or was done, is said before somebody fills in a form for it.
    private static async Task<IResult> Open(HttpContext http, string act, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await tickets.Holder(http, cancel) is not { } opened || CaseDoors.Of(opened).May(act))
            return await Form(http, act, null, tickets, desk, cancel);
        flash.Say(http, "warn", $"case.{act}.shut");
        return Results.Redirect("/case");
    }

    private static async Task<IResult> Form(HttpContext http, string act, FormErrors? errors, CaseTickets tickets, CaseDesk desk, CancellationToken cancel, IFormCollection? given = null) =>
        await Holder(http, tickets, cancel) is not { } opened ? ToDoor(http)
        : Show.Page<CaseFormPage>(errors is null ? 200 : 422, (nameof(CaseFormPage.Opened), opened), (nameof(CaseFormPage.Act), act), (nameof(CaseFormPage.Errors), errors),
            (nameof(CaseFormPage.Once), given?["once"].ToString() is { Length: > 0 } once ? once : desk.Once()), (nameof(CaseFormPage.Words), given?["words"].ToString()));

    private static async Task<IResult> Add(HttpContext http, IAntiforgery guard, CaseTickets tickets, CaseDesk desk, Intake intake, Flash flash, CancellationToken cancel)
    {
        if (await UploadForm.Begin(http, guard, cancel) is not { } form)
            return Show.Page<Shell.Pages.ErrorPage>(400, (nameof(Shell.Pages.ErrorPage.Code), "form-expired"), (nameof(Shell.Pages.ErrorPage.Status), 400));
        if (await Holder(http, tickets, cancel) is not { } opened)
            return ToDoor(http);
        var words = Typed.Text(form.Fields["words"]);
        if (words.Length is 0 or > LongestWords)
            return await Form(http, "add", new FormErrors().Add("words", words.Length == 0 ? "case.add.missing" : "case.words.long", LongestWords), tickets, desk, cancel, form.Fields);
        if (await intake.Continue(opened, form, CaseDesk.SealedTo(opened), cancel) is not { } files)
            return await Form(http, "add", new FormErrors().Add("words", "refusal.erased"), tickets, desk, cancel, form.Fields);
        if (files.Errors.Any)
            return await Form(http, "add", files.Errors, tickets, desk, cancel, form.Fields);
        var sealedWords = CaseDesk.SealedTo(opened) is { } office ? Seal.To([office], new { words, files = files.Sealed }) : words;
        var answer = await desk.Act(opened, new AddInformation(sealedWords, form.Fields["new"] == "yes", [.. files.Kept]) { Cleaned = [.. files.Cleaned] }, form.Fields["once"], new { words, New = form.Fields["new"].ToString(), files.Hashes });
        if (answer is not Answer.Refused refused)
            return Done(http, flash, answer, "case.add.done");
        await intake.Undo(files, CancellationToken.None);
        return await Form(http, "add", new FormErrors().Add("words", $"refusal.{refused.Code}"), tickets, desk, cancel, form.Fields);
    }

    private static async Task<IResult> Act(HttpContext http, string act, CaseTickets tickets, CaseDesk desk, Flash flash, CancellationToken cancel)
    {
        if (await Holder(http, tickets, cancel) is not { } opened)
            return ToDoor(http);
        var form = await http.Request.ReadFormAsync(cancel);
        var words = Typed.Text(form["words"]);
        if (Fault(act, words, form) is { } errors)
            return await Form(http, act, errors, tickets, desk, cancel, form);
        var answer = await desk.Act(opened, Command(act, opened, words, form), form["once"], new { words, Stars = form["stars"].ToString() });
        if (answer is not Answer.Refused refused)
            return act == "withdraw" && form["pressed"] == "yes" ? PressedEndpoints.After(http, tickets, opened.Number, flash) : Done(http, flash, answer, $"case.{act}.done");
        if (act is not ("answer" or "again" or "consent"))
            return await Form(http, act, new FormErrors().Add(act == "rate" && refused.Code != "reason-missing" ? "stars" : "words", $"refusal.{refused.Code}"), tickets, desk, cancel, form);
        flash.Say(http, "bad", $"refusal.{refused.Code}");
        return Results.Redirect("/case");
    }

    private static FormErrors? Fault(string act, string words, IFormCollection form) =>
        words.Length > LongestWords ? new FormErrors().Add("words", "case.words.long", LongestWords)
        : act == "review" && words.Length == 0 ? new FormErrors().Add("words", "case.review.missing")
        : act == "rate" && form["stars"].ToString() is not ("1" or "2" or "3" or "4" or "5") ? new FormErrors().Add("stars", "case.rate.missing")
        : act == "withdraw" && form["sure"] != "yes" ? new FormErrors().Add("sure", "case.withdraw.missing")
        : null;

    private static ICommand Command(string act, CaseDoor.Opened opened, string words, IFormCollection form) => act switch
    {
        "review" => new RequestReview(CaseDesk.Words(opened, words)!),
        "rate" => new Rate(form["stars"].ToString()[0] - '0', words.Length == 0 || opened.Case.State.IsSealed ? null : words[..Math.Min(words.Length, 2_000)], form["redo"] == "yes" && !opened.Case.State.IsSealed),
        "withdraw" => new Withdraw(form["pressed"].ToString() switch { "yes" => true, "no" => false, _ => null }, CaseDesk.Words(opened, words)),
        "answer" => new Serve(ServiceProof.OpenedByComplainant),
        "again" => new TakeUpAgain(),
        _ => new ConsentToSendOn(),
    };

    private static async Task<IResult> Leave(HttpContext http, CaseTickets tickets, Flash flash)
    {
        await tickets.TakeAway(http);
        flash.Say(http, "good", "case.left");
        return Results.Redirect("/track");
    }

    private static Task<CaseDoor.Opened?> Holder(HttpContext http, CaseTickets tickets, CancellationToken cancel) => tickets.Entered(http, cancel);

    private static IResult Done(HttpContext http, Flash flash, Answer answer, string key)
    {
        flash.Say(http, answer, key);
        return Results.Redirect("/case");
    }

    private static IResult ToDoor(HttpContext http) => Results.Redirect("/track");
}
