using Answerable.Recording;

namespace Answerable.Offices;

public static partial class Authority
{
    public static bool MayArrangeDuty(Actor actor, Town town) =>
        MayAdminister(actor, town) || Has(actor, Power.Leadership, town);

    public static bool MayStandDuty(Actor actor, Town town) => Has(actor, Power.Duty, town);
}
