using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The two sides of a dispute.</summary>
public enum Side { Complainant, Other }

/// <summary>调解协议书, 和解协议书 (33).</summary>
public enum AgreementKind { Mediated, Settled }

/// <summary>A mediation that is proposed or under way. It closes nothing and stops no clock.</summary>
/// <param name="Complainant">Consents; null: has not said.</param>
/// <param name="Other">The other side likewise.</param>
public sealed record Mediation(bool? Complainant = null, bool? Other = null)
{
    /// <summary>Both have consented: it may go on.</summary>
    public bool IsUnderWay => (Complainant, Other) is (true, true);
}

/// <summary>Proposes to mediate a claim (33), within what law and discretion allow. Nothing waits for the answer.</summary>
/// <param name="With">The other side, as the two know it; 1 to 300 characters.</param>
public sealed record ProposeMediation(string With, string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.FiledAs != GrievanceKind.Claim ? Refuse("claims-only")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : grievance.Mediation is not null ? Refuse("mediation-open")
            : string.IsNullOrWhiteSpace(With) || !Written.IsLine(With, 300) ? Refuse("other-side-missing")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : Agreement.FaultOf(Words) ?? Record(new MediationProposed(With, Words)));
}

[Event("grievance.mediation-proposed", 1)]
public sealed record MediationProposed([property: Personal] string? With, [property: Personal] string? Words) : IEvent;

/// <summary>
/// A side consents, declines, or breaks off, which it may at any time and without a reason (经争议双方当事人同意). The complainant answers
/// alone, under the access code; what the other side signed is entered with its number.
/// </summary>
public sealed record AnswerMediation(Side Side, bool Consents, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        (Side == Side.Complainant ? Guard.Complainant(grievance, context) : Guard.Seen(grievance, context))
        ?? (grievance.Mediation is not { } mediation ? Refuse("no-mediation")
            : (Side == Side.Complainant ? mediation.Complainant : mediation.Other) == Consents ? Nothing
            : Side == Side.Other && (string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 100)) ? Refuse("reference-missing")
            : Record(new MediationAnswered(Side, Consents, Reference)));
}

/// <param name="Consents">False ends the mediation, whenever it is said.</param>
[Event("grievance.mediation-answered", 1)]
public sealed record MediationAnswered(Side Side, bool Consents, string? Reference) : IEvent;

/// <summary>Whoever mediates ends it without an agreement.</summary>
public sealed record EndMediation(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.Mediation is null ? Refuse("no-mediation") : !Written.IsText(Reason, 2_000) ? Refuse("reason-missing") : Record(new MediationEnded(Reason)));
}

[Event("grievance.mediation-ended", 1)]
public sealed record MediationEnded([property: Personal] string? Reason) : IEvent;

/// <summary>
/// Keeps the text of what both sides signed: a mediation agreement, for which both must have consented here, or one they came to by
/// themselves (33). The claim is answered all the same.
/// </summary>
/// <param name="Words">The agreement; 1 to 20,000 characters. A promise not to complain or petition is refused (safeguards A10).</param>
/// <param name="Reference">Number of the signed paper.</param>
public sealed record RecordAgreement(AgreementKind Kind, string Words, string Reference) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.FiledAs != GrievanceKind.Claim ? Refuse("claims-only")
            : Kind == AgreementKind.Mediated && grievance.Mediation is not { IsUnderWay: true } ? Refuse("consent-missing")
            : !Written.IsText(Words, 20_000) ? Refuse("words-missing")
            : string.IsNullOrWhiteSpace(Reference) || !Written.IsLine(Reference, 100) ? Refuse("reference-missing")
            : Agreement.FaultOf(Words) ?? Record(new AgreementRecorded(Kind, Reference, Words)));
}

[Event("grievance.agreement-recorded", 1)]
public sealed record AgreementRecorded(AgreementKind Kind, string Reference, [property: Personal] string? Words) : IEvent;

internal static class Agreement
{
    /// <summary>Nobody gives up a right to complain for an agreement or for help (safeguards A10). Null: go on.</summary>
    public static Decision? FaultOf(string words) =>
        RightsCheck.Find(words).Any(match => match.Rule.Id is "no-petition-promise" or "benefits-by-obedience") ? RefuseOnRecord("waives-a-right") : null;
}

public sealed partial record Grievance
{
    public Mediation? Mediation { get; init; }

    /// <summary>Numbers of the signed papers.</summary>
    public ImmutableArray<string> Agreements { get; init; } = [];

    private Grievance With(MediationAnswered e) => this with
    {
        Mediation = !e.Consents ? null : e.Side == Side.Complainant ? Mediation! with { Complainant = true } : Mediation! with { Other = true },
    };
}
