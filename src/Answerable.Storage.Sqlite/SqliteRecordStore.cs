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
    private readonly SemaphoreSlim writing = new(1, 1);
    private bool traces;

    /// <param name="model">The EF model, from which the statements are made.</param>
    public SqliteRecordStore(string dataFolder, IModel model)
    {
        this.model = model;
        writer = Open(dataFolder);
        reads = new(Open(dataFolder));
    }

    public Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel) => Task.FromResult(reads.Head(jurisdiction));

    public Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Task.FromResult(reads.Stream(jurisdiction, stream));

    public Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) => Task.FromResult(reads.Key(jurisdiction, stream));

    public Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel) => Task.FromResult(reads.Answered(jurisdiction, key));

    public Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel) => Task.FromResult(reads.Tile(jurisdiction, log, level, index));

    public Task<HeadRow> Claim(JurisdictionId jurisdiction, string originIfNew, CancellationToken cancel) => InTransaction(transaction =>
    {
        Execute(transaction,
            "INSERT INTO heads (jurisdiction, log, size, epoch, origin, published) VALUES (@p0, 1, 0, 1, @p1, 0) ON CONFLICT (jurisdiction) DO UPDATE SET epoch = epoch + 1",
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
        await InTransaction(transaction =>
        {
            if (Execute(transaction, "UPDATE heads SET published = @p1, checkpoint = @p2 WHERE jurisdiction = @p0 AND epoch = @p3 AND published <= @p1", jurisdiction.Value, size, checkpoint, epoch) != 1)
                throw new FencedException(jurisdiction);
            return 0;
        }, cancel);
        await SweepTraces(cancel);
    }

    public Task Succeed(HeadRow from, HeadRow next, IReadOnlyList<TileRow> tiles, CancellationToken cancel) => InTransaction(transaction =>
    {
        var opened = Execute(transaction,
            "UPDATE heads SET log = @p3, size = @p4, origin = @p5, published = 0, checkpoint = NULL, epoch = epoch + 1 WHERE jurisdiction = @p0 AND log = @p1 AND size = @p2",
            from.Jurisdiction, from.Log, from.Size, next.Log, next.Size, next.Origin);
        if (opened != 1)
            throw new FencedException(new(from.Jurisdiction));
        Write(transaction, tiles, replace: false);
        return 0;
    }, cancel);

    public async Task Bury(TombstoneRow tombstone, CancellationToken cancel)
    {
        await InTransaction(transaction =>
        {
            Erase(transaction, [tombstone]);
            return 0;
        }, cancel);
        traces = true;
        await SweepTraces(cancel);
    }

    public async Task Append(Batch batch, CancellationToken cancel)
    {
        await InTransaction(transaction => Write(transaction, batch), cancel);
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

    private int Write(SqliteTransaction transaction, Batch batch)
    {
        var fenced = Execute(transaction, "UPDATE heads SET size = @p2 WHERE jurisdiction = @p0 AND size = @p1 AND epoch = @p3 AND log = @p4",
            batch.Jurisdiction.Value, batch.OldSize, batch.NewSize, batch.Epoch, batch.Log);
        if (fenced != 1)
            throw new FencedException(batch.Jurisdiction);
        Write(transaction, batch.Events, replace: false);
        Write(transaction, batch.Keys, replace: false);
        Write(transaction, batch.Tiles, replace: true);
        Write(transaction, batch.Idempotency, replace: false);
        foreach (var (stream, key) in batch.DeadlinesCleared)
            Execute(transaction, "DELETE FROM deadlines WHERE jurisdiction = @p0 AND stream = @p1 AND key_ = @p2", batch.Jurisdiction.Value, stream, key);
        Write(transaction, batch.DeadlinesSet, replace: true);
        Write(transaction, batch.Deliveries, replace: false);
        Write(transaction, batch.Rows, replace: true);
        Erase(transaction, batch.Erased);
        return 0;
    }

    private void Erase(SqliteTransaction transaction, IReadOnlyList<TombstoneRow> tombstones)
    {
        foreach (var erased in tombstones)
            Execute(transaction, "DELETE FROM keys WHERE jurisdiction = @p0 AND stream = @p1", erased.Jurisdiction, erased.Stream);
        Write(transaction, tombstones, replace: true);
    }

    public void Dispose()
    {
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

    private void Write<TRow>(SqliteTransaction transaction, IReadOnlyList<TRow> rows, bool replace) where TRow : class
    {
        foreach (var row in rows)
            StatementFor(row.GetType(), replace).Run(transaction, row);
    }

    private Statement StatementFor(Type row, bool replace)
    {
        if (statements.TryGetValue((row, replace), out var statement))
            return statement;
        var table = TableWriter.For(model, row);
        return statements[(row, replace)] = new(writer, table, replace ? table.Upsert : table.Insert);
    }

    private int Execute(SqliteTransaction transaction, string sql, params ReadOnlySpan<object> values)
    {
        using var command = writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i]);
        return command.ExecuteNonQuery();
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
