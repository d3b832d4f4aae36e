using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>What a petition office proposes (40¶1 to 3): better work, a better policy, that somebody be held to account.</summary>
public enum Proposal { Improvement, Policy, Accountability }

/// <summary>采纳情况 (40¶4).</summary>
public enum Adoption { Adopted, Partly, NotAdopted }

/// <param name="Key">Of the clock for the written answer.</param>
/// <param name="By">The petition office.</param>
/// <param name="Of">Who answers.</param>
/// <param name="Ground">Null for a proposal that supervises nobody.</param>
/// <param name="Answer">Null while none is written.</param>
public sealed record Supervision(string Key, OfficeId By, OfficeId Of, Ground? Ground, Proposal Proposal, Adoption? Answer = null);

/// <summary>
/// A petition office supervises (督办) the office that the matter lies with: it says which of the six occasions it found and on what facts,
/// proposes how to work better, and asks for a written answer by a day (40¶1, ¶4). Supervising moves no clock, and a closed matter can be
/// supervised: what was promised in it may still be undone.
/// </summary>
/// <param name="Facts">1 to 5,000 characters, told to the complainant, as is the next.</param>
/// <param name="Improvement">What is to be done better.</param>
/// <param name="AnswerBy">Within fifteen days (our rule).</param>
public sealed record Supervise(Ground Ground, string Facts, string Improvement, LocalDate AnswerBy) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Supervising(grievance, context)
        ?? (!Written.IsText(Facts, 5_000) ? Refuse("reason-missing")
            : !Written.IsText(Improvement, 5_000) ? Refuse("improvement-missing")
            : Propose.FaultOf(AnswerBy, context)
                ?? Record(new Supervised(Authority.Supervises(context.Actor, grievance, context.Book.Town)!.Value, grievance.Office, Ground,
                    CaseClocks.Answer(context, grievance, grievance.Office, AnswerBy), Facts, Improvement)));
}

[Event("grievance.supervised", 1)]
public sealed record Supervised(
    OfficeId By, OfficeId Of, Ground Ground, ImmutableArray<ClockStart> Starts, [property: Personal] string? Facts, [property: Personal] string? Improvement) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <summary>
/// A petition office proposes a better policy to its own level's party committee and government (40¶2), or to the body with the power that an
/// office be held to account (40¶3). Never to the office it is about.
/// </summary>
/// <param name="Words">1 to 5,000 characters. Of a proposal to hold to account only the fact is shown, except to the two offices.</param>
public sealed record Propose(Proposal Proposal, OfficeId To, string Words, LocalDate AnswerBy) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Supervising(grievance, context)
        ?? (Proposal == Proposal.Improvement ? Refuse("improvement-is-supervision")
            : context.Book.Town.Find(To) is null ? Refuse("office-unknown")
            : To == grievance.Office || To == Authority.Supervises(context.Actor, grievance, context.Book.Town) ? Refuse("same-office")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : FaultOf(AnswerBy, context)
                ?? Record(new Proposed(Authority.Supervises(context.Actor, grievance, context.Book.Town)!.Value, To, Proposal, CaseClocks.Answer(context, grievance, To, AnswerBy), Words)));

    internal static Decision? FaultOf(LocalDate by, Context context)
    {
        var today = context.Now.InZone(context.Book.Zone).Date;
        return by < today ? Refuse("day-in-the-past") : by > today.PlusDays(LongestWait) ? Refuse("answer-day-too-far") : null;
    }

    /// <summary>Days (our rule: Art. 40¶4 names none).</summary>
    public const int LongestWait = 15;
}

[Event("grievance.proposed", 1)]
public sealed record Proposed(OfficeId By, OfficeId To, Proposal Proposal, ImmutableArray<ClockStart> Starts, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<string> Meets => [];
}

/// <summary>The office that was supervised, or that a proposal went to, answers in writing what it has taken up (40¶4).</summary>
/// <param name="Key">Of the supervision.</param>
/// <param name="Reference">Number of the paper, where the petition office enters what an office without people here wrote.</param>
public sealed record AnswerSupervision(string Key, Adoption Adoption, string Words, string? Reference = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Read(grievance, context)
        ?? (grievance.Supervisions.FirstOrDefault(one => one.Key == Key) is not { } supervision ? Refuse("no-supervision")
            : supervision.Answer is not null ? Refuse("already-answered")
            : Guard.Writing(supervision.Of, supervision.By, Reference, grievance, context)
                ?? (!Written.IsText(Words, 5_000) ? Refuse("words-missing")
                    : Record(new SupervisionAnswered(Key, supervision.Of, supervision.By, Adoption, Reference, [Key], Words))));
}

[Event("grievance.supervision-answered", 1)]
public sealed record SupervisionAnswered(
    string Key, OfficeId Of, OfficeId To, Adoption Adoption, string? Reference, ImmutableArray<string> Meets, [property: Personal] string? Words) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>The complainant says that what the answer supported has not been carried out (32¶2, 40¶1, 42(四)). Moves no clock and needs no proof.</summary>
public sealed record SayNotCarriedOut(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance is not { Outcome: Outcome.Support, ServedAt: not null } || grievance.IsErased ? Refuse("nothing-to-carry-out")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : Grounds.Watched(grievance, context, new NotCarriedOut(Words)));
}

[Event("grievance.not-carried-out", 1)]
public sealed record NotCarriedOut([property: Personal] string? Words) : IEvent;

public sealed partial record Grievance
{
    public ImmutableArray<Supervision> Supervisions { get; init; } = [];

    private Grievance With(Supervised e) => FollowedBy(e.By).FollowedBy(e.Of) with { Supervisions = Supervisions.Add(new(e.Starts[0].Key, e.By, e.Of, e.Ground, Proposal.Improvement)) };

    private Grievance With(Proposed e) => FollowedBy(e.By).FollowedBy(e.To) with { Supervisions = Supervisions.Add(new(e.Starts[0].Key, e.By, e.To, null, e.Proposal)) };

    private Grievance With(SupervisionAnswered e) => this with { Supervisions = [.. Supervisions.Select(one => one.Key == e.Key ? one with { Answer = e.Adoption } : one)] };
}
