using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Publishing;

/// <summary>
/// Publishes one jurisdiction's log on a fixed beat: commit, sign, tiles, cosignatures, and the checkpoint last, so that whatever a
/// checkpoint promises is already there. The checkpoint is noted in the database first, under the fence: a publisher that was fenced
/// off in the middle of a beat shows nobody an older one.
/// </summary>
public sealed partial class Publisher(
    Registrar registrar, IRecordStore store, LogDirectory directory, SigningKey key, TownClock clock, PublishOptions options, Witnessing witnesses, ILogger log)
{
    private const int TilesPerBeat = 32;
    private readonly StoredTiles tiles = new(registrar.Jurisdiction, registrar.Fence.Log, store);
    private readonly Upkeep upkeep = new(directory, new StoredTiles(registrar.Jurisdiction, registrar.Fence.Log, store), log);
    private Beat beat = Beat.Start(options.Quantum, Today(registrar, clock));
    private long published;

    /// <summary>Leaves that the newest checkpoint covers.</summary>
    public long Published => published;

    /// <summary>
    /// Publishes what a crash left unpublished, after checking that the database is not older than what was promised. What the folder's
    /// own checkpoint covers was on disk before it, and is looked after at the beats; only a folder that lost tiles is filled from the beginning.
    /// </summary>
    /// <exception cref="PublishedAheadException">A published checkpoint covers more than the database holds, or other leaves.</exception>
    public async Task Start(CancellationToken cancel)
    {
        if (Succession.IsSuccessor(key.Name) && await directory.Succession(cancel) is null)
            throw new PublishedAheadException($"The log {key.Name} continues another, but the statement that says so is missing in {directory.Place}. Put the log folder back, or run 'answerable restore' again.");
        foreach (var promised in await Promised(cancel))
            await Compare(promised, cancel);
        directory.WriteKey(key.Verifier);
        await directory.Publish(tiles, await Complete(cancel), published, cancel);
        if (registrar.Fence.Checkpoint is { } note && registrar.Fence.Published == published)
            directory.WriteCheckpoint(Note.Parse(System.Text.Encoding.UTF8.GetBytes(note)));
    }

    /// <summary>Publishes at each beat until <paramref name="stopping"/>, or until the registrar has ended.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Beat);
        while (await timer.WaitForNextTickAsync(stopping) && !registrar.Finished.IsCompleted)
        {
            try
            {
                await PublishOnce(stopping);
                await upkeep.Look(published, TilesPerBeat, stopping);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or PublishedAheadException))
            {
                // A full disk or a lost database: the record goes on, receipts wait, the next beat tries again.
                LogNotPublished(failure, registrar.Jurisdiction.Value);
            }
        }
    }

    /// <summary>One beat: pads, signs, writes tiles, asks the witnesses, then puts the checkpoint out.</summary>
    public async Task PublishOnce(CancellationToken cancel)
    {
        var (next, target) = beat.Next(registrar.Head.Size, published, Today(registrar, clock));
        await registrar.PadTo(target);
        var head = registrar.Head;
        var root = head.Size == target ? head.Root : await Proofs.Root(tiles, target, cancel);
        var note = new Checkpoint(registrar.Fence.Origin, target, root).Sign(key);
        await directory.Publish(tiles, published, target, cancel);
        note = await witnesses.Cosign(registrar.Jurisdiction, note, tiles, head.Size, cancel);
        await store.Published(registrar.Jurisdiction, registrar.Fence.Epoch, target, note.Published(), cancel);
        directory.WriteCheckpoint(note);
        (beat, published) = (next, target);
    }

    private async Task<long> Complete(CancellationToken cancel) =>
        await directory.Checkpoint(cancel) is { } onDisk && Open(onDisk).Size is var size && await upkeep.LooksComplete(size, cancel) ? size : 0;

    // What the world may have seen: the folder's checkpoint, the one noted in the database (another node may have published it),
    // and whatever a witness remembers.
    private async Task<List<SignedCheckpoint>> Promised(CancellationToken cancel)
    {
        var promised = new List<SignedCheckpoint>();
        if (await directory.Checkpoint(cancel) is { } onDisk)
            promised.Add(Open(onDisk));
        if (registrar.Fence.Checkpoint is { } noted)
            promised.Add(Open(System.Text.Encoding.UTF8.GetBytes(noted)));
        promised.AddRange(await witnesses.Remembered(key.Verifier, cancel));
        return promised;
    }

    private SignedCheckpoint Open(byte[] checkpoint)
    {
        try
        {
            return Checkpoint.Open(checkpoint, key.Verifier);
        }
        catch (LogException other)
        {
            throw new PublishedAheadException($"The checkpoint published for {registrar.Jurisdiction} is not one of {key.Name}: {other.Message}");
        }
    }

    private async Task Compare(SignedCheckpoint promised, CancellationToken cancel)
    {
        var size = registrar.Head.Size;
        if (promised.Size > size || await Proofs.Root(tiles, promised.Size, cancel) != promised.Root)
            throw new PublishedAheadException(registrar.Jurisdiction, promised.Size, size);
        published = Math.Max(published, promised.Size);
    }

    private static LocalDate Today(Registrar registrar, TownClock clock) => clock.Now.InZone(registrar.Book.Zone).Date;

    [LoggerMessage(LogLevel.Error, "The log of {Jurisdiction} could not be published at this beat; receipts wait.")]
    private partial void LogNotPublished(Exception failure, string jurisdiction);
}

/// <param name="Beat">Time between checkpoints.</param>
/// <param name="Quantum">Leaves the public log grows by at each beat, blanks included.</param>
public sealed record PublishOptions(TimeSpan Beat, int Quantum)
{
    /// <summary>Who is asked to cosign each checkpoint before it is published.</summary>
    public IReadOnlyList<WitnessOptions> Witnesses { get; init; } = [];

    /// <summary>How long a beat waits for them; after that the checkpoint goes out without the ones that stayed silent.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);
}

/// <summary>The database is older than what was published, or differs from it. Going on would fork the log.</summary>
public sealed class PublishedAheadException(string message) : Exception(message)
{
    public PublishedAheadException(JurisdictionId jurisdiction, long promised, long held) : this(
        $"The published checkpoint of {jurisdiction} covers {promised} leaves, but the database holds {held} or other ones. "
        + "This looks like an older backup: restore the newest one, or run 'answerable restore', which opens a successor log and states the loss.")
    {
    }
}

internal static class Notes
{
    /// <summary>The note as text, exactly as it is published.</summary>
    public static string Published(this Note note) => System.Text.Encoding.UTF8.GetString(note.ToBytes());
}
