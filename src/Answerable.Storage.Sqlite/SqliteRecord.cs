using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Answerable.Storage.Sqlite;

/// <summary>One data folder's database file and how every connection to it is set up.</summary>
public static class SqliteRecord
{
    public const string FileName = "record.db";

    /// <summary>
    /// WAL for readers beside one writer; FULL so that a commit survives a power cut; freed pages are overwritten (erasure). The write-ahead
    /// log is emptied by <see cref="WalKeeper"/>; the database does so itself only if that should fail.
    /// </summary>
    internal const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 15000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 65536;";

    // Connections are pooled: what was set on one stays set.
    private static readonly ConditionalWeakTable<object, object> Prepared = [];

    public static string ConnectionString(string dataFolder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, FileName), Pooling = true }.ToString();

    public static void Use(DbContextOptionsBuilder options, string dataFolder) => options
        .UseSqlite(ConnectionString(dataFolder), sqlite => sqlite.MigrationsAssembly(typeof(SqliteRecord).Assembly))
        .AddInterceptors(SetUp.Instance);

    internal static void Prepare(SqliteConnection connection)
    {
        // EF looks whether a database exists through a read-only connection, which may not set the journal mode of a restored file.
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly)
            return;
        if (!Prepared.TryAdd(connection.Handle!, connection.Handle!))
            return;
        OwnerOnly.Keep(connection.DataSource); // before the write-ahead log is made, which takes its mode from here
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    private sealed class SetUp : DbConnectionInterceptor
    {
        public static readonly SetUp Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel = default)
        {
            Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }
    }
}
