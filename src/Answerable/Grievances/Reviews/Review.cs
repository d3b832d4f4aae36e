using Answerable.Deadlines;
using Answerable.Offices;

namespace Answerable.Grievances;

/// <summary>The two instances above the office that decided.</summary>
public enum ReviewLevel
{
    /// <summary>复查 (35).</summary>
    Review,

    /// <summary>复核 (36): the last one.</summary>
    FinalReview,
}

/// <summary>
/// What a review comes to. Art. 35 and 36 ask for a written opinion and leave open what it may say; these three are what the rules of
/// provinces and cities on 复查复核 name.
/// </summary>
public enum ReviewOutcome
{
    /// <summary>维持: the facts are clear, the grounds sufficient, the handling proper.</summary>
    Uphold,

    /// <summary>变更: the reviewing office decides the claim otherwise, itself.</summary>
    Change,

    /// <summary>撤销并责令重新办理: facts unclear, grounds insufficient or procedure broken; the office below handles it anew.</summary>
    SetAside,
}

/// <summary>A review opinion that waits for its signature; its words are in the event.</summary>
/// <param name="Version">Of the event.</param>
/// <param name="Changed">What the claim comes to now, where the opinion changes it.</param>
public sealed record DraftedReview(long Version, PersonId By, ReviewOutcome Outcome, Outcome? Changed, string? DocumentNumber);

/// <summary>A hearing (听证) in a review. Its time is left out of the final review alone (36¶2).</summary>
/// <param name="FirstAnnouncedAt">Of all that were announced in this review: putting a hearing off gains no more time.</param>
/// <param name="At">When it is to be, or was.</param>
public sealed record Hearing(Instant FirstAnnouncedAt, Instant At)
{
    public Instant? HeldAt { get; init; }
    public bool IsCalledOff { get; init; }
    public bool IsAhead => HeldAt is null && !IsCalledOff;
}

/// <summary>One review of a decision, asked for by the complainant.</summary>
/// <param name="Office">The office above that decides it.</param>
/// <param name="Against">The office whose decision is disputed.</param>
/// <param name="Request">Version of the event that asked for it.</param>
/// <param name="Disputed">Version of the answer that is disputed; null: a notice that turned the matter away.</param>
public sealed record Review(ReviewLevel Level, OfficeId Office, OfficeId Against, long Request, long? Disputed, Instant AskedAt)
{
    public PersonId? Officer { get; init; }
    public PersonId? Leader { get; init; }
    public DraftedReview? Draft { get; init; }
    public Instant? PositionAskedAt { get; init; }
    public Instant? PositionGivenAt { get; init; }
    public Hearing? Hearing { get; init; }

    /// <summary>Who took part in it: none of them takes part in the final review of it.</summary>
    public ImmutableSortedSet<PersonId> TookPart { get; init; } = Persons.None;

    public ReviewOutcome? Outcome { get; init; }

    /// <summary>Version of the event that decided it.</summary>
    public long? DecidedBy { get; init; }

    public Instant? DecidedAt { get; init; }
    public string? DocumentNumber { get; init; }
    public Instant? ServedAt { get; init; }

    /// <summary>The public can read it (36¶2).</summary>
    public bool IsPublished { get; init; }

    /// <summary>The matter was opened again after it.</summary>
    public bool IsPast { get; init; }

    public bool IsOpen => Outcome is null;

    /// <summary>Decided, and nobody has proved yet that the complainant received it.</summary>
    public bool AwaitsService => Outcome is not null && ServedAt is null;

    /// <summary>The rule of its clock.</summary>
    public Role Role => Level == ReviewLevel.Review ? Role.Review : Role.FinalReview;
}

/// <summary>People, in the order of their ids.</summary>
internal static class Persons
{
    public static readonly ImmutableSortedSet<PersonId> None =
        ImmutableSortedSet.Create<PersonId>(Comparer<PersonId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)));
}
