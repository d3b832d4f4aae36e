using Answerable.Server.People;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Server.Receptions.Slips;
using Answerable.Server.Shell;

namespace Answerable.Server.Receptions;

/// <summary>The published days on which leaders receive, and who comes about which matter.</summary>
internal static class ReceptionSetup
{
    public static void AddReceptions(this IServiceCollection services)
    {
        services.AddSingleton<ReceptionDesk>();
        services.AddSingleton<SlipDesk>();
        services.AddSingleton(provider => new NavItem("nav.slips", SlipEndpoints.Desk, "print", 31, user => user.May(provider.GetRequiredService<BookShelf>(), (actor, town) => Authority.Has(actor, Power.Reception, town))));
        services.AddSingleton(provider => new NavItem("nav.receptions", ReceptionEndpoints.Desk, "people", 30,
            user => user.May(provider.GetRequiredService<BookShelf>(), (actor, town) => Authority.Has(actor, Power.Disposition, town) || Authority.Has(actor, Power.Leadership, town))));
    }
}
