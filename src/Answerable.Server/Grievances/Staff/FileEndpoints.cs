using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Attachments;
using Answerable.Server.Shell;
using Answerable.Storage.Attachments;

namespace Answerable.Server.Grievances.Staff;

/// <summary>Files of a case for staff. A copy is read like the case; an original is opened like the identity, by purpose and by name.</summary>
internal static class FileEndpoints
{
    public static void Map(IEndpointRouteBuilder desk)
    {
        desk.MapGet("/{number}/files/{hash}", Copy);
        desk.MapGet("/{number}/originals/{hash}", Ask);
        desk.MapPost("/{number}/originals/{hash}", Open);
    }

    private static async Task<IResult> Copy(HttpContext http, StaffDesk staff, DeskFiles files, Clamd scanner, string number, string hash, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is { } found && await files.Copy(found, hash, cancel) is { } copy ? Withheld(await scanner.Scan(copy.Content, cancel)) ?? Download(http, copy) : Results.NotFound();

    // Before it reaches anybody's machine: it may have come in while the scanner was down, or before the scanner knew it. It stays where it is.
    private static IResult? Withheld(Verdict verdict) => verdict switch
    {
        Verdict.Clean => null,
        Verdict.Infected => Withheld("file-infected", StatusCodes.Status422UnprocessableEntity),
        _ => Withheld("file-unscanned", StatusCodes.Status503ServiceUnavailable),
    };

    private static IResult Withheld(string code, int status) =>
        Show.Page<Shell.Pages.ErrorPage>(status, (nameof(Shell.Pages.ErrorPage.Code), code), (nameof(Shell.Pages.ErrorPage.Status), status));

    private static async Task<IResult> Ask(HttpContext http, StaffDesk staff, string number, string hash, CancellationToken cancel) =>
        await staff.Find(http, number, cancel) is not { } found || !IsKept(found, hash) ? Results.NotFound()
        : !found.Acts ? Results.NotFound() : Authority.MayOpen(found.Reader, found.State, found.Town) ? Page(found, hash, null) : KeptFromUnit();

    /// <summary>Told before a form is filled in that could only be refused.</summary>
    internal static IResult KeptFromUnit() => Show.Page<Shell.Pages.ErrorPage>(
        403, (nameof(Shell.Pages.ErrorPage.Code), "confidential-from-unit"), (nameof(Shell.Pages.ErrorPage.Status), 403));

    private static async Task<IResult> Open(HttpContext http, StaffDesk staff, DeskFiles files, Clamd scanner, string number, string hash, CancellationToken cancel)
    {
        if (await staff.Find(http, number, cancel) is not { Acts: true } found || !IsKept(found, hash))
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(cancel);
        var given = new StaffAction.Given(form);
        if (Faults(given) is { Any: true } || given.Enum<Purpose>("purpose") is not { } purpose)
            return Page(found, hash, Faults(given), form);
        // Read before it is recorded: an opening that shows nothing would be told to the complainant for nothing.
        if (await files.Original(found, hash, cancel) is not { } original)
            return Results.NotFound();
        if (Withheld(await scanner.Scan(original.Content, cancel)) is { } withheld)
            return withheld;
        return await staff.Do(found, new OpenOriginal(hash, purpose, given.Line("law"), given.Line("document")), staff.FreshKey(), null) is Answer.Refused refused
            ? Page(found, hash, new FormErrors().Add("purpose", $"refusal.{refused.Code}"), form)
            : Download(http, original);
    }

    /// <summary>What an opening still needs to be told, in one round: a purpose, and for an ordered disclosure the law and the order.</summary>
    internal static FormErrors Faults(StaffAction.Given given)
    {
        var (errors, purpose) = (new FormErrors(), given.Enum<Purpose>("purpose"));
        if (purpose is null)
            errors.Add("purpose", "staff.missing", new Words.Word("staff.identity.purpose"));
        foreach (var field in purpose == Purpose.OrderedDisclosure ? (string[])["law", "document"] : [])
            if (given.Line(field) is null)
                errors.Add(field, "staff.missing", new Words.Word($"staff.identity.{field}"));
        return errors;
    }

    private static bool IsKept(DeskCase found, string hash) => found.State.Originals.Any(kept => kept.Sha256 == hash);

    private static IResult Page(DeskCase found, string hash, FormErrors? errors, IFormCollection? form = null) =>
        Show.Page<IdentityPage>(errors is null ? 200 : 422, (nameof(IdentityPage.On), found), (nameof(IdentityPage.Original), hash), (nameof(IdentityPage.Errors), errors), (nameof(IdentityPage.Form), form));

    private static IResult Download(HttpContext http, (StoredFile File, byte[] Content) one)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(one.Content, one.File.Type, one.File.Name);
    }
}
