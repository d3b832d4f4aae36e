using System.Collections.Immutable;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Grievances.Categories;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Receptions;

namespace Answerable.Engine.Registrars;

/// <summary>Puts together what decisions rely on from the streams that keep it.</summary>
public static class Books
{
    public static ImmutableArray<StreamId> Streams { get; } = [Town.Stream, Roster.Stream, Arrangements.Stream, ReceptionBook.Stream, CategoryTree.Stream, Directions.Stream];

    /// <param name="state">The present state of one of <see cref="Streams"/>.</param>
    public static Book Bind(Func<StreamId, object> state) => new((Town)state(Town.Stream))
    {
        Roster = (Roster)state(Roster.Stream),
        Arrangements = (Arrangements)state(Arrangements.Stream),
        Receptions = (ReceptionBook)state(ReceptionBook.Stream),
        Categories = (CategoryTree)state(CategoryTree.Stream),
        Directions = (Directions)state(Directions.Stream),
    };
}
