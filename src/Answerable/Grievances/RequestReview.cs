using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Asks the next higher office to look at the answer again (复查, 35), or at the notice that the matter is not ours (19¶3, 36¶3).
/// Within thirty days of the proven receipt, on the later date; as long as receipt is not proved, the time has not begun.
/// </summary>
public sealed record RequestReview(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Review is not null ? Refuse("under-review")
            : grievance.LastReview is not null ? Refuse(grievance.IsFinal ? "finally-reviewed" : "already-reviewed")
            : grievance.Outcome is null && grievance.Stage is not (Stage.NotOurs or Stage.Routed or Stage.ToldFinal) ? Refuse("not-answered")
            : grievance is { Outcome: not null, FiledAs: not GrievanceKind.Claim } ? Refuse("claims-only")
            : grievance.RightToReview is { } right && context.Now >= right.Clock.DueAt ? RefuseOnRecord("review-too-late")
            : !Sealed.IsText(grievance, Reason, 20_000) ? Refuse("reason-missing")
            : Routing.Reviewer(context.Book.Town, grievance) is not { } above ? Refuse("no-office-above")
            : Record(new ReviewRequested(above.Id, Starts(grievance, context, above), grievance.KeysOf(Role.ReviewRequest), Reason)));

    /// <summary>Whether a review can be asked for now, as far as the case itself says.</summary>
    public static bool Fits(Grievance grievance, Instant now) =>
        grievance is { LastReview: null, IsWithdrawn: false }
        && (grievance.Outcome is null ? grievance.Stage is Stage.NotOurs or Stage.Routed or Stage.ToldFinal : grievance.FiledAs == GrievanceKind.Claim)
        && !(grievance.RightToReview is { } right && now >= right.Clock.DueAt);

    /// <summary>The last day on which a review asked for at <paramref name="at"/> is to be decided; null where the law of the case gives no number.</summary>
    public static LocalDate? AnswerDay(Grievance grievance, Book book, Instant at, Role role = Role.Review) =>
        book.LawOf(grievance.Under) is var law && law.For(role) is { } rule ? Clock.Start(law, rule.Id, at, book.Calendar, book.Zone).DueDay : null;

    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context, Office above) =>
        CaseClocks.One(context, grievance, Role.ReviewNotice, above.Id, context.Now).AddRange(CaseClocks.One(context, grievance, Role.Review, above.Id, context.Now));
}

/// <param name="To">The office that reviews: the next one above the office that decided.</param>
[Event("grievance.review-requested", 1)]
public sealed record ReviewRequested(OfficeId To, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;
