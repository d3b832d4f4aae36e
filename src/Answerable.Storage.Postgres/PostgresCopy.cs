using System.Text.Json;
using Answerable.Storage.Keeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Answerable.Storage.Postgres;

/// <summary>
/// Every table as PostgreSQL's own binary COPY, all read in one repeatable-read transaction, with the schema's version beside them.
/// Cluster membership is not part of it: it describes machines, not the record. Nor is the search index: it is made anew from the record,
/// and its words stay out of every backup.
/// </summary>
public sealed class PostgresCopy(string connectionString) : IDatabaseCopy
{
    private const string Index = "tables.json";

    public string Kind => "postgres";

    public async Task<IReadOnlyList<CopiedHead>> Write(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await using var connection = await Open(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var tables = new List<CopiedTable>();
        foreach (var name in await Names(connection, """
            SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
            AND table_name NOT LIKE 'orleans%' AND table_name NOT LIKE 'search\_%' AND table_name <> '__EFMigrationsHistory' ORDER BY 1
            """, cancel))
        {
            var columns = await Names(connection, $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{name}' ORDER BY ordinal_position", cancel);
            tables.Add(new(name, columns));
            await using var source = await connection.BeginRawBinaryCopyAsync($"COPY {tables[^1].Sql} TO STDOUT (FORMAT BINARY)", cancel);
            await using var target = new FileStream(Path.Combine(folder, $"{name}.copy"), FileMode.CreateNew);
            await source.CopyToAsync(target, cancel);
            target.Flush(flushToDisk: true);
        }

        var migrations = await Names(connection, """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""", cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, Index), JsonSerializer.Serialize(new CopiedDatabase(migrations, tables)), cancel);
        return await Heads(connection, cancel);
    }

    public async Task Restore(string folder, string asideName, CancellationToken cancel)
    {
        var copy = JsonSerializer.Deserialize<CopiedDatabase>(await File.ReadAllTextAsync(Path.Combine(folder, Index), cancel))!;
        var options = new DbContextOptionsBuilder<RecordDb>();
        PostgresRecord.Use(options, connectionString);
        await using (var db = new RecordDb(options.Options))
        {
            var applied = await db.Database.GetAppliedMigrationsAsync(cancel);
            if (applied.Any() && await db.Heads.AnyAsync(cancel))
                throw new DatabaseNotEmptyException();
            // The schema as it was when the copy was made; the next start brings it up to date.
            if (applied.Any())
                await db.GetService<IMigrator>().MigrateAsync("0", cancel);
            await db.GetService<IMigrator>().MigrateAsync(copy.Migrations[^1], cancel);
        }

        await using var connection = await Open(cancel);
        await using var all = await connection.BeginTransactionAsync(cancel);
        foreach (var table in await ByDependency(connection, copy.Tables, cancel))
        {
            await using var source = File.OpenRead(Path.Combine(folder, $"{table.Name}.copy"));
            await using var target = await connection.BeginRawBinaryCopyAsync($"COPY {table.Sql} FROM STDIN (FORMAT BINARY)", cancel);
            await source.CopyToAsync(target, cancel);
        }

        await ContinueCounters(connection, cancel);
        await all.CommitAsync(cancel);
    }

    private async Task<NpgsqlConnection> Open(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    // A table comes after those its foreign keys point at.
    private static async Task<List<CopiedTable>> ByDependency(NpgsqlConnection connection, IReadOnlyList<CopiedTable> tables, CancellationToken cancel)
    {
        var edges = (await Names(connection, """
            SELECT a.relname || ' ' || b.relname FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid WHERE c.contype = 'f'
            """, cancel)).Select(pair => pair.Split(' ')).ToLookup(pair => pair[0], pair => pair[1]);
        var waiting = tables.ToList();
        var sorted = new List<CopiedTable>(waiting.Count);
        while (waiting.Count > 0)
        {
            var ready = waiting.First(t => edges[t.Name].All(needed => needed == t.Name || waiting.All(w => w.Name != needed)));
            waiting.Remove(ready);
            sorted.Add(ready);
        }

        return sorted;
    }

    private static async Task ContinueCounters(NpgsqlConnection connection, CancellationToken cancel)
    {
        var counters = await Names(connection, """
            SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)', quote_ident(table_name), column_name, column_name, table_name)
            FROM information_schema.columns WHERE table_schema = 'public' AND is_identity = 'YES'
            """, cancel);
        foreach (var sql in counters)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task<List<CopiedHead>> Heads(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("SELECT jurisdiction, origin, log, size FROM heads ORDER BY 1", connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var heads = new List<CopiedHead>();
        while (await row.ReadAsync(cancel))
            heads.Add(new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3)));
        return heads;
    }

    private static async Task<List<string>> Names(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var names = new List<string>();
        while (await row.ReadAsync(cancel))
            names.Add(row.GetString(0));
        return names;
    }

    private sealed record CopiedDatabase(IReadOnlyList<string> Migrations, IReadOnlyList<CopiedTable> Tables);

    private sealed record CopiedTable(string Name, IReadOnlyList<string> Columns)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Sql => $"\"{Name}\" ({string.Join(", ", Columns.Select(c => $"\"{c}\""))})";
    }
}
