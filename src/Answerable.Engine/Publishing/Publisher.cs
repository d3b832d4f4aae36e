using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Publishing;

/// <summary>
/// Publishes one jurisdiction's log on a fixed beat: commit, sign, tiles, cosignatures, and the checkpoint last, so that whatever a
/// checkpoint promises is already there.
/// </summary>
public sealed partial class Publisher(Registrar registrar, IRecordStore store, LogDirectory directory, SigningKey key, TownClock clock, PublishOptions options, ILogger log)
{
    private readonly StoredTiles tiles = new(registrar.Jurisdiction, registrar.Fence.Log, store);
    private Beat beat = Beat.Start(options.Quantum, Today(clock));
    private long published;

    /// <summary>Rebuilds what a crash left unpublished, after checking that the database is not older than what was promised.</summary>
    /// <exception cref="PublishedAheadException">A published checkpoint covers more than the database holds, or other leaves.</exception>
    public async Task Start(CancellationToken cancel)
    {
        directory.WriteKey(key.Verifier);
        if (await directory.Checkpoint(cancel) is not { } bytes)
        {
            await directory.Publish(tiles, 0, 0, cancel);
            return;
        }

        var promised = Checkpoint.Open(bytes, key.Verifier);
        await Compare(promised.Checkpoint, cancel);
        await directory.Publish(tiles, 0, promised.Size, cancel);
        published = promised.Size;
        await store.Published(registrar.Jurisdiction, published, promised.Note.ToString(), cancel);
    }

    /// <summary>Publishes at each beat until <paramref name="stopping"/>.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Beat);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                await PublishOnce(stopping);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or FencedException or PublishedAheadException))
            {
                // A full disk or a lost database: the record goes on, receipts wait, the next beat tries again.
                LogNotPublished(failure, registrar.Jurisdiction.Value);
            }
        }
    }

    /// <summary>One beat: pads, signs, writes tiles, then the checkpoint.</summary>
    public async Task PublishOnce(CancellationToken cancel)
    {
        (beat, var target) = beat.Next(registrar.Head.Size, published, Today(clock));
        await registrar.PadTo(target);
        var head = registrar.Head;
        var root = head.Size == target ? head.Root : await Proofs.Root(tiles, target, cancel);
        var note = new Checkpoint(registrar.Fence.Origin, target, root).Sign(key);
        await directory.Publish(tiles, published, target, cancel);
        directory.WriteCheckpoint(note);
        published = target;
        await store.Published(registrar.Jurisdiction, target, note.ToString(), cancel);
    }

    private async Task Compare(Checkpoint promised, CancellationToken cancel)
    {
        var size = registrar.Head.Size;
        if (promised.Origin != registrar.Fence.Origin || promised.Size > size)
            throw new PublishedAheadException(registrar.Jurisdiction, promised.Size, size);
        if (await Proofs.Root(tiles, promised.Size, cancel) != promised.Root)
            throw new PublishedAheadException(registrar.Jurisdiction, promised.Size, size);
    }

    private static LocalDate Today(TownClock clock) => clock.Now.InUtc().Date;

    [LoggerMessage(LogLevel.Error, "The log of {Jurisdiction} could not be published at this beat; receipts wait.")]
    private partial void LogNotPublished(Exception failure, string jurisdiction);
}

/// <param name="Beat">Time between checkpoints.</param>
/// <param name="Quantum">Leaves the public log grows by at each beat, blanks included.</param>
public sealed record PublishOptions(TimeSpan Beat, int Quantum);

/// <summary>The database is older than what was published, or differs from it. Going on would fork the log.</summary>
public sealed class PublishedAheadException(JurisdictionId jurisdiction, long promised, long held) : Exception(
    $"The published checkpoint of {jurisdiction} covers {promised} leaves, but the database holds {held} or other ones. "
    + "This looks like an older backup: restore the newest one, or run 'answerable restore', which opens a successor log and states the loss.");
