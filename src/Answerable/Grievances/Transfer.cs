using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Passes the matter within the system to the office that is competent (转送: 22, 23¶1); with a day by which the result is asked back it
/// is 交办 (22¶1(三)), which an office asks of those beside and below it. The complainant is told where it went and what was asked.
/// It stays one matter with one history, and the day from which it counts as accepted moves only with the first transfer by a petition office (23¶3).
/// </summary>
/// <param name="Reason">Told to the complainant; 1 to 5,000 characters.</param>
/// <param name="FeedbackBy">The day by which a result is to be reported back. The duty goes with the matter, and only a report or the asker ends it.</param>
public sealed record Transfer(OfficeId To, string Reason, LocalDate? FeedbackBy = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? Reviewing.Holds(grievance)
        ?? (To == grievance.Office ? Refuse("same-office")
            : context.Book.Town.Find(To) is not { } to ? Refuse("office-unknown")
            : to.Outside ? Refuse("office-outside")
            : grievance.Outcome is not null ? Refuse("already-answered")
            // What was sealed to an office above never comes down again: the accused are below it.
            : grievance.IsSealed && !context.Book.Town.Above(grievance.Office).Contains(to) ? Refuse("sealed-stays-above")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : FeedbackBy < context.Now.InZone(context.Book.Zone).Date ? Refuse("day-in-the-past")
            : FeedbackBy is not null && context.Book.Town.Above(Sender(grievance, context)).Contains(to) ? Refuse("assign-not-upward")
            : grievance.Objection is { Agreed: null } ? Refuse("objection-pending")
            : grievance.Competence is not null ? Refuse("competence-open")
            : ReferCompetence.Loops(context.Book.Town, grievance, Sender(grievance, context), To) ? ReferCompetence.Looped(grievance, context, To, Reason)
            : Record(Event(grievance, context with { OccurredAt = context.Now })));

    private static OfficeId Sender(Grievance grievance, Context context) => Authority.ActsFor(context.Actor, grievance, context.Book.Town);

    private Transferred Event(Grievance grievance, Context context)
    {
        var sender = Sender(grievance, context);
        var starts = CaseClocks.OnTransfer(context, grievance, To, FeedbackBy);
        var first = grievance.Path.Length == 1 && grievance.AcceptedAt is null
            && context.Book.Town.Find(grievance.Office)?.Role == OfficeRole.PetitionOffice;
        return new(
            grievance.Office, To, first ? CaseClocks.AcceptanceAt(starts) : null, starts,
            Met(grievance, context), Reason)
        {
            Keeps = grievance.IsOverdue && context.Book.Town.Above(To).Any(office => office.Id == grievance.Office) ? grievance.Office : null,
            By = sender == grievance.Office ? null : sender,
            Followed = !grievance.IsSealed && (FeedbackBy is not null || context.Book.Town.Find(sender)?.Role == OfficeRole.PetitionOffice) ? true : null,
        };
    }

    // Where the law gives the receiver no notice of its own (23¶3 does), whoever filed is still owed the first one, now by the receiver.
    private static ImmutableArray<string> Met(Grievance grievance, Context context) =>
        CaseClocks.LawOf(context, grievance).For(Role.TransferNotice) is null
            ? grievance.KeysOf(Role.Disposition, Role.Objection)
            : grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice, Role.Objection);
}

/// <param name="AcceptanceAt">The new day from which it counts as accepted; null: unchanged.</param>
[Event("grievance.transferred", 1)]
public sealed record Transferred(
    OfficeId From, OfficeId To, Instant? AcceptanceAt, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent
{
    /// <summary>The office it came from, when that lies above and the matter is overdue: it goes on answering for the lateness. Null in all other cases.</summary>
    public OfficeId? Keeps { get; init; }
    /// <summary>The office whose people sent it, where that is not the one it lay with: an office above that lateness was brought to.</summary>
    public OfficeId? By { get; init; }

    /// <summary>The sender keeps sight of it: a petition office (40), or whoever asked a result back. Null: it does not.</summary>
    public bool? Followed { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public OfficeId Sender => By ?? From;

    /// <summary>The day by which a result is asked back: 交办. Null: 转送.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public LocalDate? FeedbackBy => Starts.FirstOrDefault(start => Rulebooks.RoleOf(start.Clock.Rule) == Role.Feedback)?.Clock.SetDay;
}
