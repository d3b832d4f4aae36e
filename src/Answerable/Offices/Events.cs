using Answerable.Recording;

namespace Answerable.Offices;

/// <param name="Calendar">Version of the calendar that clocks are counted with from the beginning; null where it was not said.</param>
[Event("town.founded", 2)]
public sealed record TownFounded(Text Name, string Zone, string Rulebook, string? Calendar = null) : IEvent;

/// <summary>It did not say with which calendar the town began, so its clocks are counted again once.</summary>
[Event("town.founded", 1)]
public sealed record TownFoundedV1(Text Name, string Zone, string Rulebook) : IEarlierEvent
{
    public IEvent Upcast() => new TownFounded(Name, Zone, Rulebook);
}

/// <param name="Receives">Submissions without another addressee arrive here.</param>
[Event("town.office-set", 1)]
public sealed record OfficeSet(Office Office, bool Receives) : IEvent;

[Event("town.unit-set", 1)]
public sealed record UnitSet(Unit Unit) : IEvent;

[Event("town.post-set", 1)]
public sealed record PostSet(Post Post) : IEvent;

[Event("town.person-set", 1)]
public sealed record PersonSet(PersonId Person, string Name) : IEvent;

[Event("town.post-filled", 1)]
public sealed record PostFilled(PostId Post, PersonId Holder) : IEvent;

[Event("town.post-vacated", 1)]
public sealed record PostVacated(PostId Post) : IEvent;

[Event("town.contact-set", 1)]
public sealed record ContactSet(PersonId Person, string Method, string Channel, [property: Personal] string? Address) : IEvent;

[Event("town.contact-verified", 1)]
public sealed record ContactVerified(PersonId Person, string Method) : IEvent;
