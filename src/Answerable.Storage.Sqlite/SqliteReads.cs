using Answerable.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary>What the registrar looks up, on a connection of its own so that looking up never waits for a commit.</summary>
internal sealed class SqliteReads(SqliteConnection connection) : IDisposable
{
    private const string EventColumns = "jurisdiction, seq, stream, version_, type_, type_version, occurred_at, recorded_at, actor, record, blind, seed, open_, sealed";
    private readonly Lock gate = new();

    public HeadRow? Head(JurisdictionId jurisdiction)
    {
        lock (gate)
            return Head(connection, null, jurisdiction);
    }

    public static HeadRow? Head(SqliteConnection connection, SqliteTransaction? transaction, JurisdictionId jurisdiction)
    {
        using var command = Command(connection, "SELECT jurisdiction, size, epoch, origin, published FROM heads WHERE jurisdiction = @p0", jurisdiction.Value);
        command.Transaction = transaction;
        using var row = command.ExecuteReader();
        return row.Read()
            ? new() { Jurisdiction = row.GetString(0), Size = row.GetInt64(1), Epoch = row.GetInt64(2), Origin = row.GetString(3), Published = row.GetInt64(4) }
            : null;
    }

    public IReadOnlyList<EventRow> Stream(JurisdictionId jurisdiction, StreamId stream)
    {
        lock (gate)
        {
            using var command = Command(connection, $"SELECT {EventColumns} FROM events WHERE jurisdiction = @p0 AND stream = @p1 ORDER BY version_", jurisdiction.Value, stream.Value);
            using var row = command.ExecuteReader();
            var events = new List<EventRow>();
            while (row.Read())
                events.Add(Event(row));
            return events;
        }
    }

    public byte[]? Key(JurisdictionId jurisdiction, StreamId stream) =>
        Scalar("SELECT wrapped FROM keys WHERE jurisdiction = @p0 AND stream = @p1", jurisdiction.Value, stream.Value) as byte[];

    public byte[]? Tile(JurisdictionId jurisdiction, int level, long index) =>
        Scalar("SELECT data FROM tiles WHERE jurisdiction = @p0 AND level = @p1 AND index_ = @p2", jurisdiction.Value, level, index) as byte[];

    public IdempotencyRow? Answered(JurisdictionId jurisdiction, string key)
    {
        lock (gate)
        {
            using var command = Command(connection, "SELECT stream, first_version, last_version, recorded_at FROM idempotency WHERE jurisdiction = @p0 AND key_ = @p1", jurisdiction.Value, key);
            using var row = command.ExecuteReader();
            return row.Read()
                ? new()
                {
                    Jurisdiction = jurisdiction.Value,
                    Key = key,
                    Stream = row.GetString(0),
                    FirstVersion = row.GetInt64(1),
                    LastVersion = row.GetInt64(2),
                    RecordedAt = InstantConverter.Load(row.GetInt64(3)),
                }
                : null;
        }
    }

    public void Dispose() => connection.Dispose();

    private object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        lock (gate)
        {
            using var command = Command(connection, sql, values);
            return command.ExecuteScalar();
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i]);
        return command;
    }

    private static EventRow Event(SqliteDataReader row) => new()
    {
        Jurisdiction = row.GetString(0),
        Seq = row.GetInt64(1),
        Stream = row.GetString(2),
        Version = row.GetInt64(3),
        Type = row.GetString(4),
        TypeVersion = row.GetInt32(5),
        OccurredAt = InstantConverter.Load(row.GetInt64(6)),
        RecordedAt = InstantConverter.Load(row.GetInt64(7)),
        Actor = row.GetString(8),
        Record = row.GetFieldValue<byte[]>(9),
        Blind = row.GetFieldValue<byte[]>(10),
        Seed = row.GetFieldValue<byte[]>(11),
        Open = row.GetFieldValue<byte[]>(12),
        Sealed = row.IsDBNull(13) ? null : row.GetFieldValue<byte[]>(13),
    };
}
