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
        ?? (grievance.Stage == Stage.UnderReview ? Refuse("under-review")
            : grievance.Outcome is null && grievance.Stage is not (Stage.NotOurs or Stage.Routed) ? Refuse("not-answered")
            : grievance is { Outcome: not null, FiledAs: not GrievanceKind.Claim } ? Refuse("claims-only")
            : grievance.Clocks.LastOrDefault(clock => clock.Clock.Rule.Rule == "review-request") is { } right && context.Now >= right.Clock.DueAt ? RefuseOnRecord("review-too-late")
            : !Sealed.IsText(grievance, Reason, 20_000) ? Refuse("reason-missing")
            : Routing.Reviewer(context.Book.Town, grievance) is not { } above ? Refuse("no-office-above")
            : Record(new ReviewRequested(above.Id, Starts(grievance, context, above), grievance.KeysOf("review-request"), Reason)));

    /// <summary>The last day on which a review asked for at <paramref name="at"/> is to be decided.</summary>
    public static LocalDate AnswerDay(Book book, Instant at) => Clock.Start(book.Rulebook, "review", at, book.Calendar, book.Zone).DueDay;

    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context, Office above) =>
        CaseClocks.One(context, grievance, context.Book.Rulebook, "review", above.Id, context.Now);
}

/// <param name="To">The office that reviews: the next one above the office that decided.</param>
[Event("grievance.review-requested", 1)]
public sealed record ReviewRequested(OfficeId To, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;
