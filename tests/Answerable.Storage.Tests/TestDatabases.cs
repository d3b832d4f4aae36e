using Answerable.Storage.Appending;
using Answerable.Storage.Keeping;
using Answerable.Storage.Postgres;
using Answerable.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Answerable.Storage.Tests;

/// <summary>A database with the record's tables, and the ways to it.</summary>
public interface ITestDatabase : IAsyncDisposable
{
    IRecordStore Store { get; }
    IDatabaseCopy Copy { get; }
    RecordDb Db();

    /// <summary>A second, empty one without tables.</summary>
    Task<ITestDatabase> Another();
}

public sealed class SqliteDatabase : ITestDatabase, IAsyncLifetime
{
    private readonly DbContextOptions<RecordDb> options;
    private readonly Lazy<SqliteRecordStore> store;

    public SqliteDatabase()
    {
        Folder = Directory.CreateTempSubdirectory("answerable-storage-").FullName;
        var builder = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(builder, Folder);
        options = builder.Options;
        store = new(() => new(Folder, Db().Model));
    }

    public string Folder { get; }
    public IRecordStore Store => store.Value;
    public IDatabaseCopy Copy => new SqliteCopy(Folder);
    public RecordDb Db() => new(options);
    public Task<ITestDatabase> Another() => Task.FromResult<ITestDatabase>(new SqliteDatabase());

    public async ValueTask InitializeAsync()
    {
        await using var db = Db();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        if (store.IsValueCreated)
            store.Value.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class PostgresDatabase : ITestDatabase, IAsyncLifetime
{
    private readonly TestPostgres server = new();
    private readonly bool isEmpty;
    private DbContextOptions<RecordDb> options = null!;
    private NpgsqlDataSource source = null!;

    public PostgresDatabase() { }
    private PostgresDatabase(bool isEmpty) => this.isEmpty = isEmpty;

    public string ConnectionString => server.ConnectionString;
    public NpgsqlDataSource Source => source;
    public IRecordStore Store { get; private set; } = null!;
    public IDatabaseCopy Copy => new PostgresCopy(server.ConnectionString);
    public RecordDb Db() => new(options);

    public async Task<ITestDatabase> Another()
    {
        var other = new PostgresDatabase(isEmpty: true);
        await other.InitializeAsync();
        return other;
    }

    public async ValueTask InitializeAsync()
    {
        await server.InitializeAsync();
        var builder = new DbContextOptionsBuilder<RecordDb>();
        PostgresRecord.Use(builder, server.ConnectionString);
        options = builder.Options;
        source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var db = Db();
        Store = new PostgresRecordStore(source, db.Model);
        if (!isEmpty)
            await db.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await server.DisposeAsync();
    }
}
