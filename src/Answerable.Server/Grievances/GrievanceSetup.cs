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
    }

    public static void MapGrievances(this WebApplication app) => app.MapApi();
}
