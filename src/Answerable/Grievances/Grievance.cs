using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>An event that starts clocks, or does what some of them wait for.</summary>
public interface IClockEvent : IEvent
{
    ImmutableArray<ClockStart> Starts { get; }

    /// <summary>Keys of the clocks that this fulfils.</summary>
    ImmutableArray<string> Meets { get; }
}

/// <summary>
/// One matter that somebody brought. Holds who answers for it and by when; never a word of what the complainant wrote,
/// nor who the complainant is: those are personal fields of the events, and may be gone.
/// </summary>
public sealed partial record Grievance : IState<Grievance>
{
    public static string Kind => "grievance";
    public static Grievance Initial { get; } = new();

    public string Number { get; init; } = "";
    public GrievanceKind FiledAs { get; init; }
    public Channel Channel { get; init; }
    public Openness Openness { get; init; }
    public string AccessDigest { get; init; } = "";
    public string? Category { get; init; }
    public Instant ReceivedAt { get; init; }
    public Instant RecordedAt { get; init; }
    public Stage Stage { get; init; }

    /// <summary>Where it stood before it was withdrawn.</summary>
    public Stage StageBefore { get; init; }

    public Ending? Ending { get; init; }

    /// <summary>Readable with the key of <see cref="Office"/> alone.</summary>
    public bool IsSealed { get; init; }

    /// <summary>A report of retaliation.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>The office that answers for it now.</summary>
    public OfficeId Office { get; init; }

    /// <summary>Every office it lay with, first to last.</summary>
    public ImmutableArray<OfficeId> Path { get; init; } = [];

    /// <summary>Offices above that were told of lateness; they may act on it too.</summary>
    public ImmutableArray<OfficeId> Overseers { get; init; } = [];

    /// <summary>Offices that see it and do not act on it: they sent it on, or are asked about it.</summary>
    public ImmutableArray<OfficeId> Followers { get; init; } = [];

    public UnitId? Unit { get; init; }
    public PersonId? Officer { get; init; }
    public PersonId? Leader { get; init; }
    public ImmutableSortedSet<PersonId> Recused { get; init; } = Persons.None;
    public ImmutableArray<CaseClock> Clocks { get; init; } = [];

    /// <summary>The law it began under, and keeps; null in a record that never said, of a case no law gave a period.</summary>
    public BookRef? Under { get; init; }

    /// <summary>From when a claim counts as accepted if nobody gives notice (safeguards B3); fixed by the first organ that owed one.</summary>
    public Instant? AcceptanceAt { get; init; }

    /// <summary>When it was accepted, by notice or because nobody gave one.</summary>
    public Instant? AcceptedAt { get; init; }

    /// <summary>When the written notice of acceptance was given.</summary>
    public Instant? NoticedAt { get; init; }

    /// <summary>How the complainant wants to be told of news; null: nobody has asked them yet, and nothing is sent.</summary>
    public NoticeChoice? Notices { get; init; }

    /// <summary>The addresses that were given and confirmed, each by the version of the event that holds it. Not the addresses.</summary>
    public ImmutableSortedDictionary<NoticeWay, long> NoticeAddresses { get; init; } = ImmutableSortedDictionary<NoticeWay, long>.Empty;

    /// <summary>A new address that waits for its code.</summary>
    public PendingContact? PendingContact { get; init; }

    /// <summary>A report of a lost access code that waits for its code.</summary>
    public PendingRevocation? PendingRevocation { get; init; }

    /// <summary>When codes were sent, of the last day.</summary>
    public ImmutableArray<Instant> CodesSent { get; init; } = [];

    /// <summary>Notices that certainly did not arrive.</summary>
    public ImmutableArray<UnreachedNotice> Unreached { get; init; } = [];

    /// <summary>Somebody is still to be told otherwise.</summary>
    public bool IsUnreached => Unreached.Any(notice => !notice.IsSettled);

    public Route? Route { get; init; }
    public Outcome? Outcome { get; init; }

    /// <summary>Version of the event that gave the answer in force.</summary>
    public long? AnsweredBy { get; init; }

    public Instant? ServedAt { get; init; }
    public PendingExtension? PendingExtension { get; init; }

    /// <summary>The written opinion that waits for its signature.</summary>
    public DraftedOpinion? Draft { get; init; }
    public ImmutableArray<Opening> Openings { get; init; } = [];

    /// <summary>SHA-256 of the cleaned files on the record.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Untouched originals that the filer asked to be kept.</summary>
    public ImmutableArray<KeptOriginal> Originals { get; init; } = [];
    public bool IsRated { get; init; }
    public bool IsErased { get; init; }
    public bool AsksToBeSentOn { get; init; }

    public bool IsLodged => Number.Length > 0;
    public bool IsClosed => Stage == Stage.Closed;
    public bool IsWithdrawn => Stage == Stage.Withdrawn;

    /// <summary>The offices whose people may act on it.</summary>
    public IEnumerable<OfficeId> Answerable => Overseers.Append(Office);

    /// <summary>The offices whose people may see it.</summary>
    public IEnumerable<OfficeId> Seeing => Overseers.Prepend(Office).Concat(Followers).Distinct();

    public CaseClock? Find(string key) => Clocks.FirstOrDefault(clock => clock.Key == key);

    /// <summary>The clock of a part of the case's course that is still owed.</summary>
    public CaseClock? Open(string rule) => Clocks.FirstOrDefault(clock => clock.IsOpen && clock.Clock.Rule.Rule == rule);

    /// <summary>The same for the rule that plays a part in the law of the case.</summary>
    public CaseClock? Open(Role role) => Clocks.FirstOrDefault(clock => clock.IsOpen && clock.Role == role);

    /// <summary>The clock that comes next, late ones first.</summary>
    public CaseClock? Next => IsWithdrawn ? null
        : Clocks.Where(clock => (!IsClosed || clock.OutlivesClosing) && clock is { IsOpen: true, Clock.Owed: Owed.Office } && clock.Role != Role.Objection && clock.Clock.Rule.Rule != "overdue-step").MinBy(clock => clock.Clock.DueAt);

    public bool IsOverdue => Clocks.Any(clock => clock.Status == ClockStatus.Missed && (!IsClosed || clock.OutlivesClosing));

    public IEnumerable<Deadline> Deadlines
    {
        get
        {
            if (!IsLodged)
                yield break;
            foreach (var clock in Clocks.Where(clock => clock.Rings && (!IsClosed || clock.OutlivesClosing) && (clock.Clock.Rule.Rule == "withdrawal-reversal") == IsWithdrawn))
                yield return new(clock.Key, clock.Clock.DueAt);
            foreach (var booking in Bookings)
                yield return new(booking.Key, booking.Ends);
            if (AwaitsAcceptance && !IsWithdrawn && !IsClosed)
                yield return new(DeadlineReached.AcceptanceKey, AcceptanceAt!.Value);
        }
    }

    /// <summary>A claim that nobody accepted, routed or answered yet.</summary>
    public bool AwaitsAcceptance => AcceptanceAt is not null && FiledAs == GrievanceKind.Claim && AcceptedAt is null && Route is null && Outcome is null && !TurnedAway;

    /// <summary>Accepted by notice, or because the time to give one has run out.</summary>
    public bool CountsAsAccepted(Instant now) => AcceptedAt is not null || (AwaitsAcceptance && AcceptanceAt <= now);

    public static ICommand<Grievance> OnDeadline(string key) => new DeadlineReached(key);

    public static ICommand<Grievance>? OnDelivery(DeliveryReport report) =>
        report.Outcome == DeliveryOutcome.Failed && NoticeKey.Parse(report.Key) is not null ? new TakeNoticeFailure(report.Key) : null;

    /// <summary>A key for one more clock of a rule.</summary>
    public string FreshKey(string rule)
    {
        var key = rule;
        for (var n = 2; Find(key) is not null; n++)
            key = $"{rule}-{n}";
        return key;
    }

    /// <summary>Keys of the open clocks of any of these rules.</summary>
    public ImmutableArray<string> KeysOf(params ReadOnlySpan<string> rules) => KeysOf([], rules);

    /// <summary>Keys of the open clocks that play any of these parts.</summary>
    public ImmutableArray<string> KeysOf(params ReadOnlySpan<Role> roles) => KeysOf(roles, []);

    /// <summary>Keys of the open clocks that play any of these parts, or are of any of these rules, in the order in which they began.</summary>
    public ImmutableArray<string> KeysOf(ReadOnlySpan<Role> roles, ReadOnlySpan<string> rules)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var clock in Clocks)
            if (clock.IsOpen && (rules.Contains(clock.Clock.Rule.Rule) || (clock.Role is { } role && roles.Contains(role))))
                keys.Add(clock.Key);
        return keys.ToImmutable();
    }
}
