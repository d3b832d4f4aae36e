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

    /// <summary>
    /// The head, once nothing that was begun under <paramref name="epoch"/> can still commit: after a commit of unknown outcome it tells
    /// what became of it. The epoch in the answer is the one to go on with.
    /// </summary>
    /// <returns>Null when another registrar has taken over.</returns>
    Task<HeadRow?> Settle(JurisdictionId jurisdiction, long epoch, CancellationToken cancel);

    /// <summary>When the newest event was recorded; null where there is none.</summary>
    Task<Instant?> LastRecorded(JurisdictionId jurisdiction, CancellationToken cancel);

    /// <summary>Writes all of <paramref name="batch"/> or nothing.</summary>
    /// <exception cref="FencedException">Another registrar has taken over, or wrote meanwhile.</exception>
    Task Append(Batch batch, CancellationToken cancel);

    Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel);

    Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel);

    Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel);

    /// <summary>A tile of the log; level -1 holds the public entries. Null when there is none.</summary>
    Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel);

    /// <summary>Notes the checkpoint of <paramref name="size"/> as the one that is out. Never goes back.</summary>
    /// <exception cref="FencedException">Another registrar has taken over: what this one would publish is not to be seen.</exception>
    Task Published(JurisdictionId jurisdiction, long epoch, long size, string checkpoint, CancellationToken cancel);

    /// <summary>Closes the log that is growing and begins its successor, after an older backup was restored.</summary>
    /// <param name="next">The head as it is to be; its epoch is given here.</param>
    /// <param name="tiles">The successor's first leaf.</param>
    /// <exception cref="FencedException">The record is no longer at <paramref name="from"/>.</exception>
    Task Succeed(HeadRow from, HeadRow next, IReadOnlyList<TileRow> tiles, CancellationToken cancel);

    /// <summary>
    /// Applies a tombstone that an older backup does not know: destroys the stream's key. Harmless when it was done before.
    /// </summary>
    Task Bury(TombstoneRow tombstone, CancellationToken cancel);
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
