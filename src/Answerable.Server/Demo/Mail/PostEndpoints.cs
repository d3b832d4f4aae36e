using Answerable.Engine.Deliveries;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Demo.Mail;

/// <summary>The mailbox's page and the gateway's address. Mapped by <c>demo</c> and by nothing else.</summary>
internal static class PostEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet(DemoPost.Page, Show).ExcludeFromDescription();
        app.MapGet($"{DemoPost.Page}/live", (HttpContext http, Mailbox mailbox) => TypedResults.ServerSentEvents(mailbox.Changes(http.Leaving()))).ExcludeFromDescription();
        app.MapPost($"{DemoPost.Page}/reply", Reply).ExcludeFromDescription();
        app.MapPost(DemoPost.SmsPath, (GatewayRequest request, Gateway gateway) => Results.Json(new { id = gateway.Take(request) })).ExcludeFromDescription().DisableAntiforgery(); // a program sends it
    }

    private static async Task<IResult> Show(HttpContext http, Mailbox mailbox, TownDirectory directory, BookShelf books, CancellationToken cancel)
    {
        var town = (await books.Get(DemoTown.Jurisdiction, cancel)).Town;
        var letters = new List<Letter>();
        foreach (var message in mailbox.NewestFirst)
            letters.Add(new(message, await directory.PersonAt(DemoTown.Jurisdiction, message.To, cancel) is { } person ? town.Find(person)?.Name : null, message.At.InZone(town.TimeZone).LocalDateTime));
        return Shell.Show.Page<PostPage>(StatusCodes.Status200OK, (nameof(PostPage.Letters), letters),
            (nameof(PostPage.LeadsToDesk), http.User.Actor() is null || await http.User.May(books, Authority.MaySeeEmergencies)));
    }

    private static async Task<IResult> Reply(HttpContext http, Gateway gateway, Flash flash, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        await gateway.Reply(form["from"].ToString(), form["text"].ToString(), cancel);
        flash.Say(http, "good", "demo.post.replied");
        return Results.Redirect(DemoPost.Page);
    }
}
