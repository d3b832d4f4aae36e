using Answerable.Deadlines;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Grievances.Categories;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Receptions;

namespace Answerable.Recording;

/// <summary>Who is acting. What they may do is decided in <see cref="Authority"/>, nowhere else.</summary>
public abstract record Actor(ActorId Id)
{
    /// <summary>A named person of the town or an office above it, signed in.</summary>
    public sealed record Staff(PersonId Person) : Actor(new ActorId($"staff.{Person}"));

    /// <summary>The holder of one case's access code; no account, no name.</summary>
    public sealed record Complainant() : Actor(new ActorId("complainant"));

    /// <summary>A deadline that has come.</summary>
    public sealed record Clock() : Actor(new ActorId("clock"));

    /// <summary>The delivery workers, reporting what became of a delivery.</summary>
    public sealed record Engine() : Actor(new ActorId("engine"));

    /// <summary>Whoever runs the program at its console: setting up a town, and nothing about a case.</summary>
    public sealed record Operator() : Actor(new ActorId("operator"));
}

/// <summary>Everything a decision may look at besides the state it decides on.</summary>
/// <param name="Now">The time of recording.</param>
/// <param name="OccurredAt">The time the matter itself arrived or happened; equals <paramref name="Now"/> unless told otherwise.</param>
/// <param name="Book">The versioned plan, offices, rulebook and calendar in force.</param>
public sealed record Context(Actor Actor, StreamId Stream, Instant Now, Instant OccurredAt, IdSource Ids, Book Book);

/// <summary>The rules and people a decision relies on, as one immutable snapshot.</summary>
public sealed record Book(Town Town)
{
    /// <summary>Who stands duty when.</summary>
    public Roster Roster { get; init; } = Roster.Initial;

    /// <summary>What the plan in force says about emergencies.</summary>
    public Arrangements Arrangements { get; init; } = Arrangements.Initial;

    /// <summary>The days on which leaders receive.</summary>
    public ReceptionBook Receptions { get; init; } = ReceptionBook.Initial;

    /// <summary>What a matter may be about, and who is competent.</summary>
    public CategoryTree Categories { get; init; } = CategoryTree.Initial;

    /// <summary>Where a matter goes by what it is about and where it is.</summary>
    public Directions Directions { get; init; } = Directions.Initial;

    /// <summary>Every version of the town's rulebook, oldest first.</summary>
    public ImmutableArray<Rulebook> Versions { get; init; } = Rulebooks.Versions(Town.Rulebook);

    /// <summary>The law that new matters begin under: the newest version of the town's rulebook.</summary>
    public Rulebook Rulebook => Versions[^1];

    /// <summary>The promises of this system itself.</summary>
    public Rulebook House { get; init; } = Rulebooks.Find(Rulebooks.House)!;

    /// <summary>The law of a case: the version it began under, or the latest since that says of itself that it governs running cases too.</summary>
    /// <param name="began">Null: nobody said; the newest.</param>
    public Rulebook LawOf(BookRef? began) =>
        began is not { } book ? Rulebook
        : Versions.LastOrDefault(version => version.Id == book.Id && (version.Version == book.Version || (version.Version > book.Version && version.TakesOver is not null)))
            ?? Rulebooks.Find(book.Id, book.Version) ?? Rulebook;

    public WorkCalendar Calendar => Town.Calendar;
    public DateTimeZone Zone => Town.TimeZone;
}

/// <summary>The town's time. The process keeps the system's; only the smoke-test host moves this one.</summary>
public abstract class TownClock
{
    public abstract Instant Now { get; }
}
