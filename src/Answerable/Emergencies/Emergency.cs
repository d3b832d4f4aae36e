using Answerable.Offices;
using Answerable.Recording;
using Answerable.Reports;

namespace Answerable.Emergencies;

/// <summary>One emergency, from the first call to its close: who was called and came, what was decided, what was reported upward.</summary>
public sealed partial record Emergency : IState<Emergency>
{
    public Instant? OpenedAt { get; init; }

    /// <summary>When the office came to know: the clocks of reports run from here.</summary>
    public Instant KnownAt { get; init; }

    public EventKind EventKind { get; init; }
    public string What { get; init; } = "";
    public string Place { get; init; } = "";
    public string Sign { get; init; } = "";
    public EventGrade? Grade { get; init; }
    public Figures? Figures { get; init; }
    public ResponseActivated? Response { get; init; }
    public ImmutableList<Round> Rounds { get; init; } = [];

    /// <summary>Delivery key → the last that is known of it.</summary>
    public ImmutableDictionary<string, DeliveryOutcome> Outcomes { get; init; } = ImmutableDictionary<string, DeliveryOutcome>.Empty;

    /// <summary>Replies that answered nothing: from whom, and whether they were asked again.</summary>
    public ImmutableList<(PersonId? Person, bool Asked)> Unclear { get; init; } = [];

    public ReportBook Reports { get; init; } = ReportBook.Empty;
    public Instant? StoodDownAt { get; init; }
    public Instant? ClosedAt { get; init; }

    public static string Kind => "emergency";
    public static Emergency Initial { get; } = new();
    public bool IsOpen => OpenedAt is not null && ClosedAt is null;
    public bool IsPaging => IsOpen && StoodDownAt is null;

    public IEnumerable<(Round Round, Seat Seat)> Seats => Rounds.SelectMany(round => round.Seats.Select(seat => (round, seat)));
    public IEnumerable<string> Codes => Seats.SelectMany(at => at.Seat.Pages).Select(page => page.Code).Distinct();

    public IEnumerable<Deadline> Deadlines =>
    [
        .. IsPaging
            ? Seats.Where(at => at.Seat.Waiting is not null)
                .Select(at => new Deadline(KeyOf(at.Round, at.Seat, at.Seat.Waiting!).ToString(), at.Seat.Waiting!.DueAt))
            : [],
        .. IsOpen ? Reports.Deadlines : [],
    ];

    public static ICommand<Emergency> OnDeadline(string key) =>
        PageKey.Parse(key) is { } page ? new PageTimedOut(page)
        : ReportBook.Parse(key) is var (rule, occurrence) ? new ReportCameDue(rule, occurrence)
        : throw new InvalidOperationException($"An emergency has no deadline {key}.");

    public static ICommand<Emergency>? OnDelivery(DeliveryReport report) =>
        PageKey.Parse(report.Key) is { } page ? new TakeDeliveryReport(page, report)
        : null;

    public Round? Find(int round) => round >= 1 && round <= Rounds.Count ? Rounds[round - 1] : null;

    /// <summary>The page a reply code belongs to; null where this emergency never gave it out.</summary>
    public (Round Round, Seat Seat, Page Page)? FindCode(string code) =>
        (from at in Seats from page in at.Seat.Pages where page.Code == code select ((Round, Seat, Page)?)(at.Round, at.Seat, page)).LastOrDefault();

    internal static PageKey KeyOf(Round round, Seat seat, Page page) => new(round.Number, seat.Number, page.Step, page.Attempt);
}
