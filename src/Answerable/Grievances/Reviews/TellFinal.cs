using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The opinion that decided an earlier matter for the last time (36), as it stood when its complainant filed anew.</summary>
/// <param name="Document">Its number (发文字号), where it had one.</param>
public sealed record FinalOpinion(OfficeId Office, LocalDate On, string? Document);

/// <summary>
/// The matter that the complainant says this filing follows: they opened it with its own access code. Nothing else links two matters, and nobody
/// looks for it.
/// </summary>
/// <param name="Final">Null: that matter was not decided by a final review.</param>
public sealed record Earlier(string Number, FinalOpinion? Final)
{
    public static Earlier Of(Grievance earlier, DateTimeZone zone) => new(earlier.Number, earlier is { IsFinal: true, LastReview: { DecidedAt: { } at } review }
        ? new(review.Office, at.InZone(zone).Date, review.DocumentNumber)
        : null);
}

/// <summary>
/// Tells the complainant in writing that this filing, which they said follows an earlier matter, brings the same facts and reasons as were decided
/// in the final review, and is not accepted again (36¶3). It bars the facts and reasons and never a person: somebody compares them, says in what they
/// are the same, and can be contested in a review; what is new is a matter of its own. No closure.
/// </summary>
/// <param name="Notice">Which facts and reasons are the same; 1 to 5,000 characters.</param>
public sealed record TellFinal(string Notice) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context) ?? Reviewing.Holds(grievance)
        ?? (grievance.After is not { } opinion ? Refuse("no-final-opinion")
            : grievance.Stage == Stage.ToldFinal ? Refuse("already-told")
            : grievance.CountsAsAccepted(context.Now) ? Refuse("already-accepted")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : !Written.IsText(Notice, 5_000) ? Refuse("notice-empty")
            : Record(new ToldFinal(opinion, grievance.KeysOf(Role.Disposition, Role.Notice, Role.TransferNotice), Notice)));
}

[Event("grievance.told-final", 1)]
public sealed record ToldFinal(FinalOpinion Opinion, ImmutableArray<string> Meets, [property: Personal] string? Notice) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}
