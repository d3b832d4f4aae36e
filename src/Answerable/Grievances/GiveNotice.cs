using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Tells the complainant in writing which procedure of law decides the matter (31(1)–(5)), for instance reconsideration or arbitration;
/// litigation is separated by <see cref="SeparateLitigation"/>.
/// Only before acceptance: an accepted matter is answered, not sent elsewhere.
/// </summary>
/// <param name="Notice">Names the procedure, the competent body and how to reach it; 1 to 5,000 characters.</param>
public sealed record GiveNotice(Route Route, string Notice) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? Reviewing.Holds(grievance)
        ?? (grievance.FiledAs != GrievanceKind.Claim ? Refuse("claims-only")
            : grievance.Route is not null ? Refuse("already-routed")
            : grievance.CountsAsAccepted(context.Now) ? Refuse("already-accepted")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : Route == Route.Litigation ? Refuse("litigation-names-body")
            : !Written.IsText(Notice, 5_000) ? Refuse("notice-empty")
            : Record(new NoticeGiven(Route, grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice), Notice)));
}

[Event("grievance.notice-given", 1)]
public sealed record NoticeGiven(Route Route, ImmutableArray<string> Meets, [property: Personal] string? Notice) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>
/// Tells the complainant in writing that the matter is outside this system, and who is competent (23¶1). The matter stays open:
/// it can be sent on with the complainant's consent, reviewed, or taken up after all; this is never a closure (43, 44).
/// </summary>
/// <param name="Body">The competent body.</param>
/// <param name="HowToReach">Its address, telephone or page; 1 to 1,000 characters.</param>
public sealed record NotOurs(Text Body, string HowToReach, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? Reviewing.Holds(grievance)
        ?? (grievance.Stage == Stage.NotOurs ? Refuse("already-told")
            : grievance.CountsAsAccepted(context.Now) ? Refuse("already-accepted")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : Body.IsEmpty || !Written.IsText(HowToReach, 1_000) ? Refuse("competent-body-missing")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new ToldNotOurs(Body, HowToReach, grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice), Reason)));
}

[Event("grievance.told-not-ours", 1)]
public sealed record ToldNotOurs(Text Body, string HowToReach, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>The complainant agrees that the matter is sent on to the body the notice named (our rule).</summary>
public sealed record ConsentToSendOn : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Stage != Stage.NotOurs ? Refuse("nothing-to-send-on")
            : grievance.AsksToBeSentOn ? Nothing
            : Record(new SendingOnAgreed()));
}

[Event("grievance.sending-on-agreed", 1)]
public sealed record SendingOnAgreed : IEvent;
