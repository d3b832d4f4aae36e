using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Answerable.Storage.Sqlite;

/// <summary>The append path on SQLite: one connection for writing, one for reading, statements prepared once.</summary>
public sealed class SqliteRecordStore : IRecordStore, IDisposable
{
    private readonly SqliteConnection writer;
    private readonly SqliteReads reads;
    private readonly IModel model;
    private readonly Dictionary<(Type, bool), Statement> statements = [];
    private readonly Dictionary<string, Prepared> prepared = [];
    private readonly WalKeeper keeper;
    private readonly SemaphoreSlim writing = new(1, 1);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(15);
    private bool traces;

    /// <param name="model">The EF model, from which the statements are made.</param>
    public SqliteRecordStore(string dataFolder, IModel model)
    {
        this.model = model;
        writer = Open(dataFolder);
        using (var roomy = writer.CreateCommand())
        {
            // The pages that every commit touches stay at hand.
            roomy.CommandText = "PRAGMA cache_size = -32768";
            roomy.ExecuteNonQuery();
        }

        reads = new(Open(dataFolder));
        keeper = new(dataFolder, Open(dataFolder), writing);
    }

    public Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel) => Task.FromResult(reads.Head(jurisdiction));

    public Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Task.FromResult(reads.Stream(jurisdiction, stream));

    public Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Task.FromResult(reads.Key(jurisdiction, stream));

    public Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel) => Task.FromResult(reads.Answered(jurisdiction, key));

    public Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel) => Task.FromResult(reads.Tile(jurisdiction, log, level, index));

    public Task<HeadRow> Claim(JurisdictionId jurisdiction, string originIfNew, CancellationToken cancel) => InTransaction(transaction =>
    {
        Execute(
            "INSERT INTO heads (jurisdiction, log, size, epoch, origin, published) VALUES (?1, 1, 0, 1, ?2, 0) ON CONFLICT (jurisdiction) DO UPDATE SET epoch = epoch + 1",
            jurisdiction.Value, originIfNew);
        return SqliteReads.Head(writer, transaction, jurisdiction)!;
    }, cancel);

    // One process holds the folder and writes one transaction at a time: once ours has ended, nothing of it can still come.
    public async Task<HeadRow?> Settle(JurisdictionId jurisdiction, long epoch, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return reads.Head(jurisdiction) is { } head && head.Epoch == epoch ? head : null;
        }
        finally
        {
            writing.Release();
        }
    }

    public Task<Instant?> LastRecorded(JurisdictionId jurisdiction, CancellationToken cancel) => Task.FromResult(reads.LastRecorded(jurisdiction));

    public async Task Published(JurisdictionId jurisdiction, long epoch, long size, string checkpoint, CancellationToken cancel)
    {
        await InTransaction(_ =>
        {
            if (Execute("UPDATE heads SET published = ?2, checkpoint = ?3 WHERE jurisdiction = ?1 AND epoch = ?4 AND published <= ?2", jurisdiction.Value, size, checkpoint, epoch) != 1)
                throw new FencedException(jurisdiction);
            return 0;
        }, cancel);
        await SweepTraces(cancel);
    }

    public Task Succeed(HeadRow from, HeadRow next, IReadOnlyList<TileRow> tiles, CancellationToken cancel) => InTransaction(_ =>
    {
        var opened = Execute(
            "UPDATE heads SET log = ?4, size = ?5, origin = ?6, published = 0, checkpoint = NULL, epoch = epoch + 1 WHERE jurisdiction = ?1 AND log = ?2 AND size = ?3",
            from.Jurisdiction, from.Log, from.Size, next.Log, next.Size, next.Origin);
        if (opened != 1)
            throw new FencedException(new(from.Jurisdiction));
        Write(tiles, replace: false);
        return 0;
    }, cancel);

    public async Task Bury(TombstoneRow tombstone, CancellationToken cancel)
    {
        await InTransaction(_ =>
        {
            Erase([tombstone]);
            return 0;
        }, cancel);
        traces = true;
        await SweepTraces(cancel);
    }

    public async Task Append(Batch batch, CancellationToken cancel)
    {
        await InTransaction(_ => Write(batch), cancel);
        traces |= batch.Erased.Count > 0;
        await SweepTraces(cancel);
    }

    /// <summary>
    /// A destroyed key is gone from the database's pages (<c>secure_delete</c>), but the write-ahead log still holds the page as it was:
    /// it is emptied too. While a reader holds it, the next commit or beat tries again.
    /// </summary>
    private async Task SweepTraces(CancellationToken cancel)
    {
        if (!traces)
            return;
        await writing.WaitAsync(cancel);
        try
        {
            using var command = writer.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 20; PRAGMA wal_checkpoint(TRUNCATE);";
            using (var rows = command.ExecuteReader())
            {
                do
                    while (rows.Read())
                        traces = rows.FieldCount == 1 || rows.GetInt64(0) != 0;
                while (rows.NextResult());
            }

            command.CommandText = "PRAGMA busy_timeout = 15000;";
            command.ExecuteNonQuery();
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            // SQLITE_BUSY, SQLITE_LOCKED: somebody is reading; the traces are still there and still wanted gone.
        }
        finally
        {
            writing.Release();
        }
    }

    private int Write(Batch batch)
    {
        var fenced = Execute("UPDATE heads SET size = ?3 WHERE jurisdiction = ?1 AND size = ?2 AND epoch = ?4 AND log = ?5",
            batch.Jurisdiction.Value, batch.OldSize, batch.NewSize, batch.Epoch, batch.Log);
        if (fenced != 1)
            throw new FencedException(batch.Jurisdiction);
        Write(batch.Events, replace: false);
        Write(batch.Keys, replace: false);
        Write(batch.Tiles, replace: true);
        Write(batch.Idempotency, replace: false);
        foreach (var (stream, key) in batch.DeadlinesCleared)
            Execute("DELETE FROM deadlines WHERE jurisdiction = ?1 AND stream = ?2 AND key_ = ?3", batch.Jurisdiction.Value, stream, key);
        Write(batch.DeadlinesSet, replace: true);
        Write(batch.Deliveries, replace: false);
        Write(batch.Rows, replace: true);
        Erase(batch.Erased);
        return 0;
    }

    private void Erase(IReadOnlyList<TombstoneRow> tombstones)
    {
        foreach (var erased in tombstones)
            Execute("DELETE FROM keys WHERE jurisdiction = ?1 AND stream = ?2", erased.Jurisdiction, erased.Stream);
        Write(tombstones, replace: true);
    }

    public void Dispose()
    {
        keeper.Dispose();
        // Whoever still writes is let finish: a transaction ends before its connection does.
        writing.Wait(LongestWrite);
        foreach (var statement in prepared.Values)
            statement.Dispose();
        foreach (var statement in statements.Values)
            statement.Dispose();
        writer.Dispose();
        reads.Dispose();
        writing.Dispose();
    }

    private static SqliteConnection Open(string dataFolder)
    {
        var connection = new SqliteConnection(SqliteRecord.ConnectionString(dataFolder));
        connection.Open();
        SqliteRecord.Prepare(connection);
        return connection;
    }

    private void Write<TRow>(IReadOnlyList<TRow> rows, bool replace) where TRow : class
    {
        foreach (var row in rows)
            StatementFor(row.GetType(), replace).Run(row);
    }

    private Statement StatementFor(Type row, bool replace)
    {
        if (statements.TryGetValue((row, replace), out var statement))
            return statement;
        var table = TableWriter.For(model, row);
        return statements[(row, replace)] = new(writer, table, replace ? table.Upsert : table.Insert);
    }

    private int Execute(string sql, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var statement))
            prepared[sql] = statement = new(writer, sql);
        for (var i = 0; i < values.Length; i++)
            statement.Bind(i, values[i]);
        return statement.Run();
    }

    // Microsoft.Data.Sqlite works synchronously; the registrar calls from a thread of its own.
    private async Task<T> InTransaction<T>(Func<SqliteTransaction, T> work, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            using var transaction = writer.BeginTransaction(deferred: false);
            var result = work(transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            writing.Release();
        }
    }
}
