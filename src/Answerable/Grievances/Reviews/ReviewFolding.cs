using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>What a review and its decision change. Personal fields are never read here: they may be gone.</summary>
public sealed partial record Grievance
{
    /// <summary>Every review that was asked for, oldest first.</summary>
    public ImmutableArray<Review> Reviews { get; init; } = [];

    /// <summary>
    /// Who took part in the decision: drafted, signed, returned, handled, was in charge, gave the notice, asked for more time or granted it. None
    /// of them reviews it, whatever post they come to hold.
    /// </summary>
    public ImmutableSortedSet<PersonId> Handlers { get; init; } = Persons.None;

    /// <summary>The last review of the answer in force, open or decided.</summary>
    public Review? LastReview => Reviews.LastOrDefault(review => !review.IsPast);

    /// <summary>The review that waits for its decision.</summary>
    public Review? Review => LastReview is { IsOpen: true } open ? open : null;

    /// <summary>The decided review whose receipt is not proved yet.</summary>
    public Review? UnservedReview => Reviews.LastOrDefault(review => review.AwaitsService);

    /// <summary>The request to handle it anew, open or decided.</summary>
    public RedoRequest? Redo { get; init; }

    /// <summary>What the complainant asked of the office above the late one.</summary>
    public AskedHigher? Higher { get; init; }

    /// <summary>The opinion that finally decided the matter which the complainant says this one follows.</summary>
    public FinalOpinion? After { get; init; }

    /// <summary>A written notice turned it away: not ours, or decided before. It never counts as accepted by itself.</summary>
    public bool TurnedAway { get; init; }

    /// <summary>The clock that has been late longest, and still is.</summary>
    public CaseClock? Late => IsClosed || IsWithdrawn ? null : Clocks.Where(clock => clock is { Status: ClockStatus.Missed, Clock.Owed: Owed.Office }).MinBy(clock => clock.Clock.DueAt);

    /// <summary>Decided for the last time (36¶3): the same facts and reasons are not accepted again. New ones are.</summary>
    public bool IsFinal => LastReview is { Level: ReviewLevel.FinalReview, IsOpen: false };

    /// <summary>Nobody of these takes part in <paramref name="review"/>: who took part in what it disputes, and who is recused.</summary>
    public bool IsBarredFrom(Review review, PersonId person) =>
        Recused.Contains(person) || Handlers.Contains(person)
        || (review.Level == ReviewLevel.FinalReview && Reviews.LastOrDefault(earlier => earlier.Level == ReviewLevel.Review && earlier.Request < review.Request)?.TookPart.Contains(person) == true);

    /// <summary>The complainant's time to ask for the next instance; null where it has not begun, because receipt is not proved.</summary>
    public CaseClock? RightToReview => LastReview switch
    {
        null => ServedAt is null ? null : Clocks.LastOrDefault(clock => clock.Role == Role.ReviewRequest),
        { Level: ReviewLevel.Review, ServedAt: not null } => Clocks.LastOrDefault(clock => clock.Role == Role.FinalReviewRequest),
        _ => null,
    };

    private Grievance Reviewed(IEvent happened, Stamp stamp) => happened switch
    {
        ReviewRequested e => Asked(ReviewLevel.Review, e.To, Office, stamp),
        FinalReviewRequested e => Asked(ReviewLevel.FinalReview, e.To, LastReview?.Office ?? Office, stamp),
        ReviewTakenUp e => InReview(review => review with { Officer = e.Officer, Leader = e.Leader, TookPart = review.TookPart.Add(e.Officer).Union(e.Leader is { } leader ? [leader] : []) }).InReview(stamp),
        PositionAsked => InReview(review => review with { PositionAskedAt = stamp.RecordedAt }).InReview(stamp),
        PositionGiven => InReview(review => review with { PositionGivenAt = stamp.RecordedAt }),
        ReviewDrafted e => InReview(review => review with { Draft = new(stamp.Version, e.DraftedBy, e.Outcome, e.Changed, e.DocumentNumber), TookPart = review.TookPart.Add(e.DraftedBy) }),
        ReviewNoted => InReview(stamp),
        ReviewReturned => InReview(review => review with { Draft = null }).InReview(stamp),
        HearingAnnounced e => (e.Clock is { } clock ? Replace(e.Key!, clock) : this).InReview(review => review with { Hearing = new(review.Hearing?.FirstAnnouncedAt ?? stamp.RecordedAt, e.At) }).InReview(stamp),
        HearingCalledOff e => (e.Clock is { } clock ? Replace(e.Key!, clock) : this).InReview(review => review with { Hearing = review.Hearing! with { IsCalledOff = true } }).InReview(stamp),
        HearingHeld => InReview(review => review with { Hearing = review.Hearing! with { HeldAt = stamp.RecordedAt } }).InReview(stamp),
        ReviewSigned e => Decided(e.Outcome, e.Changed, e.DocumentNumber, stamp, review => review.TookPart.Add(e.SignedBy)),
        ReviewEntered e => Decided(e.Outcome, e.Changed, e.DocumentNumber, stamp, review => review.TookPart),
        OpinionPublished when LastReview is { } published => this with { Reviews = Reviews.Replace(published, published with { IsPublished = true }) },
        RedoRequested e => this with { Redo = new(e.To, AnsweredBy, IsOpen: true), Stage = IsClosed ? Stage.Answered : Stage, Ending = null, Overseers = Told(e.To) },
        RedoDecided => this with { Redo = Redo! with { IsOpen = false } },
        ToldFinal => this with { Stage = Stage.ToldFinal, TurnedAway = true },
        HigherAsked e => this with { Higher = new(e.To, e.Late, IsOpen: true), Overseers = Told(e.To) },
        TakenOver e => Over(e.To) with { Higher = Higher! with { IsOpen = false } },
        LowerHurried e => this with { Higher = Higher! with { IsOpen = false }, Charges = [.. Charges, .. e.Starts.Select(start => new Charge(e.By, start.Key))] },
        _ => this,
    };

    private Grievance Asked(ReviewLevel level, OfficeId to, OfficeId against, Stamp stamp) => Ended("redo-request", stamp) with
    {
        Stage = level == ReviewLevel.Review ? Stage.UnderReview : Stage.UnderFinalReview,
        Ending = null,
        Redo = Redo is { IsOpen: true } ? null : Redo,
        Overseers = Told(to),
        Reviews = Reviews.Add(new(level, to, against, stamp.Version, level == ReviewLevel.Review ? AnsweredBy : LastReview?.DecidedBy, stamp.RecordedAt)),
    };

    private Grievance Decided(ReviewOutcome outcome, Outcome? changed, string? number, Stamp stamp, Func<Review, ImmutableSortedSet<PersonId>> part)
    {
        var level = Review?.Level;
        var decided = InReview(review => review with
        {
            Outcome = outcome, Draft = null, DecidedBy = stamp.Version, DecidedAt = stamp.RecordedAt, DocumentNumber = number, TookPart = part(review),
        });
        return decided.Ended("position", stamp) with
        {
            Outcome = changed ?? Outcome, Stage = level == ReviewLevel.FinalReview ? Stage.FinallyReviewed : Stage.Reviewed,
        };
    }

    private Grievance InReview(Func<Review, Review> change) =>
        Review is { } review ? this with { Reviews = Reviews.Replace(review, change(review)) } : this;

    // What a recused person was named for is somebody else's now, and what they drafted is nobody's to sign (28¶3).
    private Grievance WithoutReviewers(ImmutableArray<PersonId> people) => InReview(review => review with
    {
        Officer = review.Officer is { } officer && people.Contains(officer) ? null : review.Officer,
        Leader = review.Leader is { } leader && people.Contains(leader) ? null : review.Leader,
        Draft = review.Draft is { } draft && people.Contains(draft.By) ? null : review.Draft,
    });

    private Grievance InReview(Stamp stamp) => InReview(review => review with { TookPart = review.TookPart.Union(Author(stamp)) });

    private Grievance ReviewServed(Review review, Stamp stamp) => this with { Reviews = Reviews.Replace(review, review with { ServedAt = stamp.RecordedAt }) };

    // What nobody waits for any more is neither kept nor late.
    private Grievance Ended(string rule, Stamp stamp) =>
        KeysOf(rule).Aggregate(this, (grievance, key) => grievance.Settle(key, ClockStatus.Ended, stamp));

    // Set aside, or granted on request: the same office decides anew, in a period that begins now; who answers is named anew.
    private Grievance Anew(Stamp stamp) => this with
    {
        Stage = Stage.Accepted, Ending = null, Outcome = null, ServedAt = null, AnsweredBy = null, IsRated = false, Route = null, Draft = null, TurnedAway = false,
        Unit = null, Officer = null, Leader = null, AcceptedAt = AcceptedAt ?? stamp.RecordedAt, NoticedAt = NoticedAt ?? stamp.RecordedAt, Redo = null,
        Reviews = [.. Reviews.Select(review => review with { IsPast = true })],
    };

    private Grievance WithPart(IEvent happened, Stamp stamp)
    {
        var part = Part(happened, stamp).ToList();
        return part.Count == 0 ? this : this with { Handlers = Handlers.Union(part) };
    }

    // Notes and letters of the reviewing office, while a review is open, are part of the review.
    private IEnumerable<PersonId> Part(IEvent happened, Stamp stamp) => happened switch
    {
        Assigned e => new[] { e.Officer, e.Leader }.OfType<PersonId>(),
        OpinionDrafted e => [e.DraftedBy],
        OpinionSigned e => [e.SignedBy],
        Replied e => [e.SignedBy],
        ExtensionRequested e => [e.RequestedBy],
        Extended e => Author(stamp).Append(e.ApprovedBy),
        ExtensionDeclined or OpinionReturned or NoticeGiven or ToldNotOurs or ToldFinal or PositionGiven => Author(stamp),
        Noted or WrittenTo when Review is null => Author(stamp),
        _ => [],
    };

    // Whoever was late stays so on the record; what is owed from now on is owed above.
    private Grievance Over(OfficeId to) => this with
    {
        Office = to, Path = Path.Add(to), Overseers = Overseers.Remove(to).Add(Office), Unit = null, Officer = null, Leader = null, PendingExtension = null, Draft = null,
        Stage = Stage is Stage.InHandling or Stage.AwaitingSignature ? Stage.Accepted : Stage,
    };

    private static IEnumerable<PersonId> Author(Stamp stamp) =>
        stamp.By.Value.StartsWith("staff.", StringComparison.Ordinal) ? [new PersonId(stamp.By.Value["staff.".Length..])] : [];
}
