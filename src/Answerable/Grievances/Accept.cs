using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Accepts (受理), with the written notice of receipt, route and procedure that Art. 23 asks for.
/// The sixty days of a claim run from here, or from the day on which nobody had given notice: whichever came first.
/// </summary>
/// <param name="Notice">What the complainant is told, 1 to 5,000 characters.</param>
public sealed record Accept(string Notice) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? Reviewing.Holds(grievance)
        ?? (grievance.NoticedAt is not null ? Refuse("already-accepted")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : !Written.IsText(Notice, 5_000) ? Refuse("notice-empty")
            : Record(new Accepted(Starts(grievance, context), grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice), Notice)));

    // 34: sixty days from acceptance, for what 31(6) covers: claims that no other procedure decides.
    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context) =>
        grievance.FiledAs != GrievanceKind.Claim || grievance.AcceptedAt is not null ? []
        : grievance.AcceptanceAt is { } latest && latest <= context.Now
            ? CaseClocks.OnAcceptance(context, grievance, latest - Duration.Epsilon, Trigger.AcceptanceDeemed)
            : CaseClocks.OnAcceptance(context, grievance, context.Now);
}

[Event("grievance.accepted", 1)]
public sealed record Accepted(ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Notice) : IClockEvent;
