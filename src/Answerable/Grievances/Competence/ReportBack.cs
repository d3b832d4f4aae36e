using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Reports in writing, to whoever asked for it, what came of the matter (反馈、办结报告, 22¶1(三)). The asker has it the moment it is recorded,
/// and the clock ends there.
/// </summary>
/// <param name="Report">1 to 10,000 characters.</param>
public sealed record ReportBack(string Report) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (grievance.OpenCharges.ToImmutableArray() is not { IsEmpty: false } owed ? Refuse("nothing-to-report")
            : !Written.IsText(Report, 10_000) ? Refuse("words-missing")
            : Record(new ReportedBack([.. owed.Select(charge => charge.By).Distinct()], [.. owed.Select(charge => charge.Key)], Report)));
}

/// <param name="To">Every office that asked.</param>
[Event("grievance.reported-back", 1)]
public sealed record ReportedBack(ImmutableArray<OfficeId> To, ImmutableArray<string> Meets, [property: Personal] string? Report) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>The asker confirms that the report is what it asked for.</summary>
public sealed record ReceiveReport : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context)
        ?? (Waiting(grievance, context) is not { } charge ? Refuse("no-report") : Record(new ReportReceived(charge.By)));

    /// <summary>The report that waits for an office of whoever acts.</summary>
    internal static Charge? Waiting(Grievance grievance, Context context) => WaitingFor(context.Actor, grievance, context.Book.Town);

    public static Charge? WaitingFor(Actor actor, Grievance grievance, Town town) =>
        grievance.Charges.LastOrDefault(charge => charge is { Reported: not null, IsReceived: false } && Authority.SpeaksFor(actor, charge.By, grievance, town));
}

[Event("grievance.report-received", 1)]
public sealed record ReportReceived(OfficeId By) : IEvent;

/// <summary>The report does not answer what was asked, or says what is not so: it is asked for again, by a new day.</summary>
/// <param name="Untrue">It does not agree with the facts.</param>
public sealed record SendBackReport(LocalDate FeedbackBy, bool Untrue, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context) ?? Guard.Alive(grievance)
        ?? (ReceiveReport.Waiting(grievance, context) is not { } charge ? Refuse("no-report")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : FeedbackBy < context.Now.InZone(context.Book.Zone).Date ? Refuse("day-in-the-past")
            : Grounds.Watched(grievance, context, new ReportSentBack(charge.By, grievance.Office, Untrue, CaseClocks.Until(context, grievance, Role.Feedback, grievance.Office, FeedbackBy), Reason)));
}

/// <param name="From">The office whose report it was.</param>
/// <param name="Starts">The clock of the new report; what became of the first stays on the record.</param>
[Event("grievance.report-sent-back", 1)]
public sealed record ReportSentBack(OfficeId By, OfficeId From, bool Untrue, ImmutableArray<ClockStart> Starts, [property: Personal] string? Reason) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}
