using System.Collections.Immutable;

namespace Answerable.Engine.Registrars;

/// <summary>A stream as committed, held in memory while it is in use.</summary>
/// <param name="Version">0 before its first event.</param>
/// <param name="Key">Its key, once it has a personal field; null before and after erasure.</param>
internal sealed record LoadedStream(StreamId Id, Kind Kind, object State, long Version, byte[]? Key)
{
    public static LoadedStream New(StreamId id)
    {
        var kind = Kind.Of(id);
        return new(id, kind, kind.Initial, 0, null) { IsNew = true };
    }

    /// <summary>Begun since it was last read: nobody has asked for it yet, and of most that begin nobody does for hours.</summary>
    public bool IsNew { get; init; }

    public ImmutableArray<Deadline> Deadlines { get; init; } = [];
    public bool Erased { get; init; }

    /// <summary>A key the caller brought, wrapped: used if the stream needs its first one now.</summary>
    public byte[]? OfferedKey { get; init; }
}
