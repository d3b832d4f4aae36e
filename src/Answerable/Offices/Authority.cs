using Answerable.Recording;

namespace Answerable.Offices;

/// <summary>
/// The one place where it is decided who may do what. Everything not said here is forbidden.
/// Administrators get no bypass: administration is a power like any other and opens no case.
/// </summary>
public static partial class Authority
{
    /// <summary>Holds a post with <paramref name="power"/>, in <paramref name="office"/> where one is named.</summary>
    public static bool Has(Actor actor, Power power, Town town, OfficeId? office = null) =>
        actor is Actor.Staff staff
        && town.PostsOf(staff.Person).Any(post => post.Powers.Contains(power) && (office is null || post.Office == office));

    public static bool MayAdminister(Actor actor, Town town) =>
        actor is Actor.Operator || Has(actor, Power.Administration, town);
}
