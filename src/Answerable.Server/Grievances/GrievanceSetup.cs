using Answerable.Server.Grievances.Letters;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Grievances.Resident;
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
        services.AddSingleton(new NavItem("nav.grievances", "/desk/grievances", "inbox", 10));
        services.AddResident();
        services.AddLetters();
    }

    public static void MapGrievances(this WebApplication app)
    {
        app.MapApi();
        StaffEndpoints.Map(app);
        app.MapResident();
        LetterEndpoints.MapCase(app);
    }
}
