using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances.Directing;

/// <summary>A rule said where the matter goes, or would go now. The history keeps which one, and of which version of the town's rules.</summary>
/// <param name="Proposed">It only says so: the matter stays where it is until somebody decides.</param>
[Event("grievance.directed", 1)]
public sealed record Directed(string Rule, int Rules, int Categories, string? Category, string? Area, OfficeId Office, UnitId? Unit, bool Proposed) : IEvent;

/// <summary>Where a rule sent the matter, or would send it.</summary>
public sealed record CaseDirection(long Version, string Rule, OfficeId Office, UnitId? Unit);

/// <summary>Somebody of the office decided not to follow what a rule proposed.</summary>
[Event("grievance.direction-declined", 1)]
public sealed record DirectionDeclined(string Rule, OfficeId Office, UnitId? Unit, [property: Personal] string? Reason) : IEvent;

/// <summary>The unit says that the matter is not its own, and why. It stays there until the office names another.</summary>
[Event("grievance.unit-objected", 1)]
public sealed record UnitObjected(UnitId Unit, [property: Personal] string? Reason) : IEvent;

/// <summary>Subject or area were corrected. No clock knows of either.</summary>
[Event("grievance.subject-corrected", 1)]
public sealed record SubjectCorrected(string? FromCategory, string? FromArea, string? Category, string? Area) : IEvent;

/// <summary>How rules and a matter meet.</summary>
internal static class Guide
{
    /// <summary>What the rules say of a filing, as the event; null: nothing.</summary>
    /// <param name="office">The office it is filed with; null: nobody chose one.</param>
    public static Directed? At(Filing filing, OfficeId? office, Book book) =>
        book.Directions.For(new(filing.Kind, filing.Category, filing.Area), filing.About, book.Categories, book.Town) is not { } found ? null
            : Event(found, filing.Category, filing.Area, book, found.Suggests || (office is { } chosen && chosen != found.Office));

    /// <summary>What they would say now.</summary>
    public static Direction? Now(Grievance grievance, Book book) => grievance.IsSealed ? null
        : book.Directions.For(new(grievance.FiledAs, grievance.Category, grievance.Area), grievance.Concerns, book.Categories, book.Town);

    public static Directed Event(Direction found, string? category, string? area, Book book, bool proposed) =>
        new(found.Rule, book.Directions.RulesVersion, book.Categories.Version, category, area, found.Office, found.Unit, proposed);

    /// <summary>A proposal where they would send it elsewhere than it lies; nothing where they agree, and nothing twice.</summary>
    public static ImmutableArray<IEvent> Proposal(Grievance grievance, Book book) =>
        Now(grievance, book) is { } found && !grievance.LiesWith(found.Office, found.Unit) && !(grievance.Suggested is { } known && (known.Rule, known.Office, known.Unit) == (found.Rule, found.Office, found.Unit))
            ? [Event(found, grievance.Category, grievance.Area, book, proposed: true)] : [];
}
