using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Offices;

/// <summary>Sets a town up. Only once.</summary>
public sealed record FoundTown(Text Name, string Zone, string Rulebook) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : town.IsFounded ? Refuse("already-founded")
        : Name.IsEmpty ? Refuse("name-missing")
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null ? Refuse("zone-unknown")
        : Deadlines.Rulebooks.CalendarOf(Rulebook) is null ? Refuse("rulebook-unknown")
        : Record(new TownFounded(Name, Zone, Rulebook, town.CalendarUnder(Rulebook).Version));
}

public sealed record SetOffice(Office Office, bool Receives = false) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : !IdText.IsValid(Office.Id.Value) ? Refuse("id-invalid")
        : Office.Name.IsEmpty ? Refuse("name-missing")
        : Office.Parent is { } parent && (town.Find(parent) is not { } above || above.Id == Office.Id) ? Refuse("parent-unknown")
        : Record(new OfficeSet(Office, Receives));
}

public sealed record SetUnit(Unit Unit) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : !IdText.IsValid(Unit.Id.Value) ? Refuse("id-invalid")
        : Unit.Name.IsEmpty ? Refuse("name-missing")
        : town.Find(Unit.Office) is null ? Refuse("office-unknown")
        : Record(new UnitSet(Unit));
}

public sealed record SetPost(Post Post) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : !IdText.IsValid(Post.Id.Value) ? Refuse("id-invalid")
        : Post.Title.IsEmpty ? Refuse("name-missing")
        : town.Find(Post.Office) is null ? Refuse("office-unknown")
        : Post.Unit is { } unit && town.Find(unit) is null ? Refuse("unit-unknown")
        : Post.ReportsTo == Post.Id || Post.Deputy == Post.Id ? Refuse("own-superior")
        : Record(new PostSet(Post));
}

public sealed record SetPerson(PersonId Person, string Name) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : !IdText.IsValid(Person.Value) ? Refuse("id-invalid")
        : string.IsNullOrWhiteSpace(Name) ? Refuse("name-missing")
        : Record(new PersonSet(Person, Name.Trim()));
}

public sealed record FillPost(PostId Post, PersonId Holder) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : town.Find(Post) is null ? Refuse("post-unknown")
        : town.Find(Holder) is null ? Refuse("person-unknown")
        : town.HolderOf(Post) == Holder ? Nothing
        : Record(new PostFilled(Post, Holder));
}

public sealed record VacatePost(PostId Post) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : town.HolderOf(Post) is null ? Nothing
        : Record(new PostVacated(Post));
}

/// <summary>Gives a member of staff a way to be reached. People may set their own.</summary>
public sealed record SetContact(PersonId Person, string Method, string Channel, string Address) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) && context.Actor != new Actor.Staff(Person) ? Refuse("not-allowed")
        : town.Find(Person) is null ? Refuse("person-unknown")
        : Channel is not ("email" or "sms" or "voice") ? Refuse("channel-unknown")
        : string.IsNullOrWhiteSpace(Address) || Address.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 ? Refuse("address-invalid")
        : Record(new ContactSet(Person, Method, Channel, Address.Trim()));
}

public sealed record VerifyContact(PersonId Person, string Method) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        town.Find(Person)?.Methods.Any(m => m.Id == Method) is not true ? Refuse("method-unknown")
        : !Authority.MayAdminister(context.Actor, town) && context.Actor != new Actor.Staff(Person) ? Refuse("not-allowed")
        : Record(new ContactVerified(Person, Method));
}
