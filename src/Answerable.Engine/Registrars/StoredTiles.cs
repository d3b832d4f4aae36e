using Answerable.Ledger;
using Answerable.Storage.Appending;

namespace Answerable.Engine.Registrars;

/// <summary>The log's tiles as the database holds them: the widest of each level and index.</summary>
public sealed class StoredTiles(JurisdictionId jurisdiction, int log, IRecordStore store) : ITileSource
{
    public ValueTask<byte[]?> Read(TileId id, CancellationToken ct = default) => new(store.Tile(jurisdiction, log, id.Level, id.Index, ct));
}
