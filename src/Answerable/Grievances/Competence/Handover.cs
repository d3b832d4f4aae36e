using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>How the matter came to the office it lies with.</summary>
/// <param name="From">Who sent it.</param>
/// <param name="Objection">Key of the clock within which the receiver may object (23¶3).</param>
public sealed record Handover(OfficeId From, Instant At, string? Objection);

/// <summary>A result that was asked back (交办, 22¶1(三)).</summary>
/// <param name="By">The office that asked.</param>
/// <param name="Key">Of the clock.</param>
/// <param name="Reported">Version of the report; null while none is written.</param>
/// <param name="IsReceived">The asker has confirmed that the report is what it asked for.</param>
public sealed record Charge(OfficeId By, string Key, long? Reported = null, bool IsReceived = false);

/// <param name="By">The receiver that says the matter is not its own.</param>
/// <param name="To">The sender, who verifies that.</param>
/// <param name="Agreed">Null while the sender has not answered.</param>
public sealed record Objection(OfficeId By, OfficeId To, bool? Agreed = null);

/// <param name="Accepts">Null while the office has not said.</param>
public sealed record Position(OfficeId Office, bool? Accepts = null);

/// <summary>Which office is competent is in question (24). Meanwhile the office where the matter lies answers for it.</summary>
/// <param name="Referee">Who decides; null while the offices consult one another.</param>
/// <param name="AtConference">The referee is the joint conference, because the offices have no superior in common.</param>
public sealed record CompetenceQuestion(ImmutableArray<Position> Parties, OfficeId? Referee = null, bool AtConference = false);

public sealed partial record Grievance
{
    /// <summary>Null for what was filed with this office, and for what an office above decided.</summary>
    public Handover? Handover { get; init; }

    public ImmutableArray<Charge> Charges { get; init; } = [];
    public Objection? Objection { get; init; }
    public CompetenceQuestion? Competence { get; init; }

    /// <summary>The charges of which no report is written yet.</summary>
    public IEnumerable<Charge> OpenCharges => Charges.Where(charge => Find(charge.Key) is { IsOpen: true });

    private Grievance HandedOver(Transferred e, Stamp stamp)
    {
        string? KeyOf(Role role) => e.Starts.FirstOrDefault(start => Rulebooks.RoleOf(start.Clock.Rule) == role)?.Key;
        var moved = Moved(e.To, e.Meets).Lifted(e.To, stamp) with
        {
            AcceptanceAt = e.AcceptanceAt ?? AcceptanceAt,
            Handover = new(e.Sender, stamp.RecordedAt, KeyOf(Role.Objection)),
            Objection = null,
        };
        if (e.Keeps is { } above && !moved.Overseers.Contains(above))
            moved = moved with { Overseers = moved.Overseers.Add(above) };
        return (e.Followed is true ? moved.FollowedBy(e.Sender) : moved) with { Charges = KeyOf(Role.Feedback) is { } key ? moved.Charges.Add(new(e.Sender, key)) : moved.Charges };
    }

    private Grievance Returned(ObjectionDecided e, Stamp stamp) => Disputed(e, stamp) is var decided && e.Agreed
        ? decided.Moved(Objection!.To).Lifted(Objection.To, stamp) with { Handover = null }
        : decided;

    private Grievance Disputed(ObjectionDecided e, Stamp stamp) => FollowedBy(e.By) with { Objection = Objection! with { Agreed = e.Agreed } };

    private Grievance Settled(CompetenceSettled e, Stamp stamp)
    {
        var settled = (e.To == Office ? this : Moved(e.To).Lifted(e.To, stamp)) with { Competence = null, Objection = null, Handover = null };
        return e.To == Office ? settled : settled.FollowedBy(e.DecidedBy ?? e.From);
    }

    // Whoever is a party may still accept it before the referee has decided.
    private Grievance Referred(CompetenceReferred e)
    {
        var known = Competence?.Parties ?? [];
        var parties = e.Parties.Where(party => party != Office && known.All(one => one.Office != party)).Select(party => new Position(party));
        return e.Parties.Remove(Office).Aggregate(FollowedBy(e.To), (grievance, party) => grievance.FollowedBy(party)) with { Competence = new([.. known, .. parties], e.To, e.AtConference) };
    }

    private Grievance Stated(PositionStated e) => this with
    {
        Competence = Competence! with { Parties = [.. Competence.Parties.Select(party => party.Office == e.Office ? party with { Accepts = e.Accepts } : party)] },
    };

    /// <summary>Whoever accepts or answers has ended the question whose it is.</summary>
    private Grievance Undisputed(Stamp stamp) => (Objection is { Agreed: null } ? Lift("objection-answer", stamp) with { Objection = null } : this) with { Competence = null };

    /// <summary>What <paramref name="office"/> asked back is no longer owed once the matter lies with it.</summary>
    private Grievance Lifted(OfficeId office, Stamp stamp) =>
        OpenCharges.Where(charge => charge.By == office).Aggregate(this, (grievance, charge) => grievance.End(charge.Key, stamp));

    private Grievance Lift(string rule, Stamp stamp) => KeysOf(rule).Aggregate(this, (grievance, key) => grievance.End(key, stamp));

    // What was missed stays late on the record; what was not is simply no longer owed.
    private Grievance End(string key, Stamp stamp) => Find(key)!.Status == ClockStatus.Missed ? Meet(key, stamp) : Settle(key, ClockStatus.Ended, stamp);

    private Grievance FollowedBy(OfficeId office) => Followers.Contains(office) ? this : this with { Followers = Followers.Add(office) };
}
