using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>A table whose rows are a pure function of a stream's state: rebuilt equals live, because both call the same function.</summary>
public abstract class Projection
{
    public abstract string Kind { get; }
    public abstract Type Row { get; }

    /// <summary>The row of one stream, or null where it has none.</summary>
    public abstract object? Of(JurisdictionId jurisdiction, StreamId stream, long version, object state, Book book);
}

public sealed class Projection<TState, TRow>(Func<JurisdictionId, StreamId, long, TState, Book, TRow?> row) : Projection
    where TState : class, IState<TState>
    where TRow : class
{
    public override string Kind => TState.Kind;
    public override Type Row => typeof(TRow);

    public override object? Of(JurisdictionId jurisdiction, StreamId stream, long version, object state, Book book) =>
        row(jurisdiction, stream, version, (TState)state, book);
}

/// <summary>Every projection there is.</summary>
public static class ReadModel
{
    public static ImmutableArray<Projection> Projections { get; } =
    [
        new Projection<Grievance, CaseEntry>((jurisdiction, stream, version, grievance, book) =>
            grievance.IsLodged ? CaseEntry.From(jurisdiction, version, CaseFile.Row(stream, grievance, book.Zone)) : null),
    ];

    internal static void Map(ModelBuilder model) => model.Entity<CaseEntry>(e =>
    {
        e.ToTable("cases");
        e.HasKey(r => new { r.Jurisdiction, r.Stream });
        e.HasIndex(r => new { r.Jurisdiction, r.Number }).IsUnique();
        // The queue's own order, so that its first page costs the same among a hundred cases and a hundred thousand.
        // The order of the queue, and with it all that says who may see a case: whoever sees few of many walks this index and no rows.
        e.HasIndex(r => new { r.Jurisdiction, r.IsOpen, r.NextDueAt, r.Stream, r.Office, r.Officer, r.Leader, r.Unit, r.Offices, r.Recused });
    });
}
