using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Keeping;

/// <param name="Origin">Name of the log that goes on.</param>
/// <param name="Key">Its key (vkey), to be made known.</param>
/// <param name="Former">The key before it; it stays good for the log and the receipts of its time.</param>
public sealed record LogRotated(string Jurisdiction, string Origin, string Key, string Former);

/// <summary>
/// Exchanges the key that signs a log, with the server stopped. The old key signs one last checkpoint over everything, which names the
/// new key; a successor log under the new key then goes on from it and loses nothing. Whatever stops in between, doing it again finishes.
/// </summary>
public sealed class LogRotation(EngineOptions options, IRecordStore store)
{
    /// <exception cref="BackupException">There is no such record, or its log has promised what its database does not hold.</exception>
    public async Task<LogRotated> Run(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var head = await store.Head(jurisdiction, cancel) ?? throw new BackupException($"There is no record of {jurisdiction}.");
        SuccessorLog.Recover(options.LogFolder(jurisdiction));
        var directory = new LogDirectory(options.LogFolder(jurisdiction));
        var last = await directory.Checkpoint(cancel) is { } onDisk ? Note.Parse(onDisk) : null;
        // Cut short between database and folder: the folder still ends with the last word of the log before.
        if (last is not null && Checkpoint.Parse(last.Text).Origin is var before && before != head.Origin && Succession.NextOrigin(before) == head.Origin)
            return await Finish(jurisdiction, before, last, cancel);
        return await Begin(jurisdiction, head, directory, cancel);
    }

    private async Task<LogRotated> Begin(JurisdictionId jurisdiction, HeadRow head, LogDirectory directory, CancellationToken cancel)
    {
        var tiles = new StoredTiles(jurisdiction, head.Log, store);
        using var key = LogKey.Open(options.KeysFolder, jurisdiction, head.Origin);
        foreach (var promised in await Promised(head, directory, cancel))
            if (Checkpoint.Open(promised, key.Verifier) is var known && (known.Size > head.Size || await Proofs.Root(tiles, known.Size, cancel) != known.Root))
                throw new BackupException($"{head.Origin} has promised what this database does not hold. Run 'answerable restore' first.");
        using var next = LogKey.Exchange(options.KeysFolder, jurisdiction, Succession.NextOrigin(head.Origin));
        var last = new Checkpoint(head.Origin, head.Size, await Proofs.Root(tiles, head.Size, cancel)).SignLast(key, next.Verifier);
        await directory.Publish(tiles, 0, head.Size, cancel);
        await store.Published(jurisdiction, head.Epoch, head.Size, last.Published(), cancel);
        directory.WriteKey(key.Verifier);
        directory.WriteCheckpoint(last);
        await new SuccessorLog(options, store).Open(head, Statement(key, last), cancel);
        return await Finish(jurisdiction, head.Origin, last, cancel);
    }

    private async Task<LogRotated> Finish(JurisdictionId jurisdiction, string before, Note last, CancellationToken cancel)
    {
        using var key = LogKey.Open(options.KeysFolder, jurisdiction, before);
        using var next = LogKey.Exchange(options.KeysFolder, jurisdiction, Succession.NextOrigin(before));
        await new SuccessorLog(options, store).Publish(jurisdiction, Statement(key, last), null, cancel);
        return new(jurisdiction.Value, next.Name, next.Verifier.ToString(), key.Verifier.ToString());
    }

    private static Succession Statement(SigningKey key, Note last)
    {
        var all = Checkpoint.Parse(last.Text);
        return new(Succession.NextOrigin(all.Origin), key.Verifier, all.Size, all.Root, last);
    }

    private static async Task<IEnumerable<byte[]>> Promised(HeadRow head, LogDirectory directory, CancellationToken cancel) =>
        ((byte[]?[])[await directory.Checkpoint(cancel), head.Checkpoint is { } noted ? System.Text.Encoding.UTF8.GetBytes(noted) : null]).OfType<byte[]>();
}
