using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Corrects the kind. Only the filer or an office above may: an office that could call a claim a suggestion could rid itself of its sixty days.
/// Running clocks go on; those that the new kind needs are added, from the original receipt.
/// </summary>
public sealed record Reclassify(GrievanceKind To, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        !grievance.IsLodged ? Refuse("no-such-grievance")
        : !MayReclassify(grievance, context) ? Guard.Complainant(grievance, context) is null ? Refuse("not-allowed") : Guard.Seen(grievance, context) ?? Refuse("filer-or-office-above-only")
        : Guard.Alive(grievance)
        ?? (To == grievance.FiledAs ? Nothing
            // What was open here cannot be sealed afterwards: it is filed anew, to the office above, and this one withdrawn.
            : To == GrievanceKind.Accusation ? Refuse("file-accusation-anew")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : !Written.IsText(Reason, 2_000) ? Refuse("reason-missing")
            : Record(new Reclassified(grievance.FiledAs, To, AcceptanceAt(grievance, context), Starts(grievance, context), Reason)));

    private static bool MayReclassify(Grievance grievance, Context context) =>
        context.Actor is Actor.Complainant
        || (context.Actor is Actor.Staff staff && !grievance.Recused.Contains(staff.Person) && Above(grievance, context.Book.Town).Any(office => Authority.Has(staff, Power.Disposition, context.Book.Town, office)));

    // The office that an accusation is sealed to is itself above the accused.
    private static IEnumerable<OfficeId> Above(Grievance grievance, Town town) =>
        grievance.IsSealed ? [grievance.Office] : town.Above(grievance.Office).Select(office => office.Id);

    private ImmutableArray<ClockStart> Starts(Grievance grievance, Context context)
    {
        var office = context.Book.Town.Find(grievance.Office)!;
        var received = context with { OccurredAt = grievance.ReceivedAt };
        return [.. CaseClocks.OnReceipt(received, grievance, To, office).Where(start => grievance.Clocks.All(clock => clock.Clock.Rule.Rule != start.Clock.Rule.Rule))];
    }

    private Instant? AcceptanceAt(Grievance grievance, Context context) =>
        To == GrievanceKind.Claim && grievance.AcceptanceAt is null
            ? CaseClocks.AcceptanceAt(CaseClocks.OnReceipt(context with { OccurredAt = grievance.ReceivedAt }, grievance, To, context.Book.Town.Find(grievance.Office)!))
            : null;
}

[Event("grievance.reclassified", 1)]
public sealed record Reclassified(
    GrievanceKind From, GrievanceKind To, Instant? AcceptanceAt, ImmutableArray<ClockStart> Starts, [property: Personal] string? Reason) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}
