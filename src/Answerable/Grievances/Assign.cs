using System.Collections.Immutable;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Names who answers for it: handling unit (承办单位), case officer (承办人), leader in charge (包案领导). Nobody recused (28¶3).</summary>
public sealed record Assign(UnitId Unit, PersonId? Officer = null, PersonId? Leader = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Outcome is not null ? Refuse("already-answered")
            : context.Book.Town.Find(Unit)?.Office != grievance.Office ? Refuse("unit-unknown")
            : !ObjectAsUnit.MayBeGiven(grievance, Unit, context) ? Refuse("unit-objected")
            : Officer is { } officer && !Authority.HandlesIn(context.Book.Town, officer, Unit) ? Refuse("officer-not-of-unit")
            : Leader is { } leader && !Authority.Leads(leader, grievance.Office, context.Book.Town) ? Refuse("leader-not-of-office")
            : new[] { Officer, Leader }.Any(person => person is { } named && grievance.Recused.Contains(named)) ? RefuseOnRecord("recused")
            : (Unit, Officer, Leader) == (grievance.Unit, grievance.Officer, grievance.Leader) ? Nothing
            : Record(new Assigned(Unit, Officer, Leader)));
}

[Event("grievance.assigned", 1)]
public sealed record Assigned(UnitId Unit, PersonId? Officer, PersonId? Leader) : IEvent;

/// <summary>
/// Takes somebody off the matter who has an interest in it (28¶3): they see and do nothing more with it.
/// Anybody may recuse themselves; the office may recuse others. Nobody is ever let back in.
/// </summary>
public sealed record Recuse(PersonId Person, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!(context.Actor == new Actor.Staff(Person)) && !Authority.MayDispose(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : context.Book.Town.Find(Person) is null ? Refuse("person-unknown")
            : !Written.IsText(Reason, 2_000) ? Refuse("reason-missing")
            : grievance.Recused.Contains(Person) ? Nothing
            : Record(new Recused([Person], Reason)));
}

[Event("grievance.recused", 1)]
public sealed record Recused(ImmutableArray<PersonId> People, [property: Personal] string? Reason) : IEvent;
