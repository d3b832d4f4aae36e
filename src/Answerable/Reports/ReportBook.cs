using System.Globalization;
using Answerable.Recording;

namespace Answerable.Reports;

/// <summary>One duty to report that runs, or ran.</summary>
public sealed record ReportClock(ReportRule Rule, int Occurrence, Instant StartedAt, Instant? DueAt)
{
    /// <summary>When it was done.</summary>
    public Instant? MetAt { get; init; }

    /// <summary>When that was written down. Both are shown.</summary>
    public Instant? MetRecordedAt { get; init; }
    public bool WasOverdue { get; init; }

    /// <summary>Only lateness is computable, and only where the source has a figure.</summary>
    public bool IsLate(Instant now) => DueAt is { } due && (MetAt ?? now) > due;
}

/// <summary>A written report on its way up: written, signed, sent, received.</summary>
public sealed record WrittenReport(int Number, ReportStage Stage, ActorId Writer, Instant WrittenAt)
{
    public Offices.PersonId? Signer { get; init; }
    public Instant? SignedAt { get; init; }
    public Instant? SentAt { get; init; }
    public Instant? ReceivedAt { get; init; }
}

/// <summary>The reports of one emergency: every clock with its source, every written report.</summary>
/// <param name="Clocks">By rule; the latest occurrence of each.</param>
public sealed record ReportBook(ImmutableSortedDictionary<string, ReportClock> Clocks, ImmutableList<WrittenReport> Written)
{
    public static ReportBook Empty { get; } = new(ImmutableSortedDictionary.Create<string, ReportClock>(StringComparer.Ordinal), []);

    /// <summary>Own duties that are not fulfilled.</summary>
    public IEnumerable<ReportClock> Owed => Clocks.Values.Where(clock => clock.Rule.Ours && clock.MetAt is null);

    /// <summary>The own duty to be done first: "at once" comes before every figure, then whichever time is up first.</summary>
    public ReportClock? NextDue => Owed.OrderBy(clock => clock.DueAt is not null).ThenBy(clock => clock.DueAt ?? clock.StartedAt).FirstOrDefault();

    public IEnumerable<Deadline> Deadlines =>
        Owed.Where(clock => clock is { DueAt: not null, WasOverdue: false })
            .Select(clock => new Deadline(string.Create(CultureInfo.InvariantCulture, $"report/{clock.Rule.Id}/{clock.Occurrence}"), clock.DueAt!.Value));

    /// <summary>Rule and occurrence of a deadline's key; null where the key is another's.</summary>
    public static (string Rule, int Occurrence)? Parse(string key) =>
        key.Split('/') is ["report", var rule, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence)
            ? (rule, occurrence)
            : null;

    public WrittenReport? Find(int report) => report >= 1 && report <= Written.Count ? Written[report - 1] : null;

    public ReportBook With(IReportEvent happened, Stamp stamp) => happened switch
    {
        ReportClockStarted e => this with { Clocks = Clocks.SetItem(e.Rule.Id, new(e.Rule, e.Occurrence, e.StartedAt, e.DueAt)) },
        ReportOverdue e => WithClock(e.Rule, clock => clock.Occurrence == e.Occurrence ? clock with { WasOverdue = true } : clock),
        ReportPhoned e => Met(e.Rule, stamp),
        ReportWritten e => this with { Written = Written.Add(new(e.Report, e.Stage, stamp.By, stamp.RecordedAt)) },
        ReportSigned e => WithReport(e.Report, report => report with { Signer = e.Signer, SignedAt = stamp.OccurredAt }),
        ReportSent e => e.Rules.Aggregate(WithReport(e.Report, report => report with { SentAt = stamp.OccurredAt }), (book, rule) => book.Met(rule, stamp)),
        ReportReceived e => WithReport(e.Report, report => report with { ReceivedAt = stamp.OccurredAt }),
        _ => this,
    };

    private ReportBook Met(string rule, Stamp stamp) => WithClock(rule, clock => clock.MetAt is null
        ? clock with { MetAt = stamp.OccurredAt, MetRecordedAt = stamp.RecordedAt }
        : clock);

    private ReportBook WithClock(string rule, Func<ReportClock, ReportClock> change) =>
        this with { Clocks = Clocks.SetItem(rule, change(Clocks[rule])) };

    private ReportBook WithReport(int report, Func<WrittenReport, WrittenReport> change) =>
        this with { Written = Written.SetItem(report - 1, change(Written[report - 1])) };
}
