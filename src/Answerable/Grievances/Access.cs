using Answerable.Deadlines;
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
        MayDispose(actor, grievance, town) || MayHandle(actor, grievance, town) || MayPrepareReview(actor, grievance, town);

    /// <summary>Whoever may act on it, and the people of an office that follows it: those read, and answer what their office is asked.</summary>
    public static bool MayRead(Actor actor, Grievance grievance, Town town) =>
        MaySee(actor, grievance, town) || grievance.Followers.Any(office => SpeaksFor(actor, office, grievance, town));

    /// <summary>The petition office (信访部门) in whose name they supervise the office it lies with (40); null: none.</summary>
    public static OfficeId? Supervises(Actor actor, Grievance grievance, Town town) =>
        grievance.Seeing.Where(office => office != grievance.Office && town.Find(office)?.Role == OfficeRole.PetitionOffice && SpeaksFor(actor, office, grievance, town))
            .Cast<OfficeId?>().FirstOrDefault();

    /// <summary>Accepts, gives notice, transfers, assigns, closes: the answerable office, or one above that an overdue matter was brought to.</summary>
    public static bool MayDispose(Actor actor, Grievance grievance, Town town) =>
        grievance.Answerable.Any(office => SpeaksFor(actor, office, grievance, town));

    /// <summary>Writes in the name of an office about this matter: whoever disposes there, or leads it.</summary>
    public static bool SpeaksFor(Actor actor, OfficeId office, Grievance grievance, Town town) =>
        IsFree(actor, grievance) && (Has(actor, Power.Disposition, town, office) || Has(actor, Power.Leadership, town, office));

    /// <summary>The office whose people act: the one it lies with where they belong to that too.</summary>
    public static OfficeId ActsFor(Actor actor, Grievance grievance, Town town) =>
        grievance.Overseers.Prepend(grievance.Office).FirstOrDefault(office => SpeaksFor(actor, office, grievance, town), grievance.Office);

    /// <summary>
    /// An office of which nobody can write here, because its people use another system or all stand aside. What it wrote on paper is entered,
    /// with the number of the paper, by whoever speaks for <paramref name="by"/> (safeguards C3).
    /// </summary>
    public static bool MayEnterFor(Actor actor, OfficeId office, OfficeId by, Grievance grievance, Town town) =>
        by != office && SpeaksFor(actor, by, grievance, town)
        && !town.Holders.Any(held => town.Posts[held.Key].Office == office && SpeaksFor(new Actor.Staff(held.Value), office, grievance, town));

    /// <summary>Notes and replies: the case officer and the leader in charge; before one is named, whoever handles in the unit.</summary>
    public static bool MayHandle(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff staff && IsFree(actor, grievance)
        && (staff.Person == grievance.Officer || staff.Person == grievance.Leader
            || (grievance.Unit is { } unit && grievance.Officer is null && HandlesIn(town, staff.Person, unit)));

    /// <summary>
    /// Signs the written opinion (32): the leader in charge, or the head whose post stands in for theirs (A/B 角). Where nobody is in charge,
    /// or leads no longer, any head of the office.
    /// </summary>
    public static bool MaySign(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff { Person: var person } && IsFree(actor, grievance) && MaySignAs(person, grievance.Leader, grievance.Office, town);

    /// <summary>
    /// Grants more time (34: 本机关、单位负责人), never whoever asked: a head of the office; where nobody there but the one who asked is one,
    /// a head of the next office above that has one.
    /// </summary>
    public static bool MayExtend(PersonId person, PendingExtension asked, Grievance grievance, Town town)
    {
        bool IsFree(PersonId head) => head != asked.By && !grievance.Recused.Contains(head);
        var deciding = town.Above(grievance.Office).Select(office => office.Id).Prepend(grievance.Office)
            .Where(office => Heads(office, town).Any(IsFree)).Cast<OfficeId?>().FirstOrDefault();
        return IsFree(person) && deciding is { } office && Leads(person, office, town);
    }

    /// <summary>Writes down what a head decided about more time: whoever disposes of matters there, not whoever handles this one or asked, unless the office has nobody else.</summary>
    public static bool MayRecordExtension(Actor actor, PendingExtension asked, Grievance grievance, Town town) =>
        actor is Actor.Staff staff && MayDispose(actor, grievance, town) && (staff.Person != asked.By || IsAlone(asked.By, grievance.Office, town));

    public static bool HandlesIn(Town town, PersonId person, UnitId unit) =>
        town.PostsOf(person).Any(post => post.Unit == unit && post.Powers.Contains(Power.Handling));

    /// <summary>Opens who filed, or an original that may tell it: for a purpose and by name. Of a confidential filing never the handling unit.</summary>
    public static bool MayOpen(Actor actor, Grievance grievance, Town town) =>
        grievance.Openness == Openness.Confidential ? MayDispose(actor, grievance, town) : MaySee(actor, grievance, town);

    /// <summary>Has the words destroyed (本机关、单位负责人).</summary>
    public static bool MayErase(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff { Person: var person } && IsFree(actor, grievance) && Leads(person, grievance.Office, town);

    /// <summary>A head of the office.</summary>
    public static bool Leads(PersonId person, OfficeId office, Town town) => Has(new Actor.Staff(person), Power.Leadership, town, office);

    private static bool MaySignAs(PersonId person, PersonId? inCharge, OfficeId office, Town town) =>
        Leads(person, office, town)
        && (inCharge is not { } leader || person == leader || StandsInFor(leader, person, office, town) || !Leads(leader, office, town));

    private static bool StandsInFor(PersonId leader, PersonId person, OfficeId office, Town town) =>
        town.PostsOf(leader).Any(post => post.Office == office && post.Powers.Contains(Power.Leadership) && post.Deputy is { } deputy && town.HolderOf(deputy) == person);

    private static bool IsAlone(PersonId person, OfficeId office, Town town) =>
        town.Holders.Where(held => town.Posts[held.Key].Office == office).All(held => held.Value == person);

    private static IEnumerable<PersonId> Heads(OfficeId office, Town town) =>
        town.Holders.Where(held => town.Posts[held.Key] is { } post && post.Office == office && post.Powers.Contains(Power.Leadership)).Select(held => held.Value);

    private static bool IsFree(Actor actor, Grievance grievance) =>
        actor is Actor.Staff staff && !grievance.Recused.Contains(staff.Person);
}
