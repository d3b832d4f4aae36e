using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Postgres;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A record in a PostgreSQL database that is emptied first.</summary>
internal sealed class PostgresRecordOf : ITestRecord
{
    private readonly DbContextOptions<RecordDb> options;
    private readonly NpgsqlDataSource source;

    private PostgresRecordOf(string connection)
    {
        var builder = new DbContextOptionsBuilder<RecordDb>();
        PostgresRecord.Use(builder, connection);
        options = builder.Options;
        source = NpgsqlDataSource.Create(connection);
        using var db = Db();
        Store = new PostgresRecordStore(source, db.Model);
    }

    public TestClock Clock { get; } = new();
    public Vault Vault { get; } = Vault.InMemory();
    public IRecordStore Store { get; }
    public RecordDb Db() => new(options);

    public static async Task<PostgresRecordOf> Fresh(string connection)
    {
        var record = new PostgresRecordOf(connection);
        await using var db = record.Db();
        await db.Database.MigrateAsync();
        await db.Database.ExecuteSqlRawAsync("TRUNCATE heads, events, event_types, tiles, keys, tombstones, idempotency, cases, deadlines, deliveries, attachments");
        return record;
    }

    public Task<Registrar> Open() =>
        Registrar.Open(TempRecord.Town, "test.example/log", Store, Vault, Clock, new SecureIds(), NullLogger.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Vault.Dispose();
        await source.DisposeAsync();
    }
}
