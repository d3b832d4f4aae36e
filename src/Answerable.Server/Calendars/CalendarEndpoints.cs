using Answerable.Deadlines;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Calendars;

/// <summary>The days that count as worked, for all staff to read; an administrator announces a year's holidays, after seeing what would change.</summary>
internal static class CalendarEndpoints
{
    private const string Path = "/desk/calendar";

    public static void AddCalendars(this IServiceCollection services) =>
        services.AddSingleton(new NavItem("nav.calendar", Path, "calendar", 60));

    public static void MapCalendars(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Read).RequireStaff().ExcludeFromDescription();
        routes.MapPost(Path, Announce).RequireStaff().ExcludeFromDescription();
    }

    private static async Task<IResult> Read(HttpContext http, BookShelf books, TownClock clock, int? year, CancellationToken cancel)
    {
        var book = await books.Get(http.User.Jurisdiction(), cancel);
        return Page(http, book, year ?? clock.Now.InZone(book.Zone).Year, null, null);
    }

    private static async Task<IResult> Announce(HttpContext http, BookShelf books, RecordDesk desk, Flash flash, CancellationToken cancel)
    {
        var jurisdiction = http.User.Jurisdiction();
        var book = await books.Get(jurisdiction, cancel);
        if (!Authority.MayAdminister(http.Actor(), book.Town))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var form = await http.Request.ReadFormAsync(cancel);
        if (!int.TryParse(form["year"], out var year) || year is < 2000 or > 2999)
            return Results.BadRequest();
        var (announced, line) = Parse(form, year);
        if (announced is null)
            return Page(http, book, year, form, line == 0 ? new FormErrors().Add("days", "calendar.file") : new FormErrors().Add("days", "calendar.line", line));
        if (Wrong(book.Town, announced) is { } wrong)
            return Page(http, book, year, form, new FormErrors().Add("days", wrong));
        if (form["sure"] != "yes")
            return Show.Page<CalendarCheckPage>(200,
                (nameof(CalendarCheckPage.Announced), announced), (nameof(CalendarCheckPage.Changes), DayChange.Between(book.Calendar, book.Calendar.With([announced]))), (nameof(CalendarCheckPage.Form), form));
        if (await desk.Submit(jurisdiction, new(Offices.Town.Stream, new AnnounceHolidays(announced), http.Actor())) is var answer && answer is Answer.Refused refused)
            return Page(http, book, year, form, new FormErrors().Add("days", $"refusal.{refused.Code}"));
        flash.Say(http, answer, "calendar.announced");
        return Results.Redirect($"{Path}?year={year}");
    }

    private static (CalendarYear? Announced, int Line) Parse(IFormCollection form, int year)
    {
        try
        {
            return (HolidayText.Read(year, form["paper"], form["days"].ToString()), 0);
        }
        catch (HolidayTextException wrong)
        {
            return (null, wrong.Line);
        }
    }

    // What the command would refuse, told before the reader is asked whether they are sure.
    private static string? Wrong(Offices.Town town, CalendarYear announced) =>
        announced.Days.IsEmpty || !CalendarYear.Sound(announced.Year, announced.Days) ? "refusal.calendar-not-sound"
        : town.Calendar.With([announced]).Version == town.Calendar.Version ? "calendar.same"
        : null;

    private static IResult Page(HttpContext http, Book book, int year, IFormCollection? form, FormErrors? errors) => Show.Page<CalendarPage>(
        errors is null ? 200 : 422,
        (nameof(CalendarPage.Calendar), book.Calendar), (nameof(CalendarPage.AwaitsRecount), book.Town.AwaitsRecount), (nameof(CalendarPage.Year), year),
        (nameof(CalendarPage.May), Authority.MayAdminister(http.Actor(), book.Town)), (nameof(CalendarPage.Form), form), (nameof(CalendarPage.Errors), errors));
}
