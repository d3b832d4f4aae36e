using Answerable.Storage.Keeping;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>Brings a database to this program's schema, and refuses one that a newer program has changed.</summary>
public static class Migrations
{
    /// <param name="copy">Copies the database before it is changed.</param>
    /// <param name="backups">Where that copy goes.</param>
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    /// <exception cref="UnknownEventException">The record holds events that this program does not know.</exception>
    public static async Task BringUpToDate(RecordDb db, IDatabaseCopy copy, string backups, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = await db.Database.CanConnectAsync(cancel) ? (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList() : [];
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
            throw new NewerDatabaseException(unknown);
        // Asked first where it can be: a record that this program cannot read is not to be changed by it.
        if (applied.Count > 0)
            await RefuseUnknownEvents(db, cancel);
        if (applied.Count > 0 && known.Except(applied).FirstOrDefault() is { } next)
            await CopyOnce(copy, Path.Combine(backups, $"before-{next}"), cancel);
        await db.Database.MigrateAsync(cancel);
    }

    // A copy that is complete has its name; one cut short is made again.
    private static async Task CopyOnce(IDatabaseCopy copy, string folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder))
            return;
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        await copy.Write(unfinished, cancel);
        Directory.Move(unfinished, folder);
    }

    private static async Task RefuseUnknownEvents(RecordDb db, CancellationToken cancel)
    {
        foreach (var type in await db.EventTypes.AsNoTracking().ToListAsync(cancel))
            EventType.Of(type.Type, type.TypeVersion);
    }
}

public sealed class NewerDatabaseException(string migration) : Exception(
    $"This database was changed by a newer version of Answerable ({migration}). Run that version, or restore a backup made before the upgrade.");
