using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Asks another office that the matter concerns whether it accepts it (协商受理, 24¶1). The matter stays where it is until one of them does.
/// </summary>
public sealed record Consult(OfficeId With, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.IsSealed ? Refuse("sealed-stays-above")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : With == grievance.Office ? Refuse("same-office")
            : context.Book.Town.Find(With) is not { } with ? Refuse("office-unknown")
            : with.Outside ? Refuse("office-outside")
            : grievance.Objection is { Agreed: null } ? Refuse("objection-pending")
            : grievance.Competence?.Referee is not null ? Refuse("competence-open")
            : grievance.Competence?.Parties.Any(party => party.Office == With) is true ? Refuse("already-a-party")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new CompetenceConsulted(With, Reason)));
}

/// <summary>
/// An office that was asked says whether it accepts the matter. Whoever accepts has it from then on, with the reason given and under the
/// clocks it has; whoever declines says why.
/// </summary>
/// <param name="Office">The office whose position it is.</param>
/// <param name="Reference">Number of the paper, where the asking office enters what this one wrote.</param>
public sealed record StatePosition(OfficeId Office, bool Accepts, string Reason, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.Competence?.Parties.FirstOrDefault(party => party.Office == Office) is not { } party ? Refuse("not-a-party")
            : party.Accepts == Accepts ? Nothing
            : Guard.Writing(Office, grievance.Office, Reference, grievance, context)
                ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
                    : Accepts ? Record(Stated, new CompetenceSettled(grievance.Office, Office, null, Reference, Reason))
                    : Record(Stated)));

    private PositionStated Stated => new(Office, Accepts, Reference, Reason);
}

[Event("grievance.competence-consulted", 1)]
public sealed record CompetenceConsulted(OfficeId With, [property: Personal] string? Reason) : IEvent;

[Event("grievance.position-stated", 1)]
public sealed record PositionStated(OfficeId Office, bool Accepts, string? Reference, [property: Personal] string? Reason) : IEvent;
