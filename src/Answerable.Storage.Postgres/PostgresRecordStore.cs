using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Answerable.Storage.Postgres;

/// <summary>The append path on PostgreSQL: one round trip for a whole batch.</summary>
public sealed class PostgresRecordStore(NpgsqlDataSource source, IModel model) : IRecordStore
{
    internal const string HeadColumns = "jurisdiction, size, epoch, origin, published, log, checkpoint";
    private const string EventColumns = "jurisdiction, log, seq, stream, version_, type_, type_version, occurred_at, recorded_at, actor, record, blind, seed, open_, sealed";

    public Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel) =>
        One($"SELECT {HeadColumns} FROM heads WHERE jurisdiction = $1", Head, cancel, jurisdiction.Value);

    public async Task<HeadRow> Claim(JurisdictionId jurisdiction, string originIfNew, CancellationToken cancel) => (await One(
        "INSERT INTO heads (jurisdiction, log, size, epoch, origin, published) VALUES ($1, 1, 0, 1, $2, 0) ON CONFLICT (jurisdiction) DO UPDATE SET epoch = heads.epoch + 1 RETURNING heads.jurisdiction, heads.size, heads.epoch, heads.origin, heads.published, heads.log, heads.checkpoint",
        Head, cancel, jurisdiction.Value, originIfNew))!;

    public Task<IReadOnlyList<EventRow>> Stream(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        All($"SELECT {EventColumns} FROM events WHERE jurisdiction = $1 AND stream = $2 ORDER BY version_", Event, cancel, jurisdiction.Value, stream.Value);

    public Task<byte[]?> Key(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel) =>
        One("SELECT wrapped FROM keys WHERE jurisdiction = $1 AND stream = $2", Bytes, cancel, jurisdiction.Value, stream.Value);

    public Task<byte[]?> Tile(JurisdictionId jurisdiction, int log, int level, long index, CancellationToken cancel) =>
        One("SELECT data FROM tiles WHERE jurisdiction = $1 AND log = $2 AND level = $3 AND index_ = $4", Bytes, cancel, jurisdiction.Value, log, level, index);

    public Task<IdempotencyRow?> Answered(JurisdictionId jurisdiction, string key, CancellationToken cancel) => One(
        "SELECT jurisdiction, key_, stream, first_version, last_version, recorded_at FROM idempotency WHERE jurisdiction = $1 AND key_ = $2", Answer, cancel, jurisdiction.Value, key);

    // Raising the epoch waits for the row that an unfinished transaction of ours still holds, and shuts out any that comes later.
    public Task<HeadRow?> Settle(JurisdictionId jurisdiction, long epoch, CancellationToken cancel) =>
        One($"UPDATE heads SET epoch = epoch + 1 WHERE jurisdiction = $1 AND epoch = $2 RETURNING {HeadColumns}", Head, cancel, jurisdiction.Value, epoch);

    public async Task<Instant?> LastRecorded(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var command = Command("SELECT recorded_at FROM events WHERE jurisdiction = $1 ORDER BY log DESC, seq DESC LIMIT 1", jurisdiction.Value);
        return await command.ExecuteScalarAsync(cancel) is long stored ? InstantConverter.Load(stored) : null;
    }

    public async Task Published(JurisdictionId jurisdiction, long epoch, long size, string checkpoint, CancellationToken cancel)
    {
        await using var command = Command("UPDATE heads SET published = $2, checkpoint = $3 WHERE jurisdiction = $1 AND epoch = $4 AND published <= $2", jurisdiction.Value, size, checkpoint, epoch);
        if (await command.ExecuteNonQueryAsync(cancel) != 1)
            throw new FencedException(jurisdiction);
    }

    public async Task Succeed(HeadRow from, HeadRow next, IReadOnlyList<TileRow> tiles, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var open = new NpgsqlCommand(
            "UPDATE heads SET log = $4, size = $5, origin = $6, published = 0, checkpoint = NULL, epoch = epoch + 1 WHERE jurisdiction = $1 AND log = $2 AND size = $3", connection, transaction);
        foreach (var value in (object[])[from.Jurisdiction, from.Log, from.Size, next.Log, next.Size, next.Origin])
            open.Parameters.Add(new() { Value = value });
        if (await open.ExecuteNonQueryAsync(cancel) != 1)
            throw new FencedException(new(from.Jurisdiction));
        await using var commands = new NpgsqlBatch(connection, transaction);
        Add(commands, tiles, replace: false);
        await commands.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Bury(TombstoneRow tombstone, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var commands = new NpgsqlBatch(connection, transaction);
        Erase(commands, [tombstone]);
        await commands.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task Append(Batch batch, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var fence = new NpgsqlCommand("UPDATE heads SET size = $3 WHERE jurisdiction = $1 AND size = $2 AND epoch = $4 AND log = $5", connection, transaction);
        foreach (var value in (object[])[batch.Jurisdiction.Value, batch.OldSize, batch.NewSize, batch.Epoch, batch.Log])
            fence.Parameters.Add(new() { Value = value });
        if (await fence.ExecuteNonQueryAsync(cancel) != 1)
            throw new FencedException(batch.Jurisdiction);
        await using var commands = new NpgsqlBatch(connection, transaction);
        Fill(commands, batch);
        if (commands.BatchCommands.Count > 0)
            await commands.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private void Fill(NpgsqlBatch commands, Batch batch)
    {
        Add(commands, batch.Events, replace: false);
        Add(commands, batch.Keys, replace: false);
        Add(commands, batch.Tiles, replace: true);
        Add(commands, batch.Idempotency, replace: false);
        if (batch.DeadlinesCleared.Count > 0)
            commands.BatchCommands.Add(Batched(
                "DELETE FROM deadlines d USING unnest($2::text[], $3::text[]) AS gone(stream, key_) WHERE d.jurisdiction = $1 AND d.stream = gone.stream AND d.key_ = gone.key_",
                batch.Jurisdiction.Value, batch.DeadlinesCleared.Select(d => d.Stream).ToArray(), batch.DeadlinesCleared.Select(d => d.Key).ToArray()));
        Add(commands, batch.DeadlinesSet, replace: true);
        Add(commands, batch.Deliveries, replace: false);
        foreach (var rows in batch.Rows.GroupBy(row => row.GetType()))
            commands.BatchCommands.Add(ColumnArrays.Command(TableWriter.For(model, rows.Key), rows.ToList(), replace: true));
        if (batch.Erased.Count > 0)
            Erase(commands, batch.Erased);
    }

    private void Erase(NpgsqlBatch commands, IReadOnlyList<TombstoneRow> tombstones)
    {
        commands.BatchCommands.Add(Batched("DELETE FROM keys WHERE jurisdiction = $1 AND stream = ANY($2)", tombstones[0].Jurisdiction, tombstones.Select(e => e.Stream).ToArray()));
        Add(commands, tombstones, replace: true);
    }

    private void Add<TRow>(NpgsqlBatch commands, IReadOnlyList<TRow> rows, bool replace) where TRow : class
    {
        if (rows.Count > 0)
            commands.BatchCommands.Add(ColumnArrays.Command(TableWriter.For(model, typeof(TRow)), rows, replace));
    }

    private static NpgsqlBatchCommand Batched(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    private async Task<T?> One<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values) where T : class =>
        (await All(sql, read, cancel, values)).FirstOrDefault();

    private async Task<IReadOnlyList<T>> All<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var all = new List<T>();
        while (await row.ReadAsync(cancel))
            all.Add(read(row));
        return all;
    }

    private static byte[] Bytes(NpgsqlDataReader row) => row.GetFieldValue<byte[]>(0);

    private static HeadRow Head(NpgsqlDataReader row) => new()
    {
        Jurisdiction = row.GetString(0), Size = row.GetInt64(1), Epoch = row.GetInt64(2), Origin = row.GetString(3), Published = row.GetInt64(4), Log = row.GetInt32(5), Checkpoint = row.IsDBNull(6) ? null : row.GetString(6),
    };

    private static IdempotencyRow Answer(NpgsqlDataReader row) => new()
    {
        Jurisdiction = row.GetString(0),
        Key = row.GetString(1),
        Stream = row.GetString(2),
        FirstVersion = row.GetInt64(3),
        LastVersion = row.GetInt64(4),
        RecordedAt = InstantConverter.Load(row.GetInt64(5)),
    };

    private static EventRow Event(NpgsqlDataReader row) => new()
    {
        Jurisdiction = row.GetString(0),
        Log = row.GetInt32(1),
        Seq = row.GetInt64(2),
        Stream = row.GetString(3),
        Version = row.GetInt64(4),
        Type = row.GetString(5),
        TypeVersion = row.GetInt32(6),
        OccurredAt = InstantConverter.Load(row.GetInt64(7)),
        RecordedAt = InstantConverter.Load(row.GetInt64(8)),
        Actor = row.GetString(9),
        Record = row.GetFieldValue<byte[]>(10),
        Blind = row.GetFieldValue<byte[]>(11),
        Seed = row.GetFieldValue<byte[]>(12),
        Open = row.GetFieldValue<byte[]>(13),
        Sealed = row.IsDBNull(14) ? null : row.GetFieldValue<byte[]>(14),
    };
}
