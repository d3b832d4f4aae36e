using Answerable.Storage.Rows;

namespace Answerable.Storage.Appending;

/// <summary>
/// The append path of one database: prepared statements, one transaction per batch. Two implementations, one contract suite.
/// </summary>
public interface IRecordStore
{
    /// <summary>The head, or null where the jurisdiction has no record yet.</summary>
    Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel);

    /// <summary>Starts a record, or takes over an existing one by raising its epoch: from then on an older writer is fenced off.</summary>
    Task<HeadRow> Claim(JurisdictionId jurisdiction, string originIfNew, CancellationToken cancel);

    /// <summary>Writes all of <paramref name="batch"/> or nothing.</summary>
    /// <exception cref="FencedException">Another registrar has taken over, or wrote meanwhile.</exception>
    Task Append(Batch batch, CancellationToken cancel);

    Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel);

    Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel);

    Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel);

    /// <summary>A tile of the log; level -1 holds the public entries. Null when there is none.</summary>
    Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel);

    /// <summary>Notes the checkpoint of <paramref name="size"/> that is now out. Never goes back.</summary>
    Task Published(JurisdictionId jurisdiction, long size, string checkpoint, CancellationToken cancel);
}

/// <summary>Another writer holds the record.</summary>
public sealed class FencedException(JurisdictionId jurisdiction) : Exception($"Another registrar writes the record of {jurisdiction}.");

/// <summary>Everything one flush writes.</summary>
public sealed record Batch(JurisdictionId Jurisdiction, int Log, long Epoch, long OldSize, long NewSize)
{
    public IReadOnlyList<EventRow> Events { get; init; } = [];
    public IReadOnlyList<KeyRow> Keys { get; init; } = [];
    public IReadOnlyList<TileRow> Tiles { get; init; } = [];
    public IReadOnlyList<IdempotencyRow> Idempotency { get; init; } = [];
    public IReadOnlyList<DeadlineRow> DeadlinesSet { get; init; } = [];
    public IReadOnlyList<(string Stream, string Key)> DeadlinesCleared { get; init; } = [];
    public IReadOnlyList<DeliveryRow> Deliveries { get; init; } = [];

    /// <summary>Read-model rows to insert or replace, of any projected type.</summary>
    public IReadOnlyList<object> Rows { get; init; } = [];

    /// <summary>Streams whose key is destroyed with this batch.</summary>
    public IReadOnlyList<TombstoneRow> Erased { get; init; } = [];
}
