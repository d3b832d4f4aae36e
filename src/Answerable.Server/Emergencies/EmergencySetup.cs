using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Server.People;
using Answerable.Server.Shell;

namespace Answerable.Server.Emergencies;

/// <summary>Wires the duty desk, the boards, the acknowledgement page and the gateway's callbacks. Needs the engine, its deliveries and sign-in.</summary>
internal static class EmergencySetup
{
    public static void AddEmergencies(this IServiceCollection services)
    {
        services.AddSingleton<EmergencyShelf>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<AckDoor>();
        services.AddSingleton<ReplyDesk>();
        services.AddScoped<EmergencyDesk>();
        services.AddSingleton(provider => new NavItem("nav.duty", "/desk/duty", "siren", 20, user => user.May(provider.GetRequiredService<BookShelf>(), Authority.MaySeeEmergencies), "/desk/emergencies"));
    }

    public static void MapEmergencies(this WebApplication app)
    {
        AckEndpoints.Map(app);
        SmsCallbacks.Map(app);
        DeskEndpoints.Map(app);
    }
}
