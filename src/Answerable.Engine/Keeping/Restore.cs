using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Keeping;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Answerable.Engine.Keeping;

/// <param name="Erased">Streams erased since the backup was made, and erased again.</param>
public sealed record Restored(BackupManifest Backup, IReadOnlyList<Continued> Records, int Erased);

/// <summary>
/// Puts a backup back, with the server stopped. Where the world has seen more than the backup holds, a successor log opens and states
/// the loss; what was erased since is erased again; what was waiting to be sent goes out marked as a repeat.
/// </summary>
public sealed class Restore(
    EngineOptions options, IDbContextFactory<RecordDb> databases, Func<IRecordStore> store, IDatabaseCopy copy, Erasures erasures, Witnessing witnesses, TownClock clock)
{
    private static readonly InstantPattern Stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMdd-HHmmss");

    /// <param name="source">A backup.</param>
    /// <param name="checkpoints">Further checkpoints that somebody kept, e.g. from a witness or a printed receipt.</param>
    /// <exception cref="BackupException">Not a backup, of another kind of database, or of another record.</exception>
    public async Task<Restored> Run(string source, IReadOnlyList<byte[]> checkpoints, CancellationToken cancel)
    {
        var manifest = BackupManifest.Read(source);
        if (manifest.Database != copy.Kind)
            throw new BackupException($"This is a backup of {manifest.Database}; it cannot be restored into {copy.Kind}.");
        RefuseWithoutKeys(manifest);
        foreach (var record in manifest.Records)
            SuccessorLog.Recover(options.LogFolder(new(record.Jurisdiction)));
        var before = await HeadsBefore(cancel);
        await copy.Restore(Path.Combine(source, Backup.Database), $"before-restore-{Stamp.Format(clock.Now)}", cancel);
        Folders.Copy(Path.Combine(source, Backup.Attachments), Path.Combine(options.DataFolder, Backup.Attachments), _ => true);
        await using var db = await databases.CreateDbContextAsync(cancel);
        await Migrations.BringUpToDate(db, copy, options.Backups, cancel);
        var records = store();
        AddTombstones(source);
        var erased = await erasures.Replay(db, records, cancel);
        await MarkRepeats(db, cancel);
        var continued = new List<Continued>();
        foreach (var head in await db.Heads.AsNoTracking().OrderBy(h => h.Jurisdiction).ToListAsync(cancel))
            continued.Add(await Continue(head, source, before, checkpoints, records, cancel));
        return new(manifest, continued, erased);
    }

    /// <summary>Copies keys back from where they were kept; what the folder already has stays.</summary>
    public static void PutKeysBack(string from, string keysFolder) => Folders.Copy(from, keysFolder, _ => true);

    private async Task<Continued> Continue(HeadRow head, string source, List<HeadRow> before, IReadOnlyList<byte[]> checkpoints, IRecordStore records, CancellationToken cancel)
    {
        var jurisdiction = new JurisdictionId(head.Jurisdiction);
        var folder = options.LogFolder(jurisdiction);
        var backedUp = Path.Combine(source, Backup.Log, head.Jurisdiction);
        // A disk that was lost: the papers of earlier logs come back from the backup.
        if (!Directory.Exists(folder))
            Folders.Copy(backedUp, folder, _ => true);
        var known = new KnownCheckpoints(options, jurisdiction);
        known.Add(await new LogDirectory(folder).Checkpoint(cancel), folder);
        known.Add(await new LogDirectory(backedUp).Checkpoint(cancel), backedUp);
        known.Add(before.Where(h => h.Jurisdiction == head.Jurisdiction).Select(h => h.Checkpoint), "the database as it was");
        known.Add([head.Checkpoint], "the backup");
        foreach (var given in checkpoints.Where(c => IsOf(head, c)))
            known.Add(given, "what was given");
        foreach (var remembered in await witnesses.Remembered(known.Key(known.Newest?.Checkpoint.Origin ?? head.Origin), cancel))
            known.Add(remembered.Note.ToBytes(), "a witness");
        return await new SuccessorLog(options, records).Continue(head, known.Newest, known.Newest is { } newest ? known.Key(newest.Checkpoint.Origin) : null, cancel);
    }

    private static bool IsOf(HeadRow head, byte[] checkpoint) =>
        Checkpoint.Parse(Note.Parse(checkpoint).Text).Origin.Split('~')[0] == head.Origin.Split('~')[0];

    // A key made now would open nothing, and would stand in the way of the right one.
    private void RefuseWithoutKeys(BackupManifest manifest)
    {
        foreach (var file in manifest.Records.Select(r => LogKey.FileName(new(r.Jurisdiction))).Prepend(Storage.Vaults.Vault.FileName))
            if (!File.Exists(Path.Combine(options.KeysFolder, file)))
                throw new BackupException($"{options.KeysFolder} has no {file}. Put the keys of this record there first, or name the place where they are kept with --keys.");
    }

    // The database that is about to be set aside may have noted a checkpoint that its folder did not get any more.
    private async Task<List<HeadRow>> HeadsBefore(CancellationToken cancel)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            return await db.Database.CanConnectAsync(cancel) ? await db.Heads.AsNoTracking().ToListAsync(cancel) : [];
        }
        catch (System.Data.Common.DbException)
        {
            return []; // Damaged, or without tables: that is why it is being restored.
        }
    }

    private void AddTombstones(string source)
    {
        var path = Path.Combine(source, Backup.Erased);
        if (!File.Exists(path))
            return;
        Directory.CreateDirectory(options.KeysFolder);
        File.AppendAllLines(Path.Combine(options.KeysFolder, Backup.Erased), File.ReadLines(path));
    }

    // Whether they left between the backup and the loss, nobody can say: the receiver is told that it may be a repeat.
    private static Task<int> MarkRepeats(RecordDb db, CancellationToken cancel) =>
        db.Deliveries.Where(d => d.Attempts == 0 && (d.State == DeliveryState.Pending || d.State == DeliveryState.Claimed))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Attempts, 1), cancel);
}
