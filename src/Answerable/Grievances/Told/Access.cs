using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The complainant changes the access code for a new one. The old one, and whatever visit it began, opens nothing any more.</summary>
/// <param name="Old">Typed again: an unattended page is not enough.</param>
public sealed record ChangeAccess(string AccessCode, string Old) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (Grievances.AccessCode.Digest(AccessCode) is not { } digest ? Refuse("access-code-malformed")
            : !Grievances.AccessCode.Opens(Old, grievance.AccessDigest) ? Refuse("access-code-wrong")
            : Record(new AccessChanged(digest)));
}

[Event("grievance.access-changed", 1)]
public sealed record AccessChanged(string AccessDigest) : IEvent;

/// <summary>
/// Somebody rings: the code is lost, or seen by somebody else. Who rings is proved by the address that notices go to, and by nothing else:
/// a number, which stands on every slip, must not be enough to lock a complainant out. The code is sent there and read back.
/// </summary>
public sealed record AskRevocation(SentCode Code) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Revocation.FaultOf(grievance, context)
        ?? (!Code.IsSound ? Refuse("contact-invalid")
            : CodesSent.TooMany(grievance, context.Now) ? Refuse("codes-too-often")
            : Record(new RevocationAsked(Code, context.Now + SentCode.Life)));
}

/// <summary>The caller has read the code back: the access code opens nothing any more. A new one is given in person (<see cref="ReissueAccess"/>).</summary>
/// <param name="Digest">Of what was read back, worked out as the code's was.</param>
public sealed record RevokeAccess(string Digest) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Revocation.FaultOf(grievance, context)
        ?? (grievance.PendingRevocation is not { } pending ? Refuse("contact-not-asked")
            : context.Now >= pending.Until ? Refuse("code-expired")
            : !pending.Code.Matches(Digest) ? Record(new RevocationMistyped())
            : Record(new AccessRevoked()));
}

/// <param name="Until">The code counts until then.</param>
public sealed record PendingRevocation(SentCode Code, Instant Until, int Wrong = 0);

[Event("grievance.revocation-asked", 1)]
public sealed record RevocationAsked(SentCode Code, Instant Until) : IEvent;

[Event("grievance.revocation-mistyped", 1)]
public sealed record RevocationMistyped : IEvent;

[Event("grievance.access-revoked", 1)]
public sealed record AccessRevoked : IEvent;

internal static class Revocation
{
    /// <summary>At any window, where a new code could be given too. Null: go on.</summary>
    public static Decision? FaultOf(Grievance grievance, Context context) =>
        Window.FaultOf(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased") : grievance.Notices is null or { Way: NoticeWay.Here } ? Refuse("notice-way-without-address") : null);
}
