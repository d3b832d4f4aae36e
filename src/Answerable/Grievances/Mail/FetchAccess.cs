using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Whoever filed by e-mail, or had somebody file for them, asks for the access code with the number alone: six digits go to their own address or telephone. Once, before
/// anybody has the code; later a code is changed by whoever holds it, or given anew at a window.
/// </summary>
public sealed record AskFetch(SentCode Code) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Fetching.FaultOf(grievance, context)
        ?? (!Code.IsSound ? Refuse("contact-invalid")
            : CodesSent.TooMany(grievance, context.Now) ? Refuse("codes-too-often")
            : Record(new FetchAsked(Code, context.Now + SentCode.Life)));
}

/// <summary>The six digits are typed: the access code is in force and shown once.</summary>
/// <param name="Digest">Of what was typed, worked out as the code's was.</param>
public sealed record FetchAccess(string Digest, string AccessCode) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Fetching.FaultOf(grievance, context)
        ?? (grievance.PendingFetch is not { } pending ? Refuse("contact-not-asked")
            : context.Now >= pending.Until ? Refuse("code-expired")
            : !pending.Code.Matches(Digest) ? Record(new FetchMistyped())
            : Grievances.AccessCode.Digest(AccessCode) is not { } digest ? Refuse("access-code-malformed")
            : Record(new AccessChanged(digest)));
}

[Event("grievance.fetch-asked", 1)]
public sealed record FetchAsked(SentCode Code, Instant Until) : IEvent;

[Event("grievance.fetch-mistyped", 1)]
public sealed record FetchMistyped : IEvent;

internal static class Fetching
{
    /// <summary>Null: go on.</summary>
    public static Decision? FaultOf(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : !grievance.AwaitsFetch || grievance.Notices is null or { Way: NoticeWay.Here } ? Refuse("code-fetched")
            : null);
}
