using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Recording;
using Answerable.Server.Shell;

namespace Answerable.Server.Emergencies;

/// <summary>
/// The acknowledgement link. GET only shows a page, because mail scanners and chat programs open links on their own; POST answers.
/// The token is the only secret; a wrong one and an old one look alike.
/// </summary>
internal static class AckEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/a/{token}", Show).ExcludeFromDescription();
        app.MapPost("/a/{token}", Answer).ExcludeFromDescription();
    }

    private static async Task<IResult> Show(HttpContext http, AckDoor door, string token, CancellationToken cancel)
    {
        Close(http);
        return await door.Open(token, cancel) is { } page ? Page(token, page) : Shell.Show.Page<AckGonePage>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Answer(HttpContext http, AckDoor door, RecordDesk desk, string token, CancellationToken cancel)
    {
        Close(http);
        if (await door.Open(token, cancel) is not { } page)
            return Shell.Show.Page<AckGonePage>(StatusCodes.Status404NotFound);
        var form = await http.Request.ReadFormAsync(cancel);
        if (ReplyIn(form["reply"]) is not { } reply)
            return Page(token, page);
        int? minutes = reply == Reply.Coming && int.TryParse(form["minutes"], out var typed) ? typed : null;
        var answer = await desk.Submit(page.Jurisdiction, new(page.Stream, new AnswerPage(page.Code, reply, AnsweredBy.Link, minutes), new Actor.Staff(page.Page.Person)));
        return answer is Answer.Refused refused
            ? Page(token, page with { Refusal = refused.Code })
            : Results.Redirect($"/a/{token}", permanent: false, preserveMethod: false);
    }

    private static Reply? ReplyIn(string? posted) => posted switch { "coming" => Reply.Coming, "unable" => Reply.Unable, _ => null };

    private static IResult Page(string token, OpenAck page) => Shell.Show.Page<AckPage>(
        page.Refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, (nameof(AckPage.Token), token), (nameof(AckPage.Ack), page));

    // A link that opens something must not travel on in a referrer, nor stay in a cache or a search index.
    private static void Close(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
    }
}

/// <summary>A page that a link has opened.</summary>
public sealed record OpenAck(JurisdictionId Jurisdiction, StreamId Stream, Emergency Emergency, Seat Seat, Page Page, Book Book, string? Refusal = null)
{
    public string Code => Page.Code;
}

/// <summary>From a token to the one page it belongs to.</summary>
public sealed class AckDoor(EmergencyShelf shelf, Jurisdictions jurisdictions, BookShelf books, AckLinks links)
{
    public async Task<OpenAck?> Open(string token, CancellationToken cancel)
    {
        if (AckLinks.CodeOf(token) is not { } code)
            return null;
        foreach (var jurisdiction in await jurisdictions.All(cancel))
            foreach (var (emergency, _, seat, page) in await shelf.WithCode(jurisdiction, code, cancel))
                if (links.Opens(token, jurisdiction, emergency.Stream, page.Code))
                    return new(jurisdiction, emergency.Stream, emergency.State, seat, page, await books.Get(jurisdiction, cancel));
        return null;
    }
}
