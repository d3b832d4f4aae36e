using Answerable.Recording;

namespace Answerable.Offices;

public static partial class Authority
{
    public static bool MayCommand(Actor actor, Town town) => Has(actor, Power.Command, town) || Has(actor, Power.Leadership, town);

    /// <summary>Opens emergencies, logs, calls groups, records telephone answers, takes the desk's alarm.</summary>
    public static bool MayRunDesk(Actor actor, Town town) => MayStandDuty(actor, town) || MayCommand(actor, town);

    /// <summary>Writes in the log: whoever runs the desk or reports upward.</summary>
    public static bool MayLog(Actor actor, Town town) => MayRunDesk(actor, town) || MayReportUpward(actor, town);

    public static bool MaySeeEmergencies(Actor actor, Town town) => MayRunDesk(actor, town) || Has(actor, Power.Information, town) || Has(actor, Power.Audit, town);

    public static bool MayArrangeResponse(Actor actor, Town town) => MayAdminister(actor, town) || Has(actor, Power.Leadership, town);
}
