using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A SQLite record in a temporary folder, and registrars on it.</summary>
public sealed class TempRecord : IAsyncDisposable
{
    public static readonly JurisdictionId Town = new("mingshan");
    private readonly DbContextOptions<RecordDb> options;

    public TempRecord()
    {
        Folder = Directory.CreateTempSubdirectory("answerable-test-").FullName;
        var builder = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(builder, Folder);
        options = builder.Options;
        using var db = Db();
        db.Database.Migrate();
        Vault = Vault.Open(Path.Combine(Folder, "keys"));
        Store = new(Folder, db.Model);
    }

    public string Folder { get; }
    public Vault Vault { get; }
    public SqliteRecordStore Store { get; }
    public TestClock Clock { get; } = new();

    public RecordDb Db() => new(options);

    public Task<Registrar> Open() => Registrar.Open(Town, "test.example/log", Store, Vault, Clock, new SecureIds(), NullLogger.Instance, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        Store.Dispose();
        Vault.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
