using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// The receiver says, within five working days, that the matter is not its own and why (异议, 23¶3). Until the sender has verified that and
/// agreed, it stays with the receiver, and every clock goes on.
/// </summary>
/// <param name="Reason">In detail (详细说明理由): whose it is, and by which rule; 1 to 5,000 characters. Told to the complainant.</param>
public sealed record ObjectToTransfer(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (!Authority.SpeaksFor(context.Actor, grievance.Office, grievance, context.Book.Town) ? Refuse("not-allowed")
            : grievance.IsSealed ? Refuse("sealed-stays-above")
            : grievance.Handover is not { Objection: { } key } handover ? Refuse("nothing-to-object-to")
            : grievance.Objection is { Agreed: null } ? Refuse("objection-pending")
            : grievance.Objection is not null ? Refuse("nothing-to-object-to")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : grievance.NoticedAt >= handover.At ? Refuse("already-accepted")
            : grievance.Competence is not null ? Refuse("competence-open")
            : context.Now >= grievance.Find(key)!.Clock.DueAt ? RefuseOnRecord("objection-too-late")
            : !Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new TransferObjected(grievance.Office, handover.From, Starts(grievance, context, handover.From), [key], Reason)));

    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context, OfficeId sender) =>
        CaseClocks.One(context, grievance, context.Book.House, "objection-answer", sender, context.Now);

    /// <summary>Whether the office could object now, for whoever offers it.</summary>
    public static bool IsOpen(Grievance grievance, Instant now) =>
        grievance is { IsSealed: false, Objection: null, Competence: null, Outcome: null, Handover: { Objection: { } key } handover }
        && !(grievance.NoticedAt >= handover.At) && now < grievance.Find(key)!.Clock.DueAt;
}

/// <param name="By">The receiver.</param>
/// <param name="To">The sender, whose answer is due (our rule: five working days).</param>
[Event("grievance.transfer-objected", 1)]
public sealed record TransferObjected(
    OfficeId By, OfficeId To, ImmutableArray<ClockStart> Starts, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent;

/// <summary>
/// The sender has verified the objection and agrees to it or not, in writing (23¶3: 核实同意). Agreed, the matter lies with the sender again
/// and goes on under the clocks it has.
/// </summary>
/// <param name="Reference">Number of the paper, where somebody else enters what the sender wrote.</param>
public sealed record DecideObjection(bool Agreed, string Reason, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        grievance.Objection is not { Agreed: null } objection ? Guard.Read(grievance, context) ?? Refuse("no-objection")
        : Guard.Writing(objection.To, grievance.Office, Reference, grievance, context) ?? Guard.Alive(grievance)
        ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing")
            : Record(new ObjectionDecided(objection.To, Agreed, Reference, grievance.KeysOf("objection-answer"), Reason)));
}

[Event("grievance.objection-decided", 1)]
public sealed record ObjectionDecided(OfficeId By, bool Agreed, string? Reference, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
