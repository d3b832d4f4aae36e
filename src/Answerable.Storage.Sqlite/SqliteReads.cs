using Answerable.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary>What the registrar looks up, on a connection of its own so that looking up never waits for a commit.</summary>
internal sealed class SqliteReads(SqliteConnection connection) : IDisposable
{
    internal const string HeadColumns = "jurisdiction, size, epoch, origin, published, log, checkpoint";
    private const string EventColumns = "jurisdiction, log, seq, stream, version_, type_, type_version, occurred_at, recorded_at, actor, record, blind, seed, open_, sealed";
    private readonly Lock gate = new();
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public HeadRow? Head(JurisdictionId jurisdiction)
    {
        lock (gate)
            return Head(connection, null, jurisdiction);
    }

    public static HeadRow? Head(SqliteConnection connection, SqliteTransaction? transaction, JurisdictionId jurisdiction)
    {
        using var command = Command(connection, $"SELECT {HeadColumns} FROM heads WHERE jurisdiction = @p0", jurisdiction.Value);
        command.Transaction = transaction;
        using var row = command.ExecuteReader();
        return row.Read()
            ? new() { Jurisdiction = row.GetString(0), Size = row.GetInt64(1), Epoch = row.GetInt64(2), Origin = row.GetString(3), Published = row.GetInt64(4), Log = row.GetInt32(5), Checkpoint = row.IsDBNull(6) ? null : row.GetString(6) }
            : null;
    }

    public IReadOnlyList<EventRow> Stream(JurisdictionId jurisdiction, StreamId stream)
    {
        lock (gate)
        {
            var command = Command($"SELECT {EventColumns} FROM events WHERE jurisdiction = @p0 AND stream = @p1 ORDER BY version_", jurisdiction.Value, stream.Value);
            using var row = command.ExecuteReader();
            var events = new List<EventRow>();
            while (row.Read())
                events.Add(Event(row));
            return events;
        }
    }

    public Instant? LastRecorded(JurisdictionId jurisdiction) =>
        Scalar("SELECT recorded_at FROM events WHERE jurisdiction = @p0 ORDER BY log DESC, seq DESC LIMIT 1", jurisdiction.Value) is long stored ? InstantConverter.Load(stored) : null;

    public byte[]? Key(JurisdictionId jurisdiction, StreamId stream) =>
        Scalar("SELECT wrapped FROM keys WHERE jurisdiction = @p0 AND stream = @p1", jurisdiction.Value, stream.Value) as byte[];

    public byte[]? Tile(JurisdictionId jurisdiction, int log, int level, long index) =>
        Scalar("SELECT data FROM tiles WHERE jurisdiction = @p0 AND log = @p1 AND level = @p2 AND index_ = @p3", jurisdiction.Value, log, level, index) as byte[];

    public IdempotencyRow? Answered(JurisdictionId jurisdiction, string key)
    {
        lock (gate)
        {
            var command = Command("SELECT stream, first_version, last_version, recorded_at FROM idempotency WHERE jurisdiction = @p0 AND key_ = @p1", jurisdiction.Value, key);
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

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private object? Scalar(string sql, params ReadOnlySpan<object> values)
    {
        lock (gate)
        {
            return Command(sql, values).ExecuteScalar();
        }
    }

    // Prepared once; the caller holds the gate and has closed its reader before the next.
    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        if (commands.TryGetValue(sql, out var command))
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
            return command;
        }

        return commands[sql] = Command(connection, sql, values);
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
