using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Postgres;
using Answerable.Storage.Postgres.Search;
using Answerable.Storage.Search;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Sqlite.Search;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Bench;

/// <summary>A record of invented cases on one database, written through the registrar as in life.</summary>
internal sealed class BenchRecord(DbContextOptions<RecordDb> options, Vault vault, IRecordStore store, ISearchIndex index, IReadOnlyList<IDisposable> owned) : IAsyncDisposable
{
    public static readonly JurisdictionId Jurisdiction = new("bench");
    public static readonly Actor Clerk = new Actor.Staff(new("clerk"));
    private static readonly SecureIds Ids = new();

    /// <summary>Connection string of a database made for this measurement alone; null: PostgreSQL is not measured.</summary>
    public static async Task<string?> NewPostgres()
    {
        if (Environment.GetEnvironmentVariable("ANSWERABLE_BENCH_POSTGRES") is not { Length: > 0 } server)
            return null;
        var name = "bench_" + Ids.Hex(6);
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public ISearchIndex Index => index;
    public CaseTexts Texts => new(new Factory(options), vault);
    public IDbContextFactory<RecordDb> Databases => new Factory(options);
    public Town Town { get; private set; } = Town.Initial;

    public RecordDb Db() => new(options);

    public static Task<BenchRecord> OnSqlite()
    {
        var folder = new Folder();
        return OnSqlite(folder.Path, Vault.InMemory(), folder);
    }

    public static Task<BenchRecord> OnPostgres(string connection) => OnPostgres(connection, Vault.InMemory());

    /// <summary>The record of a server that is stopped.</summary>
    /// <param name="postgres">Null: SQLite in the folder.</param>
    public static Task<BenchRecord> Of(string folder, string? postgres)
    {
        var vault = Vault.Open(Path.Combine(folder, "keys"));
        return postgres is { } connection ? OnPostgres(connection, vault) : OnSqlite(folder, vault);
    }

    private static async Task<BenchRecord> OnSqlite(string folder, Vault vault, params IDisposable[] owned)
    {
        var builder = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(builder, folder);
        var model = await Migrate(builder.Options);
        var (store, index) = (new SqliteRecordStore(folder, model), new SqliteSearchIndex(folder));
        return new(builder.Options, vault, store, index, [store, index, vault, .. owned]);
    }

    private static async Task<BenchRecord> OnPostgres(string connection, Vault vault)
    {
        var builder = new DbContextOptionsBuilder<RecordDb>();
        PostgresRecord.Use(builder, connection);
        var model = await Migrate(builder.Options);
        var source = NpgsqlDataSource.Create(connection);
        return new(builder.Options, vault, new PostgresRecordStore(source, model), new PostgresSearchIndex(source), [source, vault]);
    }

    /// <summary>The registrar of a town that is set up.</summary>
    public async Task<Registrar> Open()
    {
        var registrar = await Registrar.Open(Jurisdiction, "bench.example/log", store, vault, new SystemTownClock(), Ids, NullLogger.Instance, CancellationToken.None);
        if (registrar.Head.Size == 0)
            foreach (var command in TownServer.Setup())
                Expect(await registrar.Submit(new(Town.Stream, command, new Actor.Operator())));
        Town = registrar.Book.Town;
        return registrar;
    }

    /// <summary>Files cases of some 300 characters, each with one note of the office.</summary>
    public async Task Fill(int cases)
    {
        await using var registrar = await Open();
        await Parallel.ForEachAsync(Enumerable.Range(0, cases), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) => await File(registrar, i));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var one in owned)
            one.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    /// <summary>One case and its note; the place in the log of the last of the two.</summary>
    public static async Task<long> File(Registrar registrar, int i)
    {
        var stream = StreamId.New(Grievance.Kind, Ids);
        var filing = new Filing(GrievanceKind.Claim, Words.Text(i, 12), Words.Text(i + 1, 280), Place: "测试村", Contact: new("测试甲", $"139{i:00000000}"));
        Expect(await registrar.Submit(new(stream, new Lodge(filing, Channel.Web, AccessCode.Draw(Ids)), new Actor.Complainant(), ExpectedVersion: 0)));
        return Expect(await registrar.Submit(new(stream, new Note(Words.Text(i + 2, 60)), Clerk))).Seq;
    }

    private static Answer.Recorded Expect(Answer answer) => answer as Answer.Recorded ?? throw new InvalidOperationException(((Answer.Refused)answer).Code);

    private static async Task<Microsoft.EntityFrameworkCore.Metadata.IModel> Migrate(DbContextOptions<RecordDb> options)
    {
        await using var db = new RecordDb(options);
        await db.Database.MigrateAsync();
        return db.Model;
    }

    private sealed class Factory(DbContextOptions<RecordDb> options) : IDbContextFactory<RecordDb>
    {
        public RecordDb CreateDbContext() => new(options);
    }
}
