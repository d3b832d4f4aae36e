using Answerable.Grievances;
using Answerable.Recording;

namespace Answerable.Offices;

/// <summary>
/// Who may do what with a grievance. Recused people may do nothing and see nothing; staff of another office neither,
/// which is what keeps an accusation, once it lies with the office above, from everybody below (30¶3).
/// </summary>
public static partial class Authority
{
    /// <summary>Registers visits, letters and calls for <paramref name="office"/>.</summary>
    public static bool MayRegister(Actor actor, Town town, OfficeId office) => Has(actor, Power.Reception, town, office);

    public static bool MaySee(Actor actor, Grievance grievance, Town town) =>
        MayDispose(actor, grievance, town) || MayHandle(actor, grievance, town);

    /// <summary>Accepts, gives notice, transfers, assigns, closes: the answerable office, or one above that an overdue matter was brought to.</summary>
    public static bool MayDispose(Actor actor, Grievance grievance, Town town) =>
        IsFree(actor, grievance) && grievance.Answerable.Any(office => Has(actor, Power.Disposition, town, office) || Has(actor, Power.Leadership, town, office));

    /// <summary>Notes and replies: the case officer and the leader in charge; before one is named, whoever handles in the unit.</summary>
    public static bool MayHandle(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff staff && IsFree(actor, grievance)
        && (staff.Person == grievance.Officer || staff.Person == grievance.Leader
            || (grievance.Unit is { } unit && grievance.Officer is null && HandlesIn(town, staff.Person, unit)));

    /// <summary>本机关、单位负责人 (Art. 34).</summary>
    public static bool MayApprove(PersonId person, Grievance grievance, Town town) =>
        !grievance.Recused.Contains(person) && Has(new Actor.Staff(person), Power.Leadership, town, grievance.Office);

    public static bool HandlesIn(Town town, PersonId person, UnitId unit) =>
        town.PostsOf(person).Any(post => post.Unit == unit && post.Powers.Contains(Power.Handling));

    private static bool IsFree(Actor actor, Grievance grievance) =>
        actor is Actor.Staff staff && !grievance.Recused.Contains(staff.Person);
}
