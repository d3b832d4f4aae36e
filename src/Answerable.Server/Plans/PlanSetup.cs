using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Plans;

/// <summary>Wires the pages of the plan.</summary>
internal static class PlanSetup
{
    public static void AddPlans(this IServiceCollection services)
    {
        services.AddScoped<PlanDesk>();
        services.AddSingleton(provider => new NavItem("nav.plan", "/desk/plan", "plan", 60, user => user.May(provider.GetRequiredService<BookShelf>(), Authority.MayAdminister)));
    }

    public static void MapPlans(this WebApplication app) => PlanEndpoints.Map(app);
}
