using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Hosting;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances;

/// <summary>Filing and tracking without an account, for programs.</summary>
internal static class Api
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("grievances");
        api.MapGet("/jurisdictions", ListJurisdictions).WithName("jurisdictions").Produces<IReadOnlyList<JurisdictionInfo>>();
        api.MapPost("/grievances", File).WithName("file").Accepts<FilingRequest>("application/json").Produces<FilingReceipt>(StatusCodes.Status201Created)
            .Refuses(400, 413, 415, 422, 503).TakesHeader("Idempotency-Key", "A random UUID (version 4) or at least 32 random hexadecimal digits. The same key and content, sent again, are answered as the first time.");
        api.MapGet("/grievances/{number}", Track).WithName("track").Produces<TrackedCase>().Refuses(404, 429)
            .TakesHeader("Access-Code", "The code that was told when the matter was filed.", isRequired: true);
        api.MapPut("/grievances/{number}/notify", Notify).WithName("notify").Accepts<NoticeRequest>("application/json").Produces<TrackedNotify>().Refuses(400, 404, 413, 415, 422, 429)
            .TakesHeader("Access-Code", "The code that was told when the matter was filed.", isRequired: true);
        api.MapGet("/grievances/{number}/receipt", Receipt).WithName("receipt").Produces<string>(200, "text/plain").Produces(StatusCodes.Status202Accepted).Refuses(404, 429)
            .TakesHeader("Access-Code", "The code that was told when the matter was filed.", isRequired: true);
    }

    private static async Task<IResult> File(HttpContext http, LodgingDesk desk, BookShelf books, Jurisdictions jurisdictions, Pacing pacing, Site site, CaseDoor door, CancellationToken cancel)
    {
        var (request, fault) = await JsonBody.Read<FilingRequest>(http, cancel);
        if (request is null)
            return Problem.For(http, fault!.Value.Code, fault.Value.Status);
        if (await jurisdictions.Choose(request.Jurisdiction, cancel) is not { } jurisdiction)
            return Problem.For(http, "jurisdiction-unknown");
        if (request.ReadKind() is not { } kind)
            return Problem.For(http, "kind-unknown");
        if (IdempotencyKey(http) is { Length: > 200 })
            return Problem.For(http, "idempotency-key-too-long", StatusCodes.Status400BadRequest);
        Earlier? follows = null;
        if (request.Follows is { } named)
            switch (await door.Open(http, named.Number ?? "", named.AccessCode, cancel))
            {
                case CaseDoor.Opened opened: follows = Earlier.Of(opened.Case.State, opened.Book.Zone); break;
                case CaseDoor.Slow slow: return TooMany(http, slow);
                default: return Problem.For(http, "follows-not-opened", StatusCodes.Status422UnprocessableEntity);
            }

        if (IdempotencyKey(http) is { } key && !SameFiling.IsUnguessable(key))
            return Problem.For(http, "idempotency-key-weak", StatusCodes.Status400BadRequest);
        if (request.Category is { } category && (await books.Get(jurisdiction, cancel)).Categories.Find(category) is null)
            return Problem.For(http, "category-invalid");
        await pacing.BeforeFiling(http, cancel);
        return await desk.Lodge(jurisdiction, request.ToFiling(kind, Language.Of(http)) with { Follows = follows }, request.About?.Accused(), Channel.Api, IdempotencyKey(http), cancel) switch
        {
            Filed.Accepted filed => Created(http, site, filed),
            Filed.Refused refused => Refusal.For(http, refused.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IResult Created(HttpContext http, Site site, Filed.Accepted filed)
    {
        var status = $"/api/v1/grievances/{filed.Number}";
        return Results.Created(status, new FilingReceipt(filed.Number, filed.AccessCode, site.Link(http, status), site.Link(http, $"{status}/receipt")));
    }

    private static async Task<IResult> Track(HttpContext http, string number, CaseDoor door, CancellationToken cancel) =>
        await door.Open(http, number, http.Request.Headers["Access-Code"], cancel) switch
        {
            CaseDoor.Opened opened => Results.Json(TrackedCase.From(opened, Language.Of(http))),
            CaseDoor.Slow slow => TooMany(http, slow),
            _ => Problem.For(http, "number-or-code-wrong", StatusCodes.Status404NotFound),
        };

    // A new address is confirmed on the case page: its code comes to a person, not to a program.
    private static async Task<IResult> Notify(HttpContext http, string number, CaseDoor door, CaseDesk desk, CancellationToken cancel)
    {
        switch (await door.Open(http, number, http.Request.Headers["Access-Code"], cancel))
        {
            case CaseDoor.Opened opened:
                var (request, fault) = await JsonBody.Read<NoticeRequest>(http, cancel);
                if (request is null)
                    return Problem.For(http, fault!.Value.Code, fault.Value.Status);
                var chosen = request.ToChoice(opened.Case.State.Notices?.Language ?? Language.Of(http));
                return await desk.Act(opened, new ChooseNotices(chosen), null, chosen) is Answer.Refused refused ? Refusal.For(http, refused) : Results.Json(TrackedNotify.From(chosen, opened.Case.State.IsUnreached && chosen == opened.Case.State.Notices));
            case CaseDoor.Slow slow:
                return TooMany(http, slow);
            default:
                return Problem.For(http, "number-or-code-wrong", StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> Receipt(HttpContext http, string number, bool? closed, CaseDoor door, Receipts receipts, CancellationToken cancel)
    {
        switch (await door.Open(http, number, http.Request.Headers["Access-Code"], cancel))
        {
            case CaseDoor.Opened opened when await receipts.Of(opened, cancel, closed is true) is { } proof:
                return Results.Bytes(proof, "text/plain; charset=utf-8", Receipts.FileName(closed is true));
            case CaseDoor.Opened:
                http.Response.Headers.RetryAfter = receipts.RetryAfterSeconds;
                return Results.StatusCode(StatusCodes.Status202Accepted);
            case CaseDoor.Slow slow:
                return TooMany(http, slow);
            default:
                return Problem.For(http, "number-or-code-wrong", StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> ListJurisdictions(HttpContext http, JurisdictionList list, CancellationToken cancel) => Results.Json(await list.All(http, cancel));

    internal static IResult TooMany(HttpContext http, CaseDoor.Slow slow)
    {
        http.Response.Headers.RetryAfter = slow.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Problem.For(http, "too-many-guesses", StatusCodes.Status429TooManyRequests, slow.Seconds);
    }

    private static string? IdempotencyKey(HttpContext http) => http.Request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null;
}
