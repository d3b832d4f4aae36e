using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using NodaTime;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A store whose writes go wrong as the test says; everything else is the real one.</summary>
internal sealed class FaultyStore(IRecordStore inner) : IRecordStore
{
    /// <summary>Stands before the real append, and may change the batch, throw, or call it and throw after it.</summary>
    public Func<Batch, Func<Batch, Task>, Task> OnAppend { get; set; } = (batch, append) => append(batch);

    /// <summary>While true, nothing can be reached at all.</summary>
    public bool IsAway { get; set; }

    public int Appends { get; private set; }
    public int TilesRead { get; private set; }

    public Task Append(Batch batch, CancellationToken cancel)
    {
        Appends++;
        return IsAway ? throw new IOException("away") : OnAppend(batch, b => inner.Append(b, cancel));
    }

    public Task<HeadRow?> Settle(JurisdictionId jurisdiction, long epoch, CancellationToken cancel) => Reach().Settle(jurisdiction, epoch, cancel);
    public Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel) => Reach().Head(jurisdiction, cancel);
    public Task<HeadRow> Claim(JurisdictionId jurisdiction, string originIfNew, CancellationToken cancel) => Reach().Claim(jurisdiction, originIfNew, cancel);
    public Task<Instant?> LastRecorded(JurisdictionId jurisdiction, CancellationToken cancel) => Reach().LastRecorded(jurisdiction, cancel);
    public Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Reach().Stream(jurisdiction, stream, cancel);
    public Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Reach().Key(jurisdiction, stream, cancel);
    public Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel) => Reach().Answered(jurisdiction, key, cancel);

    public Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel)
    {
        TilesRead++;
        return Reach().Tile(jurisdiction, log, level, index, cancel);
    }

    public Task Published(JurisdictionId jurisdiction, long epoch, long size, string checkpoint, CancellationToken cancel) => Reach().Published(jurisdiction, epoch, size, checkpoint, cancel);
    public Task Succeed(HeadRow from, HeadRow next, IReadOnlyList<TileRow> tiles, CancellationToken cancel) => Reach().Succeed(from, next, tiles, cancel);
    public Task Bury(TombstoneRow tombstone, CancellationToken cancel) => Reach().Bury(tombstone, cancel);

    private IRecordStore Reach() => IsAway ? throw new IOException("away") : inner;
}
