using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Reports;

/// <summary>An event of an emergency's stream that concerns its reports upward.</summary>
public interface IReportEvent : IEvent;

/// <summary>The rule is kept as it was: a later change of the arrangements does not touch a clock that runs.</summary>
/// <param name="Occurrence">From 1; a continued report starts its clock anew each time.</param>
[Event("emergency.report-clock-started", 1)]
public sealed record ReportClockStarted(ReportRule Rule, int Occurrence, Instant StartedAt, Instant? DueAt) : IReportEvent;

/// <summary>The time ran out without a report on record. Lateness is all that can be computed (safeguards B10).</summary>
[Event("emergency.report-came-due", 1)]
public sealed record ReportOverdue(string Rule, int Occurrence) : IReportEvent;

/// <param name="HeardBy">Who took the call up there.</param>
[Event("emergency.report-phoned", 1)]
public sealed record ReportPhoned(string Rule, int Occurrence, [property: Personal] string? HeardBy, [property: Personal] string? Said) : IReportEvent;

[Event("emergency.report-written", 1)]
public sealed record ReportWritten(int Report, ReportStage Stage, [property: Personal] string? Body) : IReportEvent;

/// <param name="ReadBack">Read to the signer over the telephone by a second person, who recorded it (safeguards C3).</param>
[Event("emergency.report-signed", 1)]
public sealed record ReportSigned(int Report, PersonId Signer, bool ReadBack) : IReportEvent;

public enum SentBy { Hand, Fax, Email, System }

/// <param name="Rules">The duties it fulfils.</param>
[Event("emergency.report-sent", 1)]
public sealed record ReportSent(int Report, ImmutableArray<string> Rules, SentBy By) : IReportEvent;

[Event("emergency.report-received", 1)]
public sealed record ReportReceived(int Report, [property: Personal] string? Receiver) : IReportEvent;
