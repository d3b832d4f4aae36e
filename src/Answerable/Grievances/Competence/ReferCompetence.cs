using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Consultation came to nothing: the superior that the offices have in common decides who accepts; where they have none, the joint
/// conference coordinates (24¶1). The matter stays where it is, with every clock, until then.
/// </summary>
public sealed record ReferCompetence(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Outcome is not null ? Refuse("already-answered")
            : grievance.Competence?.Referee is not null ? Refuse("competence-open")
            : !IsDisputed(grievance) ? Refuse("nothing-to-refer")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Refer(grievance, context, Parties(grievance), loop: false, Reason));

    /// <summary>An office that was asked declined, or the sender did not agree to an objection.</summary>
    public static bool IsDisputed(Grievance grievance) =>
        grievance.Competence?.Parties.Any(party => party.Accepts is false) is true || grievance.Objection is { Agreed: false };

    /// <summary>
    /// Whether sending it there would only send it round: it has lain with that office before, and whoever sends it is not above it.
    /// </summary>
    internal static bool Loops(Town town, Grievance grievance, OfficeId sender, OfficeId to) =>
        grievance.Path.Contains(to) && town.Above(to).All(above => above.Id != sender);

    /// <summary>A loop goes up instead of round.</summary>
    internal static Decision Looped(Grievance grievance, Context context, OfficeId to, string reason) =>
        Refer(grievance, context, [grievance.Office, to], loop: true, reason);

    private static Decision Refer(Grievance grievance, Context context, ImmutableArray<OfficeId> parties, bool loop, string reason)
    {
        var superior = Routing.CommonSuperior(context.Book.Town, parties);
        return (superior ?? Routing.JointConference(context.Book.Town, grievance.Office, parties)) is not { } referee ? Refuse("no-common-office")
            : Grounds.Watched(grievance, context, new CompetenceReferred(referee.Id, superior is null, loop, parties, reason));
    }

    private static ImmutableArray<OfficeId> Parties(Grievance grievance) =>
        [.. (grievance.Competence?.Parties.Select(party => party.Office) ?? []).Append(grievance.Office).Concat(grievance.Objection is { } objection ? [objection.To] : []).Distinct()];
}

/// <param name="To">Who decides.</param>
/// <param name="AtConference">The joint conference, because the offices have no superior in common.</param>
/// <param name="Loop">It would have gone back to an office that had passed it on.</param>
[Event("grievance.competence-referred", 1)]
public sealed record CompetenceReferred(OfficeId To, bool AtConference, bool Loop, ImmutableArray<OfficeId> Parties, [property: Personal] string? Reason) : IEvent;

/// <summary>The common superior, or the joint conference, says who accepts the matter (24¶1). Nobody objects to that, and no clock begins anew.</summary>
/// <param name="Reference">Number of the paper, where somebody else enters what it decided.</param>
public sealed record DecideCompetence(OfficeId To, string Reason, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        grievance.Competence is not { Referee: { } referee } ? Guard.Read(grievance, context) ?? Refuse("nothing-to-decide")
        : Guard.Writing(referee, grievance.Office, Reference, grievance, context) ?? Guard.Alive(grievance)
        ?? (context.Book.Town.Find(To) is not { } to ? Refuse("office-unknown")
            : to.Outside ? Refuse("office-outside")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Grounds.Watched(grievance, context, new CompetenceSettled(grievance.Office, To, referee, Reference, Reason)));
}

/// <summary>It is settled whose the matter is; from now on it lies there.</summary>
/// <param name="DecidedBy">The common superior or the joint conference; null: the offices agreed.</param>
[Event("grievance.competence-settled", 1)]
public sealed record CompetenceSettled(OfficeId From, OfficeId To, OfficeId? DecidedBy, string? Reference, [property: Personal] string? Reason) : IEvent;
