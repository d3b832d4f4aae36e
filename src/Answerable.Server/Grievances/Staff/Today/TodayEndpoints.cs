using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Staff.Today;

/// <summary>What is the reader's to do today, and what others wait for from them.</summary>
internal static class TodayEndpoints
{
    private const string Path = "/desk/today";

    public static void AddToday(this IServiceCollection services)
    {
        services.AddSingleton<TodayDesk>();
        services.AddSingleton(provider => new NavItem("nav.today", Path, "calendar", 5, user => user.May(provider.GetRequiredService<BookShelf>(), HasCases)));
    }

    public static void MapToday(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Page).RequireStaff().ExcludeFromDescription();

    private static bool HasCases(Actor actor, Answerable.Offices.Town town) => Authority.Has(actor, Power.Handling, town) || Authority.Has(actor, Power.Disposition, town) || Authority.Has(actor, Power.Leadership, town);

    private static async Task<IResult> Page(HttpContext http, StaffDesk staff, TodayDesk desk, CancellationToken cancel)
    {
        var book = await staff.Book(http, cancel);
        var reader = http.Actor();
        return Show.Page<TodayPage>(200, (nameof(TodayPage.Day), await desk.Read(reader, book.Town, http.User.Jurisdiction(), cancel)), (nameof(TodayPage.Book), book), (nameof(TodayPage.Leads), Authority.Has(reader, Power.Leadership, book.Town)));
    }
}
