using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Receptions;

/// <summary>领导接访, 联合接访, 领导下访 (18¶2, ¶3).</summary>
public enum ReceptionKind { Leader, Joint, VisitDown }

/// <summary>A day on which leaders receive people, as it is published (18¶1): who, when, where, and which matters.</summary>
/// <param name="Receivers">The leaders who receive.</param>
/// <param name="With">The other offices that take part in a joint reception.</param>
public sealed record ReceptionDay(
    string Id, ReceptionKind Kind, OfficeId Office, LocalDate Date, LocalTime From, LocalTime To, Text Place, Text Matters,
    ImmutableArray<PersonId> Receivers, ImmutableArray<OfficeId> With)
{
    /// <summary>Why it does not take place; null: it does.</summary>
    public string? Cancelled { get; init; }

    /// <summary>24:00 of the day in the town's zone.</summary>
    public Instant EndsAt(DateTimeZone zone) => zone.AtStartOfDay(Date.PlusDays(1)).ToInstant();
}

/// <summary>The published days: the one stream <c>receptions/main</c>. Nothing of anybody who comes is in it.</summary>
public sealed record ReceptionBook : IState<ReceptionBook>
{
    public static readonly StreamId Stream = StreamId.Only("receptions");

    public ImmutableSortedDictionary<string, ReceptionDay> Days { get; init; } = ImmutableSortedDictionary<string, ReceptionDay>.Empty;

    public static string Kind => "receptions";
    public static ReceptionBook Initial { get; } = new();
    public IEnumerable<Deadline> Deadlines => [];

    public static ICommand<ReceptionBook> OnDeadline(string key) => throw new InvalidOperationException("A list of reception days has no deadlines.");

    public ReceptionDay? Find(string id) => Days.GetValueOrDefault(id);

    /// <summary>Those that take place on or after a day, in order.</summary>
    public IEnumerable<ReceptionDay> From(LocalDate day) => Days.Values.Where(one => one.Date >= day).OrderBy(one => one.Date).ThenBy(one => one.From);

    public ReceptionBook With(IEvent happened, Stamp stamp) => happened switch
    {
        ReceptionAnnounced e => this with { Days = Days.SetItem(e.Day.Id, e.Day) },
        ReceptionCancelled e when Find(e.Id) is { } day => this with { Days = Days.SetItem(e.Id, day with { Cancelled = e.Reason }) },
        _ => this,
    };
}
