using Answerable.Storage.Deliveries;
using Answerable.Storage.Keeping;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

namespace Answerable.Storage.Tests;

// Deliveries, copies and migrations: the same promises on both databases.
public abstract partial class RecordStoreContract
{
    [Fact]
    public async Task A_delivery_is_claimed_by_one_engine_and_settled_once()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head) with { Deliveries = [.. Enumerable.Range(0, 10).Select(i => Delivery($"d{i}"))] }, Cancel);
        var queue = new DeliveryQueue(new Databases(Database), new Standing(Noon));
        var until = Noon + Duration.FromMinutes(1);
        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => queue.Claim($"engine{i}", urgent: false, 100, until, Cancel), Cancel)));
        var mine = claimed.Select((rows, i) => (Engine: $"engine{i}", Rows: rows.Where(r => r.Jurisdiction == town.Value).ToList())).ToList();
        Assert.Equal(10, mine.Sum(m => m.Rows.Count));
        Assert.Equal(10, mine.SelectMany(m => m.Rows).Select(r => r.Key).Distinct().Count());

        var (engine, rows) = mine.First(m => m.Rows.Count > 0);
        Assert.False(await queue.Begin(rows[0], "somebody else", until, Cancel));
        Assert.True(await queue.Begin(rows[0], engine, until, Cancel));
        Assert.True(await queue.Settle(rows[0], engine, DeliveryState.Accepted, "gw-1", null, Cancel));
        Assert.False(await queue.Settle(rows[0], engine, DeliveryState.Failed, null, null, Cancel));
    }

    [Fact]
    public async Task A_copy_put_back_holds_what_was_there_when_it_was_made()
    {
        var head = await Store.Claim(town, "o", Cancel);
        await Store.Append(Full(head), Cancel);
        var folder = Directory.CreateTempSubdirectory("answerable-copy-").FullName;
        try
        {
            var heads = await Database.Copy.Write(Path.Combine(folder, "copy"), Cancel);
            Assert.Equal(1, heads.Single(h => h.Jurisdiction == town.Value).Size);
            await Store.Append(new(town, 1, head.Epoch, 1, 2) { Events = [Event(1, 2)] }, Cancel);
            await using var other = await Database.Another();
            await other.Copy.Restore(Path.Combine(folder, "copy"), "aside", Cancel);
            await using var db = other.Db();
            await Migrations.BringUpToDate(db, other.Copy, Path.Combine(folder, "backups"), Cancel);
            Assert.Equal(1, (await other.Store.Head(town, Cancel))!.Size);
            Assert.Equal((await Store.Stream(town, stream, Cancel))[0].Record, Assert.Single(await other.Store.Stream(town, stream, Cancel)).Record);
            Assert.Equal("N1", (await Case(db))!.Number);
            Assert.False(Directory.Exists(Path.Combine(folder, "backups")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_database_is_copied_before_it_is_migrated_and_a_newer_one_is_refused()
    {
        await using var old = await Database.Another();
        var backups = Directory.CreateTempSubdirectory("answerable-backups-").FullName;
        try
        {
            await using var db = old.Db();
            var all = db.Database.GetMigrations().ToList();
            await db.GetService<IMigrator>().MigrateAsync(all[0], Cancel);
            await Migrations.BringUpToDate(db, old.Copy, backups, Cancel);
            Assert.Equal(all, await db.Database.GetAppliedMigrationsAsync(Cancel));
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(backups, $"before-{all[1]}")));

            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('20990101000000_Later', '99')""", Cancel);
            var refusal = await Assert.ThrowsAsync<NewerDatabaseException>(() => Migrations.BringUpToDate(db, old.Copy, backups, Cancel));
            Assert.Contains("20990101000000_Later", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(backups, recursive: true);
        }
    }

    [Fact]
    public async Task A_record_with_an_event_of_the_future_is_refused()
    {
        await using var other = await Database.Another();
        await using var db = other.Db();
        var nowhere = Path.Combine(Path.GetTempPath(), "answerable-never-made");
        await Migrations.BringUpToDate(db, other.Copy, nowhere, Cancel);
        db.EventTypes.Add(new() { Type = "grievance.foreseen", TypeVersion = 7 });
        await db.SaveChangesAsync(Cancel);
        var refusal = await Assert.ThrowsAsync<Recording.UnknownEventException>(() => Migrations.BringUpToDate(db, other.Copy, nowhere, Cancel));
        Assert.Contains("grievance.foreseen/7", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Standing(Instant now) : Recording.TownClock
    {
        public override Instant Now => now;
    }

    private sealed class Databases(ITestDatabase database) : IDbContextFactory<RecordDb>
    {
        public RecordDb CreateDbContext() => database.Db();
    }
}
