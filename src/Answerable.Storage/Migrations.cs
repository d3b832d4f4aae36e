using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage;

/// <summary>Brings a database to this program's schema, and refuses one that a newer program has changed.</summary>
public static class Migrations
{
    /// <exception cref="NewerDatabaseException">The database has migrations that this program does not know.</exception>
    public static async Task BringUpToDate(RecordDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToHashSet();
        var applied = await db.Database.CanConnectAsync(cancel) ? (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList() : [];
        if (applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
            throw new NewerDatabaseException(unknown);
        await db.Database.MigrateAsync(cancel);
        await RefuseUnknownEvents(db, cancel);
    }

    private static async Task RefuseUnknownEvents(RecordDb db, CancellationToken cancel)
    {
        foreach (var type in await db.EventTypes.AsNoTracking().ToListAsync(cancel))
            EventType.Of(type.Type, type.TypeVersion);
    }
}

public sealed class NewerDatabaseException(string migration) : Exception(
    $"This database was changed by a newer version of Answerable ({migration}). Run that version, or restore a backup made before the upgrade.");
