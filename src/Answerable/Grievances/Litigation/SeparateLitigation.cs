using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Separates what a court, procurator or the police must decide (诉讼与信访分离, 28¶2): the papers go to the competent political-legal body of
/// the same level (22¶2), or, for somebody who came in person, the law is explained and the way there shown (20¶2); the complainant is told
/// in writing. It is no closure: the complainant may ask for a review of it.
/// </summary>
/// <param name="Body">The competent body.</param>
/// <param name="Notice">Why, and what happens there; 1 to 5,000 characters.</param>
/// <param name="Reference">Number of the letter with which the papers were sent on; only a visitor may be shown the way instead.</param>
public sealed record SeparateLitigation(Text Body, string HowToReach, string Notice, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.FiledAs != GrievanceKind.Claim ? Refuse("claims-only")
            : grievance.Route is not null ? Refuse("already-routed")
            : grievance.CountsAsAccepted(context.Now) ? Refuse("already-accepted")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : Body.IsEmpty || !Written.IsText(HowToReach, 1_000) ? Refuse("competent-body-missing")
            : !Written.IsText(Notice, 5_000) ? Refuse("notice-empty")
            : !Written.IsLine(Reference, 100) || (grievance.Channel != Channel.Visit && string.IsNullOrWhiteSpace(Reference)) ? Refuse("reference-missing")
            : Record(new LitigationSeparated(Body, HowToReach, string.IsNullOrWhiteSpace(Reference) ? null : Reference, grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice), Notice)));
}

[Event("grievance.litigation-separated", 1)]
public sealed record LitigationSeparated(Text Body, string HowToReach, string? Reference, ImmutableArray<string> Meets, [property: Personal] string? Notice) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
