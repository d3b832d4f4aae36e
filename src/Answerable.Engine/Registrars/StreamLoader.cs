using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Registrars;

/// <summary>Folds a stream from the database.</summary>
internal sealed class StreamLoader(JurisdictionId jurisdiction, IRecordStore store, Vault vault)
{
    public async Task<LoadedStream> Load(StreamId id, CancellationToken cancel)
    {
        var rows = await store.Stream(jurisdiction, id, cancel);
        if (rows.Count == 0)
            return LoadedStream.New(id);
        var kind = Kind.Of(id);
        var history = rows.Select(EventReader.Closed).ToList();
        var state = kind.Fold(history);
        var wrapped = await store.Key(jurisdiction, id, cancel);
        return new(id, kind, state, rows[^1].Version, wrapped is null ? null : vault.Unwrap(id, wrapped))
        {
            Deadlines = [.. kind.Deadlines(state)],
            // Without an erasure in the history: an older backup, on which the tombstone was replayed.
            Erased = history.Any(h => h.Event is IErasure) || (wrapped is null && rows.Any(r => r.Sealed is not null)),
        };
    }
}
