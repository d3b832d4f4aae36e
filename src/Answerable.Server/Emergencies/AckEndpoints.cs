using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage.Reading;
using NodaTime;

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

    private static async Task<IResult> Show(HttpContext http, AckDoor door, DeliveryOptions written, string token, CancellationToken cancel)
    {
        Close(http, written);
        return await door.Open(token, cancel) is { } page ? Page(token, page) : Shell.Show.Page<AckGonePage>(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Answer(HttpContext http, AckDoor door, RecordDesk desk, DeliveryOptions written, string token, CancellationToken cancel)
    {
        Close(http, written);
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
    private static void Close(HttpContext http, DeliveryOptions written)
    {
        // The page speaks as the message did that led here, until the reader chooses otherwise.
        http.Items[Language.Cookie] = http.Request.Cookies[Language.Cookie] is { } chosen && Language.Known(chosen) is not null ? chosen : written.Language;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
    }
}

/// <summary>A page that a link has opened.</summary>
public sealed record OpenAck(JurisdictionId Jurisdiction, StreamId Stream, History<Emergency> History, Round Round, Seat Seat, Page Page, Book Book, string? Refusal = null)
{
    public string Code => Page.Code;
    public Emergency Emergency => History.State;

    /// <summary>What the person has said last, by whatever way, and when they are there if they said so; null before the first answer.</summary>
    public (Reply Reply, Instant? There)? Said =>
        History.Events.LastOrDefault(happened => happened.Event is PageAnswered answer && answer.Person == Page.Person && answer.Round == Round.Number && answer.Seat == Seat.Number) is { Event: PageAnswered said, Stamp: var stamp }
            ? (said.Reply, said.InMinutes is { } minutes ? stamp.RecordedAt + Duration.FromMinutes(minutes) : null)
            : null;

    public string At(Instant at) => $"{at.InZone(Book.Town.TimeZone):HH:mm}";
}

/// <summary>From a token to the one page it belongs to.</summary>
public sealed class AckDoor(EmergencyShelf shelf, Jurisdictions jurisdictions, BookShelf books, AckLinks links)
{
    public async Task<OpenAck?> Open(string token, CancellationToken cancel)
    {
        if (AckLinks.CodeOf(token) is not { } code)
            return null;
        foreach (var jurisdiction in await jurisdictions.All(cancel))
            foreach (var (emergency, round, seat, page) in await shelf.WithCode(jurisdiction, code, cancel))
                if (links.Opens(token, jurisdiction, emergency.Stream, page.Code))
                    return new(jurisdiction, emergency.Stream, emergency, round, seat, page, await books.Get(jurisdiction, cancel));
        return null;
    }
}
