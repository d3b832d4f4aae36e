using Answerable.Engine.Hosting;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Keeping;

/// <summary>What a restore came to for one record.</summary>
/// <param name="Origin">The log that goes on.</param>
/// <param name="Lost">Leaves that were promised and are gone; null when nothing was lost and the same log goes on.</param>
public sealed record Continued(string Jurisdiction, string Origin, long Kept, long? Lost);

/// <summary>
/// Opens the successor of a log whose database is older than what was promised. The database is changed first and the folder after
/// it: whatever stops in between, the next start refuses, and the restore can be run again.
/// </summary>
internal sealed class SuccessorLog(EngineOptions options, IRecordStore store)
{
    /// <summary>Compares the restored record with what was promised, and continues it.</summary>
    /// <exception cref="BackupException">The backup is of another record.</exception>
    public async Task<Continued> Continue(HeadRow head, SignedCheckpoint? promised, VerifierKey? key, CancellationToken cancel)
    {
        var jurisdiction = new JurisdictionId(head.Jurisdiction);
        var tiles = new StoredTiles(jurisdiction, head.Log, store);
        if (promised is null || key is null || await IsHeld(head, promised, tiles, cancel))
            return new(head.Jurisdiction, head.Origin, head.Size, null);
        // A backup from before an earlier restore holds nothing of the log that was opened then.
        var sameLog = promised.Checkpoint.Origin == head.Origin;
        var kept = sameLog ? head.Size : 0;
        var keptRoot = sameLog ? await Proofs.Root(tiles, kept, cancel) : Merkle.Empty;
        await RefuseOtherHistory(jurisdiction, promised, kept, keptRoot, cancel);
        var statement = new Succession(Succession.NextOrigin(promised.Checkpoint.Origin), key, kept, keptRoot, promised.Note);
        await Open(head, statement, cancel);
        await Publish(jurisdiction, statement, sameLog ? tiles : null, cancel);
        return new(head.Jurisdiction, statement.Origin, kept, statement.Lost);
    }

    private static async Task<bool> IsHeld(HeadRow head, SignedCheckpoint promised, StoredTiles tiles, CancellationToken cancel)
    {
        if (promised.Checkpoint.Origin != head.Origin)
            return KnownCheckpoints.GenerationOf(promised.Checkpoint.Origin) < head.Log;
        if (promised.Size > head.Size)
            return false;
        return await Proofs.Root(tiles, promised.Size, cancel) == promised.Root
            ? true
            : throw new BackupException($"This backup is of another history than the one that {head.Origin} published: they differ before entry {promised.Size}.");
    }

    // Where the published tiles are still there, they must begin with what the backup holds.
    private async Task RefuseOtherHistory(JurisdictionId jurisdiction, SignedCheckpoint promised, long kept, Hash keptRoot, CancellationToken cancel)
    {
        var folder = new LogDirectory(options.LogFolder(jurisdiction));
        try
        {
            if (kept == 0 || await Proofs.Root(folder, promised.Size, cancel) != promised.Root || await Proofs.Root(folder, kept, cancel) == keptRoot)
                return;
        }
        catch (LogException)
        {
            return; // The folder is gone or incomplete: nothing to compare with.
        }

        throw new BackupException($"This backup is of another history than the one that {promised.Checkpoint.Origin} published.");
    }

    /// <summary>In the database: the log that was growing is closed, the statement is the first entry of the next.</summary>
    public async Task Open(HeadRow head, Succession statement, CancellationToken cancel)
    {
        var first = LogHead.Empty.Append([statement.Entry]);
        var next = new HeadRow { Jurisdiction = head.Jurisdiction, Log = KnownCheckpoints.GenerationOf(statement.Origin), Size = first.Head.Size, Origin = statement.Origin };
        await store.Succeed(head, next,
            [.. first.Tiles.Select(t => new TileRow { Jurisdiction = head.Jurisdiction, Log = next.Log, Level = t.Id.Level, Index = t.Id.Index, Data = t.Bytes.ToArray() })], cancel);
    }

    // The predecessor moves under its successor; what the backup kept of it is published again, should the folder have lost it.
    public async Task Publish(JurisdictionId jurisdiction, Succession statement, StoredTiles? kept, CancellationToken cancel)
    {
        var folder = options.LogFolder(jurisdiction);
        var next = Staging(folder);
        new LogDirectory(next).WriteSuccession(statement);
        Directory.CreateDirectory(folder);
        var old = new LogDirectory(folder);
        if (kept is not null)
            await old.Publish(kept, 0, statement.Kept, cancel);
        old.WriteKey(statement.Predecessor);
        if (await old.Checkpoint(cancel) is null)
            old.WriteCheckpoint(statement.LastKnown);
        Directory.Move(folder, Path.Combine(next, "predecessor"));
        Directory.Move(next, folder);
    }

    /// <summary>Undoes a move of the log folder that was cut short.</summary>
    public static void Recover(string folder)
    {
        var next = Staging(folder);
        var moved = Path.Combine(next, "predecessor");
        if (!Directory.Exists(folder) && Directory.Exists(moved))
            Directory.Move(moved, folder);
        if (Directory.Exists(next))
            Directory.Delete(next, recursive: true);
    }

    private static string Staging(string folder) => folder + ".next";
}
