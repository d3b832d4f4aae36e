using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Answerable.Storage.Postgres.Search;

/// <summary>The index on PostgreSQL: in the record's database, in transactions of its own. Matching happens inside the query of the visible cases.</summary>
public sealed class PostgresSearchIndex(NpgsqlDataSource source) : ISearchIndex
{
    private const string Columns = "log, seq, growing, generation, tokens, is_whole";

    public async Task<SearchPosition> Position(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await Position(connection, "", jurisdiction, cancel);
    }

    public async Task<bool> Write(JurisdictionId jurisdiction, SearchPosition from, SearchPosition to, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Several nodes may follow the same record: the row is locked, and whoever comes second finds it moved.
        if (await Position(connection, "FOR UPDATE", jurisdiction, cancel) != from)
            return false;
        var left = await Drop(connection, jurisdiction, documents, cancel);
        await Keep(connection, jurisdiction, to.Generation, [.. documents.Where(document => document.Terms is not null)], cancel);
        await Move(connection, jurisdiction, to, left, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    public async Task<SearchPosition> Restart(JurisdictionId jurisdiction, int growing, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var old = await Position(connection, "FOR UPDATE", jurisdiction, cancel);
        var anew = SearchPosition.Nowhere with { Growing = growing, Generation = old.Generation + 1, Tokens = Tokens.Version };
        await Move(connection, jurisdiction, anew, left: false, cancel);
        // A first filling is many times as fast without it; until then there is hardly anything to find.
        await using var isEmpty = Command(connection, "SELECT NOT EXISTS (SELECT FROM search_words)");
        if (await isEmpty.ExecuteScalarAsync(cancel) is true)
            await Run(connection, "DROP INDEX IF EXISTS ix_search_words_words", cancel);
        await transaction.CommitAsync(cancel);
        return anew;
    }

    public async Task Finish(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!(await Position(connection, "", jurisdiction, cancel)).IsWhole)
        {
            await Run(connection, "SET maintenance_work_mem = '256MB'; CREATE INDEX IF NOT EXISTS ix_search_words_words ON search_words USING gin (words) WITH (fastupdate = off); RESET maintenance_work_mem", cancel);
            await Run(connection, """
                WITH dropped AS (
                    DELETE FROM search_words w USING search_positions p WHERE p.jurisdiction = $1 AND w.jurisdiction = $1 AND w.generation < p.generation RETURNING 1)
                UPDATE search_positions SET is_whole = true, owes_purge = owes_purge OR EXISTS (SELECT FROM dropped) WHERE jurisdiction = $1
                """, cancel, jurisdiction.Value);
        }

        if (await Run(connection, "UPDATE search_positions SET owes_purge = false WHERE jurisdiction = $1 AND owes_purge", cancel, jurisdiction.Value) == 0)
            return;
        // What was deleted is overwritten as the pages are used again; in the write-ahead log and in backups it ages out.
        await Run(connection, "VACUUM (INDEX_CLEANUP ON) search_words", cancel);
    }

    public async Task Forget(JurisdictionId jurisdiction, IReadOnlyCollection<StreamId> streams, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // A backup of an older version, just put back, has no index yet: then there is nothing to forget.
        await using (var exists = Command(connection, "SELECT to_regclass('search_words') IS NOT NULL"))
            if (await exists.ExecuteScalarAsync(cancel) is not true)
                return;
        await Run(connection, """
            WITH dropped AS (DELETE FROM search_words WHERE jurisdiction = $1 AND stream = ANY($2) RETURNING 1)
            UPDATE search_positions SET owes_purge = true WHERE jurisdiction = $1 AND EXISTS (SELECT FROM dropped)
            """, cancel, jurisdiction.Value, streams.Select(stream => stream.Value).ToArray());
    }

    public async Task<IQueryable<CaseEntry>> Narrow(RecordDb db, IQueryable<CaseEntry> visible, JurisdictionId jurisdiction, SearchQuery query, SearchScope scope, CancellationToken cancel)
    {
        if (query.Clauses.IsEmpty || scope.Any.IsEmpty)
            return visible.Where(_ => false);
        var streams = await Matching(jurisdiction, query, scope, cancel);
        return visible.Where(c => streams.Contains(c.Stream));
    }

    // What a short case must hold is asked of its one row. A long one has its words in several rows: each clause is asked for, and any row may hold it.
    private async Task<List<string>> Matching(JurisdictionId jurisdiction, SearchQuery query, SearchScope scope, CancellationToken cancel)
    {
        var (within, first) = (Vectors.Query(scope), Vectors.Query(query.Clauses[0]));
        var others = query.Clauses.Skip(1).Select(Vectors.Query).ToList();
        var sql = $"SELECT stream FROM search_words WHERE jurisdiction = $1 AND words @@ $2::tsquery LIMIT {ISearchIndex.Most}";
        if (others.Count > 0)
            sql = $"({sql}) UNION SELECT a.stream FROM search_words a WHERE a.jurisdiction = $1 AND a.words @@ $3::tsquery"
                + string.Concat(others.Select((_, n) => $" AND EXISTS (SELECT FROM search_words b WHERE b.jurisdiction = $1 AND b.stream = a.stream AND b.words @@ ${n + 4}::tsquery)")) + $" LIMIT {ISearchIndex.Most}";
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var command = Command(connection, sql, [jurisdiction.Value, string.Join(" & ", others.Prepend(first).Append(within)), .. others.Count > 0 ? new object[] { $"{first} & {within} & {Vectors.IsLong}" } : [], .. others]);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var streams = new HashSet<string>();
        while (await row.ReadAsync(cancel))
            streams.Add(row.GetString(0));
        return [.. streams];
    }

    private static async Task<SearchPosition> Position(NpgsqlConnection connection, string locked, JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (locked.Length > 0)
            await Run(connection, "INSERT INTO search_positions VALUES ($1, 0, -1, 0, 0, 0, false, false) ON CONFLICT DO NOTHING", cancel, jurisdiction.Value);
        await using var command = Command(connection, $"SELECT {Columns} FROM search_positions WHERE jurisdiction = $1 {locked}", jurisdiction.Value);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetInt32(4), row.GetBoolean(5))
            : SearchPosition.Nowhere;
    }

    /// <returns>Whether a document that was there is not coming back.</returns>
    private static async Task<bool> Drop(NpgsqlConnection connection, JurisdictionId jurisdiction, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        const string delete = "DELETE FROM search_words WHERE jurisdiction = $1 AND stream = ANY($2)";
        await Run(connection, delete, cancel, jurisdiction.Value, documents.Where(d => d.Terms is not null).Select(d => d.Stream).ToArray());
        return await Run(connection, delete, cancel, jurisdiction.Value, documents.Where(d => d.Terms is null).Select(d => d.Stream).ToArray()) > 0;
    }

    private static async Task Keep(NpgsqlConnection connection, JurisdictionId jurisdiction, long generation, IReadOnlyList<SearchDocument> documents, CancellationToken cancel)
    {
        var rows = documents.SelectMany(document => Vectors.Of(document.Terms!, [.. document.Marks, Marks.Jurisdiction(jurisdiction)]).Select((vector, part) => (document.Stream, part, vector))).ToList();
        if (rows.Count == 0)
            return;
        await using var command = Command(connection,
            "INSERT INTO search_words (jurisdiction, generation, stream, part, words) SELECT $1, $2, stream, part, words::tsvector FROM unnest($3, $4, $5) AS made(stream, part, words)",
            jurisdiction.Value, generation);
        command.Parameters.Add(new() { Value = rows.Select(row => row.Stream).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = rows.Select(row => row.part).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = rows.Select(row => row.vector).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static Task Move(NpgsqlConnection connection, JurisdictionId jurisdiction, SearchPosition to, bool left, CancellationToken cancel) => Run(connection,
        "UPDATE search_positions SET log = $2, seq = $3, growing = $4, generation = $5, tokens = $6, is_whole = $7, owes_purge = owes_purge OR $8 WHERE jurisdiction = $1",
        cancel, jurisdiction.Value, to.Log, to.Seq, to.Growing, to.Generation, to.Tokens, to.IsWhole, left);

    // Among a million cases an index is made in minutes, and a word is dropped in more than the half minute that a driver waits.
    private static async Task<int> Run(NpgsqlConnection connection, string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        command.CommandTimeout = 0;
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
