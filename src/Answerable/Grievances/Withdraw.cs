using System.Collections.Immutable;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// The complainant takes the matter back, and may say whether anybody pressed them; the answer is kept from whoever handles it (safeguards A10).
/// Nobody else withdraws, and nothing is promised. The clocks stand where they stand.
/// </summary>
/// <param name="Pressed">Null: the question was left open.</param>
public sealed record Withdraw(bool? Pressed = null, string? Words = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.IsClosed ? Refuse("already-closed")
            : grievance.IsWithdrawn ? Nothing
            : Words is not null && !Sealed.IsText(grievance, Words, 5_000) ? Refuse("words-missing")
            : Record(new Withdrawn(CaseClocks.One(context, grievance, context.Book.House, "withdrawal-reversal", grievance.Office, context.Now), Pressed, Words)));
}

/// <summary>The complainant takes the withdrawal back, within thirty days (our rule). Everything stands as before, the dates included.</summary>
public sealed record TakeUpAgain : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Ending == Grievances.Ending.Withdrawn ? Refuse("withdrawal-final")
            : !grievance.IsWithdrawn ? Nothing
            : Record(new TakenUpAgain(grievance.KeysOf("withdrawal-reversal"))));
}

[Event("grievance.withdrawn", 1)]
public sealed record Withdrawn(ImmutableArray<ClockStart> Starts, [property: Personal] bool? Pressed, [property: Personal] string? Words) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

[Event("grievance.taken-up-again", 1)]
public sealed record TakenUpAgain(ImmutableArray<string> Meets) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
