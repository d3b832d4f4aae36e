using Answerable.Ledger;
using Answerable.Storage.Appending;

namespace Answerable.Engine.Registrars;

/// <summary>The log's tiles as the database holds them: the widest of each level and index.</summary>
public sealed class StoredTiles(JurisdictionId jurisdiction, int log, IRecordStore store) : ITileSource
{
    public async ValueTask<ReadOnlyMemory<byte>?> Read(TileId id, CancellationToken ct = default) =>
        await store.Tile(jurisdiction, log, id.Level, id.Index, ct) is { } data ? data : null;
}
