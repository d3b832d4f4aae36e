using System.Collections.Immutable;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Keeping;

/// <summary>A table that is a function of the streams' states.</summary>
/// <param name="Kind">The kind of stream it is about; null: every kind.</param>
internal sealed record Derived(Type Row, string? Kind, Func<JurisdictionId, StreamId, long, object, Kind, Book, IEnumerable<object>> Rows)
{
    public static ImmutableArray<Derived> All { get; } =
    [
        new(typeof(DeadlineRow), null, (jurisdiction, stream, _, state, kind, _) => kind.Deadlines(state)
            .Select(d => new DeadlineRow { Jurisdiction = jurisdiction.Value, Stream = stream.Value, Key = d.Key, DueAt = d.DueAt })),
        .. ReadModel.Projections.Select(p => new Derived(p.Row, p.Kind,
            (jurisdiction, stream, version, state, _, book) => p.Of(jurisdiction, stream, version, state, book) is { } row ? [row] : [])),
    ];

    public TableWriter TableIn(RecordDb db) => TableWriter.For(db, Row);
}

/// <summary>The copy that a rebuild fills beside the live table.</summary>
internal sealed class ShadowTable(RecordDb db, TableWriter table)
{
    private readonly string shadow = $"{table.Table}_rebuilt";

    public string Live => table.Table;

    public async Task Create(CancellationToken cancel)
    {
        await Execute($"DROP TABLE IF EXISTS {shadow}", cancel);
        await Execute($"CREATE TABLE {shadow} AS SELECT * FROM {table.Table} WHERE 1 = 0", cancel);
        await Execute($"CREATE UNIQUE INDEX {shadow}_key ON {shadow} ({string.Join(", ", table.KeyColumns)})", cancel);
    }

    public async Task Put(IReadOnlyList<object> rows, CancellationToken cancel)
    {
        var upsert = table.Upsert.Replace($"INSERT INTO {table.Table} ", $"INSERT INTO {shadow} ", StringComparison.Ordinal);
        foreach (var row in rows)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction is { } current ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(current) : null;
            command.CommandText = upsert;
            for (var i = 0; i < table.Columns.Length; i++)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ($"@p{i}", table.ValueOf(row, i) ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    public Task Drop(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel)
    {
        // The table's name is the model's; the values are parameters.
        var statement = $"DELETE FROM {shadow} WHERE jurisdiction = {{0}} AND stream = {{1}}";
        return db.Database.ExecuteSqlRawAsync(statement, [jurisdiction.Value, stream.Value], cancel);
    }

    /// <summary>Within the caller's transaction: readers see the old rows, then the new ones, and nothing in between.</summary>
    public async Task<long> Swap(CancellationToken cancel)
    {
        var columns = string.Join(", ", table.Columns);
        await Execute($"DELETE FROM {table.Table}", cancel);
        var rows = await Execute($"INSERT INTO {table.Table} ({columns}) SELECT {columns} FROM {shadow}", cancel);
        await Execute($"DROP TABLE {shadow}", cancel);
        return rows;
    }

    private Task<int> Execute(string sql, CancellationToken cancel) => db.Database.ExecuteSqlRawAsync(sql, cancel);
}
