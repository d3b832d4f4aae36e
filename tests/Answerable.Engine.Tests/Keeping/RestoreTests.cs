using Answerable.Engine.Keeping;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Answerable.Recording;
using Answerable.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Answerable.Engine.Tests.Keeping;

/// <summary>An older backup under a newer checkpoint: never a silent fork, never a dead end (design, Restore).</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("answerable-restore-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
    private string Data => Path.Combine(folder, "data");
    private string Kept => Path.Combine(folder, "backup");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_that_holds_all_that_was_promised_goes_on_as_the_same_log()
    {
        var filed = await Town(async (record, publish, registrar) =>
        {
            var one = await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            return one;
        });
        var restored = await Restore();
        var continued = Assert.Single(restored.Records);
        Assert.Equal(("test.example/log", null), (continued.Origin, continued.Lost));
        await Town(async (record, publish, _) =>
        {
            await publish();
            Assert.True((await Verify(record)).Verified);
            Assert.NotEmpty(await record.Store.Stream(TempRecord.Town, filed.Stream, Cancel));
            return 0;
        });
        Assert.Single(Directory.GetDirectories(Data, "before-restore-*"));
    }

    [Fact]
    public async Task An_older_backup_opens_a_successor_log_that_states_the_loss_and_keeps_every_proof_it_can()
    {
        var (kept, lost, oldReceipt, lostReceipt) = await Town(async (record, publish, registrar) =>
        {
            var first = await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            var second = await Cases.Lodge(registrar);
            await publish();
            await publish();
            return (first, second, await Receipt(record, first), await Receipt(record, second));
        });

        var continued = Assert.Single((await Restore()).Records);
        Assert.Equal("test.example/log~2", continued.Origin);
        Assert.Equal((4L, 8L), (continued.Kept, continued.Lost));

        await Town(async (record, publish, registrar) =>
        {
            Assert.Equal(2, registrar.Fence.Log);
            var third = await Cases.Lodge(registrar);
            await publish();
            var verdict = await Verify(record);
            Assert.Equal("VERIFIED", verdict.ToString());
            Assert.Equal(["test.example/log~2", "test.example/log"], verdict.Logs.Select(l => l.Origin));
            Assert.Equal(8, verdict.Logs[1].Lost);
            Assert.Contains(verdict.Remarks, remark => remark.Contains("8 were lost", StringComparison.Ordinal));
            // Old receipts, a receipt of the lost event, and a receipt asked for anew of an event from before.
            Assert.True((await Verify(record, oldReceipt)).Verified);
            Assert.True((await Verify(record, lostReceipt)).Verified);
            Assert.True((await Verify(record, await Receipt(record, kept))).Verified);
            Assert.True((await Verify(record, await Receipt(record, third))).Verified);
            Assert.Empty(await record.Store.Stream(TempRecord.Town, lost.Stream, Cancel));
            await ServesTheWholeChain(record);
            return 0;
        });
    }

    [Fact]
    public async Task A_record_can_be_restored_twice_even_to_a_backup_from_before_the_first_restore()
    {
        await Town(async (record, publish, registrar) =>
        {
            await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            await publish();
            return 0;
        });
        await Restore();
        await Town(async (_, publish, registrar) =>
        {
            await Cases.Lodge(registrar);
            await publish();
            return 0;
        });
        var again = Assert.Single((await Restore()).Records);
        Assert.Equal("test.example/log~3", again.Origin);
        await Town(async (record, publish, registrar) =>
        {
            await Cases.Lodge(registrar);
            await publish();
            var verdict = await Verify(record);
            Assert.Equal("VERIFIED", verdict.ToString());
            Assert.Equal(3, verdict.Logs.Count);
            return 0;
        });
    }

    [Fact]
    public async Task A_lost_disk_is_restored_from_the_backup_and_the_checkpoint_a_witness_kept()
    {
        var witnessed = await Town(async (record, publish, registrar) =>
        {
            await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            await publish();
            return (await record.Log.Checkpoint(Cancel))!;
        });
        var keys = Path.Combine(folder, "keys");
        Directory.Move(Path.Combine(Data, "keys"), keys);
        Directory.Delete(Data, recursive: true);
        Directory.CreateDirectory(Data);
        Engine.Keeping.Restore.PutKeysBack(keys, Path.Combine(Data, "keys"));

        var continued = Assert.Single((await Restore(witnessed)).Records);
        Assert.Equal(("test.example/log~2", 4L), (continued.Origin, continued.Lost));
        await Town(async (record, publish, _) =>
        {
            await publish();
            var verdict = await Verify(record);
            Assert.Equal("VERIFIED", verdict.ToString());
            Assert.Equal(4, verdict.Logs[1].Checked);
            return 0;
        });
    }

    [Fact]
    public async Task What_was_erased_since_the_backup_is_erased_again_before_anything_is_served()
    {
        var filed = await Town(async (record, publish, registrar) =>
        {
            var one = await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            await registrar.Submit(Cases.Erase(one.Stream));
            return one;
        });
        Assert.Equal(1, (await Restore()).Erased);
        await Town(async (record, _, registrar) =>
        {
            Assert.Null(await record.Store.Key(TempRecord.Town, filed.Stream, Cancel));
            // The history no longer says so, yet no new key is made under which old words would be sought in vain.
            await registrar.Submit(Cases.Relodge(filed.Stream, (Grievances.Lodged)filed.Events[0]));
            Assert.Null(await record.Store.Key(TempRecord.Town, filed.Stream, Cancel));
            return 0;
        });
    }

    [Fact]
    public async Task What_was_waiting_to_be_sent_goes_out_marked_as_a_repeat()
    {
        await Town(async (record, _, registrar) =>
        {
            await Cases.Lodge(registrar);
            await using var db = record.Db();
            db.Deliveries.Add(new() { Jurisdiction = "mingshan", Stream = "town/x", Key = "k", Channel = "sms", Recipient = "staff.p1/m1", Message = "page", Arguments = "{}" });
            await db.SaveChangesAsync(Cancel);
            await Backup(record);
            return 0;
        });
        await Restore();
        await using var again = new TempRecord(Data, keep: true);
        await using var restored = again.Db();
        Assert.Equal(1, (await restored.Deliveries.SingleAsync(d => d.Key == "k", Cancel)).Attempts);
    }

    [Fact]
    public async Task A_backup_of_another_record_or_one_cut_short_is_refused()
    {
        await Town(async (record, publish, registrar) =>
        {
            await Cases.Lodge(registrar);
            await publish();
            await Backup(record);
            return 0;
        });
        Directory.Delete(Path.Combine(Data, "keys"), recursive: true);
        await Assert.ThrowsAsync<BackupException>(() => Restore());
        File.Delete(Path.Combine(Kept, "manifest.json"));
        var cut = await Assert.ThrowsAsync<BackupException>(() => Restore());
        Assert.Contains("manifest.json", cut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_never_holds_a_key()
    {
        await Town(async (record, _, registrar) =>
        {
            await Cases.Lodge(registrar);
            await Backup(record);
            var secrets = Directory.GetFiles(record.Options.KeysFolder).Where(f => !f.EndsWith("erased", StringComparison.Ordinal)).Select(File.ReadAllBytes).ToList();
            Assert.NotEmpty(secrets);
            foreach (var file in Directory.GetFiles(Kept, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes))
                Assert.All(secrets, secret => Assert.True(file.AsSpan().IndexOf(secret) < 0));
            return 0;
        });
    }

    private async Task<T> Town<T>(Func<TempRecord, Func<Task>, Registrar, Task<T>> work)
    {
        Directory.CreateDirectory(Data);
        await using var record = new TempRecord(Data, keep: true);
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        return await work(record, () => publisher.PublishOnce(Cancel), registrar);
    }

    private Task<BackupManifest> Backup(TempRecord record) =>
        new Backup(record.Options, new SqliteCopy(record.Folder), record.Clock).Write(Kept, Cancel);

    private async Task<Restored> Restore(params byte[][] checkpoints)
    {
        // As the verb does: nothing of the database is open while it is replaced.
        var options = new Hosting.EngineOptions(Data);
        Storage.Sqlite.SqliteRecordStore? store = null;
        var builder = new DbContextOptionsBuilder<Storage.RecordDb>();
        SqliteRecord.Use(builder, Data);
        using var model = new Storage.RecordDb(builder.Options);
        var erasures = new Erasures(new(options.KeysFolder), [], NullLogger<Erasures>.Instance);
        var witnesses = new Witnessing(options.Publishing, new HttpClient(), NullLogger<Witnessing>.Instance);
        try
        {
            return await new Restore(options, new Databases(builder.Options), () => store ??= new(Data, model.Model), new SqliteCopy(Data), erasures, witnesses, new TestClock())
                .Run(Kept, checkpoints, Cancel);
        }
        finally
        {
            store?.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
    }

    private static async Task<Verdict> Verify(TempRecord record, byte[]? receipt = null) =>
        await LogVerifier.Verify(record.Log, new() { Receipt = receipt }, ct: Cancel);

    private static async Task<byte[]> Receipt(TempRecord record, Answer.Recorded filed) =>
        Assert.IsType<ReceiptOutcome.Issued>(await new ReceiptDesk(record.Store, record.Vault, record.Options).Of(TempRecord.Town, filed.Stream, 1, Cancel)).File;

    private static async Task ServesTheWholeChain(TempRecord record)
    {
        var served = new PublishedLog(record.Store, record.Options);
        foreach (var path in (string[])["checkpoint", "vkey", "succession", "tile/entries/000.p/1", "predecessor/checkpoint", "predecessor/vkey", "predecessor/tile/0/000.p/4"])
            Assert.NotNull(await served.Find(TempRecord.Town, path, Cancel));
        Assert.Null(await served.Find(TempRecord.Town, "predecessor/predecessor/checkpoint", Cancel));
    }

    private sealed class Databases(DbContextOptions<Storage.RecordDb> options) : IDbContextFactory<Storage.RecordDb>
    {
        public Storage.RecordDb CreateDbContext() => new(options);
    }
}
