using Answerable.Recording;

namespace Answerable.Offices;

public static partial class Authority
{
    public static bool MayReportUpward(Actor actor, Town town) =>
        Has(actor, Power.Information, town) || Has(actor, Power.Duty, town) || MayCommand(actor, town);

    public static bool MaySignReport(Actor actor, Town town) => MayCommand(actor, town);
}
