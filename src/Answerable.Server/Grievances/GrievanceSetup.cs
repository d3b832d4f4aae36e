using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Server.Grievances.Clocks;
using Answerable.Server.Grievances.Letters;
using Answerable.Server.Grievances.Oral;
using Answerable.Server.Grievances.Resident;
using Answerable.Server.Grievances.Sheets;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Grievances.Staff.Today;
using Answerable.Server.People;
using Answerable.Server.Shell;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>Wires filing, tracking and the queue.</summary>
internal static class GrievanceSetup
{
    public static void AddGrievances(this IServiceCollection services)
    {
        services.AddSingleton<LodgingDesk>();
        services.AddSingleton<Pacing>();
        services.AddSingleton<CaseDoor>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<JurisdictionList>();
        services.AddSingleton<StaffDesk>();
        services.AddSingleton<CaseTitles>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<CaseTitles>());
        services.AddSingleton<QueueQuery>();
        services.AddSingleton<DeskFiles>();
        services.AddSingleton<RegisterDesk>();
        services.AddSingleton<AccessDesk>();
        services.AddSingleton<SheetDesk>();
        services.AddSingleton(provider => new NavItem("nav.sheets", "/desk/sheets", "file", 32, user => user.May(provider.GetRequiredService<BookShelf>(), (actor, town) => Authority.Has(actor, Power.Reception, town))));
        services.AddSingleton(new NavItem("nav.grievances", "/desk/grievances", "inbox", 10));
        services.AddSingleton(provider => new NavItem("nav.access", "/desk/access", "lock", 30, user => user.May(provider.GetRequiredService<BookShelf>(), (actor, town) => Authority.Has(actor, Power.Reception, town))));
        services.AddToday();
        services.AddResident();
        services.AddLetters();
    }

    public static void MapGrievances(this WebApplication app)
    {
        app.MapApi();
        StaffEndpoints.Map(app);
        AccessEndpoints.Map(app);
        app.MapSheets();
        app.MapToday();
        app.MapOral();
        app.MapResident();
        app.MapClocks();
        LetterEndpoints.MapCase(app);
    }
}
