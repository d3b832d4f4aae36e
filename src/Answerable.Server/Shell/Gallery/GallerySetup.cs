using Answerable.Deadlines;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

namespace Answerable.Server.Shell.Gallery;

/// <summary>Every piece of the shell, filled with invented examples, in development only: what browser tests photograph and axe reads.</summary>
internal static class GallerySetup
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/dev/gallery", () => Show.Page<GalleryIndex>());
        app.MapMethods("/dev/gallery/pieces", ["GET", "POST"], () => Show.Page<PiecesPage>());
        app.MapMethods("/dev/gallery/question", ["GET", "POST"], () => Show.Page<QuestionPage>(200, (nameof(QuestionPage.Errors), null)));
        app.MapMethods("/dev/gallery/errors", ["GET", "POST"], () => Show.Page<FormPage>(200, (nameof(FormPage.Errors), Wrong())));
        app.MapGet("/dev/gallery/receipt", () => Show.Page<ReceiptPage>());
        app.MapGet("/dev/gallery/queue", () => Show.Page<QueuePage>());
        app.MapGet("/dev/gallery/case", () => Show.Page<CasePage>());
        app.MapMethods("/dev/gallery/confirm", ["GET", "POST"], () => Show.Page<ConfirmPage>());
        app.MapGet("/dev/gallery/error/{status:int}", (HttpContext http, int status) => ErrorPages.Answer(http, status));
        app.MapGet("/dev/gallery/throw", string () => throw new InvalidOperationException("invented"));
        app.MapPost("/dev/gallery/flash", (HttpContext http, Flash flash) =>
        {
            flash.Say(http, "good", "gallery.saved");
            return Results.Redirect("/dev/gallery/pieces");
        });
        app.MapGet("/dev/gallery/live", () => Show.Page<LivePage>());
        app.MapGet("/dev/gallery/live/events", Tick);
    }

    internal static readonly NavItem[] ConsoleMenu =
    [
        new("gallery.nav.desk", "/dev/gallery/duty", "siren", 1), new("gallery.nav.queue", "/dev/gallery/queue", "inbox", 2),
        new("gallery.nav.case", "/dev/gallery/case", "file", 3), new("gallery.nav.plan", "/dev/gallery/plan", "plan", 4),
        new("gallery.nav.offices", "/dev/gallery/offices", "office", 5), new("gallery.nav.roster", "/dev/gallery/roster", "calendar", 6),
    ];

    internal static TimeLeft Days(int left) => new(left < 0, TermUnit.CalendarDay, Math.Abs(left), Duration.Zero);

    internal static TimeLeft Hours(int left) => new(left < 0, TermUnit.Hour, 0, Duration.FromHours(Math.Abs(left)));

    private static FormErrors Wrong() => new FormErrors().Add("title", "gallery.error.title").Add("kind", "gallery.error.kind").Add("files", "refusal.too-large");

    // One event at once, so that the browser calls the stream open; then one whenever the page would have changed.
    private static async Task Tick(HttpContext http)
    {
        http.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        http.Response.ContentType = "text/event-stream";
        LivePage.Count++;
        await http.Response.WriteAsync("data: changed\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
