using System.Security.Cryptography;
using Answerable.Engine.Keeping;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Tests.Keeping;

/// <summary>An exchange of keys that is cut short anywhere leaves nothing unreadable, and is finished by doing it again.</summary>
public sealed class RotationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_exchange_of_the_key_encryption_key_may_stop_at_every_step()
    {
        await using var record = new TempRecord();
        await using (var registrar = await record.Open())
            await Cases.Lodge(registrar);
        var kek = await File.ReadAllBytesAsync(Path.Combine(record.Options.KeysFolder, "kek"), Cancel);
        var files = new KekFiles(record.Options.KeysFolder);
        var derived = record.Vault.Derive("a purpose");

        files.Prepare().Dispose(); // the next key is written, and the process ends
        await Opens(record);
        using (var next = files.Prepare()) // half of the keys wrapped and committed: the worst a database could do
            await Rewrap(record, next);
        await Opens(record);

        var done = await new KekRotation(record.Options, record.Databases).Run(Cancel);
        Assert.Equal("former-kek-1", done.Kept);
        Assert.NotEqual(kek, await File.ReadAllBytesAsync(Path.Combine(record.Options.KeysFolder, "kek"), Cancel));
        await Opens(record);
        File.Delete(Path.Combine(record.Options.KeysFolder, "former-kek-1"));
        await Opens(record);
        using var vault = Vault.Open(record.Options.KeysFolder);
        Assert.Equal(derived, vault.Derive("a purpose")); // recovery codes and links outlive it
    }

    [Fact]
    public async Task The_present_key_is_kept_once_though_the_last_step_was_cut_short()
    {
        await using var record = new TempRecord();
        var files = new KekFiles(record.Options.KeysFolder);
        files.Prepare().Dispose();
        File.Copy(Path.Combine(record.Options.KeysFolder, "kek"), Path.Combine(record.Options.KeysFolder, "former-kek-1"));
        Assert.Equal("former-kek-1", files.Take());
        Assert.Single(Directory.GetFiles(record.Options.KeysFolder, "former-kek-*"));
    }

    [Fact]
    public async Task A_key_that_no_file_here_wrapped_stays_closed()
    {
        await using var record = new TempRecord();
        await new KekRotation(record.Options, record.Databases).Run(Cancel);
        using var vault = Vault.Open(record.Options.KeysFolder);
        using var stranger = Vault.InMemory();
        Assert.ThrowsAny<CryptographicException>(() => vault.Unwrap(new("grievance/1"), stranger.NewKey(new("grievance/1")).Wrapped));
    }

    [Fact]
    public async Task An_exchange_of_the_logs_key_that_stopped_between_database_and_folder_is_finished_by_doing_it_again()
    {
        await using var record = new TempRecord();
        await Publish(record);
        var folder = record.Options.LogFolder(TempRecord.Town);
        Copy(folder, folder + "-before");
        var rotation = new LogRotation(record.Options, record.Store);
        var first = await rotation.Run(TempRecord.Town, Cancel);

        // As it was before the folder was moved: the last checkpoint is out, the database has gone on.
        var last = Path.Combine(folder, "predecessor");
        Copy(last, folder + "-last");
        Directory.Delete(folder, recursive: true);
        Directory.Move(folder + "-last", folder);
        await Assert.ThrowsAsync<PublishedAheadException>(() => Publish(record));

        Assert.Equal(first, await rotation.Run(TempRecord.Town, Cancel));
        await Publish(record);
        var verdict = await LogVerifier.Verify(record.Log, new() { Key = VerifierKey.Parse(first.Former) }, ct: Cancel);
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal([first.Origin, "test.example/log"], verdict.Logs.Select(log => log.Origin));
        Assert.Equal(0, verdict.Logs[1].Lost);
    }

    [Fact]
    public async Task An_exchange_that_stopped_before_the_database_went_on_leaves_a_log_that_goes_on_under_its_old_key()
    {
        await using var record = new TempRecord();
        await Publish(record);
        using (var next = LogKey.Exchange(record.Options.KeysFolder, TempRecord.Town, "test.example/log~2"))
            Assert.Equal("test.example/log~2", next.Name);
        await Publish(record);
        var key = VerifierKey.Parse((await File.ReadAllTextAsync(Path.Combine(record.Log.Place, "vkey"), Cancel)).Trim());
        Assert.Equal("test.example/log", key.Name);
        Assert.Equal("VERIFIED", (await LogVerifier.Verify(record.Log, new() { Key = key }, ct: Cancel)).ToString());
    }

    [Fact]
    public async Task Nobody_else_can_name_a_successor()
    {
        await using var record = new TempRecord();
        await Publish(record);
        var done = await new LogRotation(record.Options, record.Store).Run(TempRecord.Town, Cancel);
        await Publish(record);
        using var thief = SigningKey.Generate(done.Origin);
        var checkpoint = Note.Parse((await record.Log.Checkpoint(Cancel))!);
        record.Log.WriteKey(thief.Verifier);
        record.Log.WriteCheckpoint(Checkpoint.Parse(checkpoint.Text).Sign(thief));
        Assert.False((await LogVerifier.Verify(record.Log, new() { Key = VerifierKey.Parse(done.Former) }, ct: Cancel)).Verified);
        Assert.True((await LogVerifier.Verify(record.Log, new(), ct: Cancel)).Verified); // it agrees with itself, which is all that no key can tell
    }

    private static async Task Publish(TempRecord record)
    {
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        if (registrar.Head.Size < 3)
            await Cases.Lodge(registrar);
        await publisher.PublishOnce(Cancel);
    }

    private static async Task Opens(TempRecord record)
    {
        using var vault = Vault.Open(record.Options.KeysFolder);
        await using var db = record.Db();
        foreach (var row in await db.Keys.AsNoTracking().ToListAsync(Cancel))
            Assert.Equal(Vault.KeyLength, vault.Unwrap(new(row.Stream), row.Wrapped).Length);
    }

    private static async Task Rewrap(TempRecord record, Vault next)
    {
        await using var db = record.Db();
        var row = await db.Keys.FirstAsync(Cancel);
        row.Wrapped = next.Wrap(new(row.Stream), next.Unwrap(new(row.Stream), row.Wrapped));
        await db.SaveChangesAsync(Cancel);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
