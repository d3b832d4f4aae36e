using Answerable.Offices;

namespace Answerable.Emergencies;

/// <summary>One calling of a group. Its policy is frozen: a later change of the plan does not touch a call that is running.</summary>
public sealed record Round(int Number, string Group, PagingPolicy Policy, ImmutableList<Seat> Seats)
{
    public Seat? Find(int seat) => seat >= 1 && seat <= Seats.Count ? Seats[seat - 1] : null;
    public Round With(Seat seat) => this with { Seats = Seats.SetItem(seat.Number - 1, seat) };
}

/// <summary>The duty desk's own alarm for one seat. Answered: an officer has taken it and calls by hand.</summary>
public enum DeskAlarm { Silent, Ringing, Answered }

/// <summary>Why a step was passed over at once instead of waiting.</summary>
public enum SkipReason { NobodyHoldsPost, NoDeputyPost, NobodyOnDuty, NoWayToReach, AlreadyUnable, AlreadyPaged, AllSendsFailed }

/// <summary>One post of a round, called on its own until somebody comes for it or somebody at the desk has taken the alarm.</summary>
public sealed record Seat(int Number, PostId Post)
{
    /// <summary>Index of the step under way; the number of steps once they are used up; -1 before the first.</summary>
    public int Step { get; init; } = -1;
    public ImmutableList<Page> Pages { get; init; } = [];
    public ImmutableHashSet<PersonId> Coming { get; init; } = [];
    public ImmutableHashSet<PersonId> Unable { get; init; } = [];
    public DeskAlarm Desk { get; init; }

    /// <summary>How often the desk's alarm has been raised for this seat.</summary>
    public int Alarms { get; init; }

    public ImmutableList<(int Step, SkipReason Why)> Skips { get; init; } = [];

    public bool IsReached => !Coming.IsEmpty;

    /// <summary>The page that is waiting for its answer, if one is.</summary>
    public Page? Waiting => !IsReached && Desk == DeskAlarm.Silent && Pages.Count > 0 && Pages[^1].Step == Step ? Pages[^1] : null;
}

/// <summary>One person asked to come for a seat. Every sending of it, on every channel, carries the same code.</summary>
/// <param name="Code">Digits; a reply with them means this page and no other.</param>
/// <param name="Attempt">How often it has been sent by the policy, from 1.</param>
/// <param name="Methods">The contact methods used.</param>
/// <param name="DueAt">When the policy goes on without an answer.</param>
public sealed record Page(int Step, PageTarget Target, PersonId Person, string Code, int Attempt, ImmutableArray<PageMethod> Methods, Instant SentAt, Instant DueAt);

/// <param name="Id">The contact method's id.</param>
/// <param name="Channel">email, sms …</param>
public sealed record PageMethod(string Id, string Channel);
