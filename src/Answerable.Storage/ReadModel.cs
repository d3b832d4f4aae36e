using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>A table whose rows are a pure function of a stream's state: rebuilt equals live, because both call the same function.</summary>
public abstract class Projection
{
    public abstract string Kind { get; }
    public abstract Type Row { get; }

    /// <summary>The row of one stream, or null where it has none.</summary>
    public abstract object? Of(JurisdictionId jurisdiction, StreamId stream, long version, object state);
}

public sealed class Projection<TState, TRow>(Func<JurisdictionId, StreamId, long, TState, TRow?> row) : Projection
    where TState : class, IState<TState>
    where TRow : class
{
    public override string Kind => TState.Kind;
    public override Type Row => typeof(TRow);
    public override object? Of(JurisdictionId jurisdiction, StreamId stream, long version, object state) => row(jurisdiction, stream, version, (TState)state);
}

/// <summary>Every projection there is.</summary>
public static class ReadModel
{
    public static ImmutableArray<Projection> Projections { get; } = [];

    internal static void Map(ModelBuilder model)
    {
    }
}
