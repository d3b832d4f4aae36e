using Answerable.Engine.Clocks;
using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Sqlite;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A SQLite record in a folder, temporary unless given, and registrars on it.</summary>
public sealed class TempRecord : ITestRecord
{
    public static readonly JurisdictionId Town = new("mingshan");
    public static readonly Actor Operator = new Actor.Operator();
    public static readonly FoundTown Found = new(Text.Of("明山镇", "Mingshan"), "Asia/Shanghai", "cn-petition-2022");
    private readonly DbContextOptions<RecordDb> options;
    private readonly bool keep;

    public TempRecord(string? folder = null, bool keep = false)
    {
        this.keep = keep;
        Folder = folder ?? Directory.CreateTempSubdirectory("answerable-test-").FullName;
        Options = new(Folder) { Publishing = new(TimeSpan.FromSeconds(1), 4) };
        var builder = new DbContextOptionsBuilder<RecordDb>();
        SqliteRecord.Use(builder, Folder);
        options = builder.Options;
        using var db = Db();
        db.Database.Migrate();
        Vault = Vault.Open(Options.KeysFolder);
        Store = new(Folder, db.Model);
        Erasures = new(new Tombstones(Options.KeysFolder), Derivatives, NullLogger<Erasures>.Instance);
    }

    public string Folder { get; }
    public EngineOptions Options { get; }
    public Vault Vault { get; }
    public SqliteRecordStore Store { get; }
    IRecordStore ITestRecord.Store => Store;
    Task<Registrar> ITestRecord.Open() => Open();
    public TestClock Clock { get; } = new();
    public List<IForget> Derivatives { get; } = [];
    public Erasures Erasures { get; }
    public IDbContextFactory<RecordDb> Databases => new Factory(options);
    public LogDirectory Log => new(Options.LogFolder(Town));

    public RecordDb Db() => new(options);

    public Task<Registrar> Open(IRecordStore? store = null) =>
        Registrar.Open(Town, "test.example/log", store ?? Store, Vault, Clock, new SecureIds(), NullLogger.Instance, CancellationToken.None, Erasures);

    public SigningKey Key(Registrar registrar) => LogKey.Open(Options.KeysFolder, Town, registrar.Fence.Origin);

    public Publisher Publisher(Registrar registrar, SigningKey key, PublishOptions? publishing = null, HttpClient? witnesses = null, IRecordStore? store = null)
    {
        publishing ??= Options.Publishing;
        return new(registrar, store ?? Store, Log, key, Clock, publishing, new Witnessing(publishing, witnesses ?? new HttpClient(), NullLogger<Witnessing>.Instance), NullLogger.Instance);
    }

    public ValueTask DisposeAsync()
    {
        Store.Dispose();
        Vault.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!keep)
            Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private sealed class Factory(DbContextOptions<RecordDb> options) : IDbContextFactory<RecordDb>
    {
        public RecordDb CreateDbContext() => new(options);
    }
}
