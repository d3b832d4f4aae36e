using System.Text.Json.Serialization;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>A request to have the matter handled anew.</summary>
/// <param name="To">The office whose head decides it.</param>
/// <param name="Answer">Version of the answer it is about.</param>
/// <param name="IsOpen">Not decided yet.</param>
public sealed record RedoRequest(OfficeId To, long? Answer, bool IsOpen);

/// <summary>
/// The complainant is not satisfied and asks for the matter to be handled anew (请求重新办理). Somebody who took no part in the answer decides it in
/// writing within fifteen days (our rule). The time to ask for a review runs beside it and is not shortened; asking for a review ends the request.
/// </summary>
public sealed record RequestRedo(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context) ?? FaultOf(grievance) ?? (!Written.IsText(Reason, 20_000) ? Refuse("reason-missing") : Record(Event(grievance, context, Reason)));

    /// <summary>Whether the answer in force can be asked to be given anew.</summary>
    public static bool Fits(Grievance grievance) => FaultOf(grievance) is null;

    /// <summary>Why the answer in force cannot be asked to be given anew. Null: it can.</summary>
    internal static Decision? FaultOf(Grievance grievance) =>
        grievance.IsWithdrawn ? Refuse("withdrawn")
        : grievance.IsErased ? Refuse("erased")
        : grievance.Outcome is null || grievance.ServedAt is null ? Refuse("not-answered")
        : grievance.IsFinal ? Refuse("finally-reviewed")
        : grievance.LastReview is not null ? Refuse("under-review")
        : grievance.Redo is { IsOpen: true } ? Refuse("redo-pending")
        : grievance.Redo?.Answer == grievance.AnsweredBy && grievance.Redo is not null ? Refuse("redo-decided")
        : null;

    internal static RedoRequested Event(Grievance grievance, Context context, string reason)
    {
        var to = Routing.RedoDecider(context.Book.Town, grievance);
        return new(to, CaseClocks.One(context, grievance, context.Book.House, "redo-request", to, context.Now), reason);
    }
}

/// <summary>Decides the request in writing: a head of the office named in it who took no part in the answer.</summary>
/// <param name="Reason">Told to the complainant; 1 to 10,000 characters.</param>
public sealed record DecideRedo(bool Grant, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.Redo is not { IsOpen: true } ? Refuse("no-redo-request")
            : grievance.Handlers.Contains(Guard.Person(context)) ? RefuseOnRecord("took-part")
            : !Authority.MayDecideRedo(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : Guard.Alive(grievance)
            ?? (!Written.IsText(Reason, 10_000) ? Refuse("reason-missing")
                : Grant ? Record(Decided(grievance, context), Reopening.Anew(grievance, context, ReopenCause.Granted))
                : Record(Decided(grievance, context))));

    private RedoDecided Decided(Grievance grievance, Context context) => new(Grant, Guard.Person(context), grievance.KeysOf("redo-request"), Reason);
}

/// <summary>Why a matter is open again.</summary>
public enum ReopenCause
{
    /// <summary>A review set the answer, or the notice, aside.</summary>
    SetAside,

    /// <summary>The complainant's request was granted.</summary>
    Granted,
}

internal static class Reopening
{
    /// <summary>The same office answers anew, within sixty days from now (our rule, after Art. 34).</summary>
    public static Reopened Anew(Grievance grievance, Context context, ReopenCause cause) =>
        new(CaseClocks.One(context, grievance, context.Book.House, "redo", grievance.Office, context.Now), cause);
}

[Event("grievance.redo-requested", 1)]
public sealed record RedoRequested(OfficeId To, ImmutableArray<ClockStart> Starts, [property: Personal] string? Reason) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

[Event("grievance.redo-decided", 1)]
public sealed record RedoDecided(bool Granted, PersonId DecidedBy, ImmutableArray<string> Meets, [property: Personal] string? Reason) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
