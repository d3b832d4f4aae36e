using System.Text;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Answerable.Recording;
using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Keeping;

/// <summary>Erased means: found nowhere in the data folder, and provable all the same.</summary>
public sealed class ErasureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_erasure_neither_the_words_nor_their_key_are_anywhere_in_the_data_folder()
    {
        await using var record = new TempRecord();
        var index = new PlainIndex(Path.Combine(record.Folder, "index"));
        record.Derivatives.Add(index);
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var filed = await Cases.Lodge(registrar);
        index.Add(filed.Stream, Cases.Body);
        var wrapped = (await record.Store.Key(TempRecord.Town, filed.Stream, Cancel))!;
        Assert.NotEmpty(Holding(record, wrapped));
        Assert.NotEmpty(Holding(record, Encoding.UTF8.GetBytes(Cases.Body)));

        await registrar.Submit(Cases.Erase(filed.Stream));
        await publisher.PublishOnce(Cancel);

        Assert.Empty(Holding(record, wrapped));
        Assert.Empty(Holding(record, record.Vault.Unwrap(filed.Stream, wrapped)));
        foreach (var words in (string[])[Cases.Body, Cases.Title, Cases.Phone, "测试甲", "测试村"])
        {
            Assert.Empty(Holding(record, Encoding.UTF8.GetBytes(words)));
            Assert.Empty(Holding(record, Encoding.Unicode.GetBytes(words)));
        }

        Assert.Equal("VERIFIED", (await LogVerifier.Verify(record.Log, new() { Key = key.Verifier }, ct: Cancel)).ToString());
    }

    [Fact]
    public async Task A_reader_in_the_way_only_puts_off_the_sweeping_of_the_write_ahead_log()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        var filed = await Cases.Lodge(registrar);
        var wrapped = (await record.Store.Key(TempRecord.Town, filed.Stream, Cancel))!;
        await using (var reader = new Microsoft.Data.Sqlite.SqliteConnection(Storage.Sqlite.SqliteRecord.ConnectionString(record.Folder)))
        {
            await reader.OpenAsync(Cancel);
            await using var reading = reader.BeginTransaction(deferred: true);
            await using var command = reader.CreateCommand();
            command.CommandText = "SELECT count(*) FROM keys";
            await command.ExecuteScalarAsync(Cancel);
            Assert.IsType<Answer.Recorded>(await registrar.Submit(Cases.Erase(filed.Stream)));
            Assert.NotEmpty(Holding(record, wrapped));
        }

        await Cases.Lodge(registrar);
        Assert.Empty(Holding(record, wrapped));
    }

    [Fact]
    public async Task What_is_recorded_after_the_erasure_has_no_personal_fields_either()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        var filed = await Cases.Lodge(registrar);
        await registrar.Submit(Cases.Erase(filed.Stream));
        Assert.IsType<Answer.Recorded>(await registrar.Submit(Cases.Relodge(filed.Stream, (Grievances.Lodged)filed.Events[0])));
        Assert.Null(await record.Store.Key(TempRecord.Town, filed.Stream, Cancel));
        var row = (await record.Store.Stream(TempRecord.Town, filed.Stream, Cancel))[^1];
        Assert.Null(row.Sealed);
        Assert.Null(Assert.IsType<Grievances.Lodged>(EventReader.Closed(row).Event).Body);
    }

    [Fact]
    public async Task A_derivative_that_failed_to_forget_forgets_at_the_next_start()
    {
        await using var record = new TempRecord();
        var index = new PlainIndex(Path.Combine(record.Folder, "index")) { IsBroken = true };
        record.Derivatives.Add(index);
        await using (var registrar = await record.Open())
        {
            var filed = await Cases.Lodge(registrar);
            index.Add(filed.Stream, Cases.Body);
            Assert.IsType<Answer.Recorded>(await registrar.Submit(Cases.Erase(filed.Stream)));
        }

        Assert.NotEmpty(Holding(record, Encoding.UTF8.GetBytes(Cases.Body)));
        index.IsBroken = false;
        await using var db = record.Db();
        Assert.Equal(0, await record.Erasures.Replay(db, record.Store, Cancel));
        Assert.Empty(Holding(record, Encoding.UTF8.GetBytes(Cases.Body)));
    }

    [Fact]
    public void A_line_cut_short_by_a_power_failure_spoils_no_other()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-erased-").FullName;
        try
        {
            var tombstones = new Tombstones(folder);
            var at = NodaTime.Instant.FromUtc(2026, 3, 2, 1, 0);
            tombstones.Append([new() { Jurisdiction = "a", Stream = "grievance/1", ErasedAt = at }]);
            File.AppendAllText(Path.Combine(folder, "erased"), "\na grievance/2 2026-0");
            tombstones.Append([new() { Jurisdiction = "a", Stream = "grievance/3", ErasedAt = at }]);
            Assert.Equal(["grievance/1", "grievance/3"], tombstones.Read().Select(t => t.Stream));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Holding(TempRecord record, byte[] sought) =>
        [.. Directory.GetFiles(record.Folder, "*", SearchOption.AllDirectories).Where(file => Read(file).AsSpan().IndexOf(sought) >= 0)];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Keeps words in the open, as a search index does.</summary>
    private sealed class PlainIndex(string folder) : IForget
    {
        public bool IsBroken { get; set; }

        public void Add(StreamId stream, string words)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, stream.Pseudonym), words);
        }

        public Task Forget(JurisdictionId jurisdiction, IReadOnlyCollection<StreamId> streams, CancellationToken cancel)
        {
            if (IsBroken)
                throw new IOException("index is broken");
            foreach (var stream in streams)
                File.Delete(Path.Combine(folder, stream.Pseudonym));
            return Task.CompletedTask;
        }
    }
}
