using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite.Search;

/// <summary>The index on SQLite: FTS5 in a file of its own, so that it never shares a lock or a flush with the record.</summary>
public sealed class SqliteSearchIndex(string dataFolder) : ISearchIndex, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private SqliteConnection? writer;

    public Task<SearchPosition> Position(JurisdictionId jurisdiction, CancellationToken cancel) => Alone(db => Position(db, jurisdiction), cancel);

    public Task<bool> Write(JurisdictionId jurisdiction, SearchPosition from, SearchPosition to, IReadOnlyList<SearchDocument> documents, CancellationToken cancel) => Alone(db =>
    {
        using var transaction = db.BeginTransaction(deferred: false);
        if (Position(db, jurisdiction) != from)
            return false;
        using var replacing = new DocumentWriter(db, transaction, jurisdiction.Value, to.Generation);
        var left = documents.Aggregate(false, (so, document) => replacing.Replace(document) || so);
        Move(db, jurisdiction, to, left);
        transaction.Commit();
        return true;
    }, cancel);

    public Task<SearchPosition> Restart(JurisdictionId jurisdiction, int growing, CancellationToken cancel) => Alone(db =>
    {
        using var transaction = db.BeginTransaction(deferred: false);
        var anew = SearchPosition.Nowhere with { Growing = growing, Generation = Position(db, jurisdiction).Generation + 1, Tokens = Tokens.Version };
        Move(db, jurisdiction, anew, left: false);
        transaction.Commit();
        return anew;
    }, cancel);

    public Task Finish(JurisdictionId jurisdiction, CancellationToken cancel) => Alone(db =>
    {
        if (!Position(db, jurisdiction).IsWhole)
            DropStale(db, jurisdiction);
        return Purge(db, jurisdiction);
    }, cancel);

    public Task Forget(JurisdictionId jurisdiction, IReadOnlyCollection<StreamId> streams, CancellationToken cancel) => Alone(db =>
    {
        using var transaction = db.BeginTransaction(deferred: false);
        using var documents = new DocumentWriter(db, transaction, jurisdiction.Value, generation: 0);
        if (streams.Aggregate(false, (so, stream) => documents.Replace(new(stream.Value, null, [])) || so))
            Run(db, "UPDATE positions SET owes_purge = 1 WHERE jurisdiction = @p0", jurisdiction.Value);
        transaction.Commit();
        return true;
    }, cancel);

    public async Task<IQueryable<CaseEntry>> Narrow(RecordDb db, IQueryable<CaseEntry> visible, JurisdictionId jurisdiction, SearchQuery query, SearchScope scope, CancellationToken cancel)
    {
        if (query.Clauses.IsEmpty || scope.Any.IsEmpty)
            return visible.Where(_ => false);
        if (writer is null)
            await Alone(_ => true, cancel); // makes the file; from then on a reader waits for nobody
        var streams = Matching(jurisdiction, Expression(query, scope));
        return visible.Where(c => streams.Contains(c.Stream));
    }

    public void Dispose()
    {
        writer?.Dispose();
        gate.Dispose();
    }

    private List<string> Matching(JurisdictionId jurisdiction, string expression)
    {
        using var db = SearchFile.Open(dataFolder);
        using var command = Command(db, "SELECT d.stream FROM words JOIN documents d ON d.id = words.rowid WHERE words MATCH @p0 AND d.jurisdiction = @p1 ORDER BY words.rowid DESC LIMIT @p2", expression, jurisdiction.Value, ISearchIndex.Most);
        using var row = command.ExecuteReader();
        var streams = new List<string>();
        while (row.Read())
            streams.Add(row.GetString(0));
        return streams;
    }

    private static string Expression(SearchQuery query, SearchScope scope)
    {
        string[] parts = [$"terms : ({string.Join(" AND ", query.Clauses.Select(Expression))})", $"marks : ({string.Join(" OR ", scope.Any.Select(Quoted))})", .. scope.All.Select(mark => $"marks : {Quoted(mark)}")];
        var all = $"({string.Join(" AND ", parts)})";
        return scope.None.IsEmpty ? all : $"{all} NOT marks : ({string.Join(" OR ", scope.None.Select(Quoted))})";

        static string Quoted(string mark) => $"\"{Marks.Term(mark)}\"";
    }

    // Terms are letters and digits, so nothing in them could end the quotation.
    private static string Expression(Clause clause) => $"\"{string.Join(' ', clause.Terms)}\"{(clause.Begins ? " *" : "")}";

    /// <returns>False where a reader still holds the old pages: the next look purges again.</returns>
    private static bool Purge(SqliteConnection db, JurisdictionId jurisdiction)
    {
        if (Scalar(db, "SELECT owes_purge FROM positions WHERE jurisdiction = @p0", jurisdiction.Value) is not 1L)
            return true;
        Run(db, "INSERT INTO words(words) VALUES ('optimize')");
        if (Scalar(db, "PRAGMA wal_checkpoint(TRUNCATE)") is not 0L)
            return false;
        Run(db, "UPDATE positions SET owes_purge = 0 WHERE jurisdiction = @p0", jurisdiction.Value);
        return true;
    }

    private static void DropStale(SqliteConnection db, JurisdictionId jurisdiction)
    {
        using var transaction = db.BeginTransaction(deferred: false);
        const string stale = "jurisdiction = @p0 AND generation < (SELECT generation FROM positions WHERE jurisdiction = @p0)";
        Run(db, $"DELETE FROM words WHERE rowid IN (SELECT id FROM documents WHERE {stale})", jurisdiction.Value);
        var dropped = Run(db, $"DELETE FROM documents WHERE {stale}", jurisdiction.Value);
        Run(db, "UPDATE positions SET is_whole = 1, owes_purge = max(owes_purge, @p1) WHERE jurisdiction = @p0", jurisdiction.Value, dropped > 0 ? 1 : 0);
        transaction.Commit();
    }

    private static SearchPosition Position(SqliteConnection db, JurisdictionId jurisdiction)
    {
        using var command = Command(db, "SELECT log, seq, growing, generation, tokens, is_whole FROM positions WHERE jurisdiction = @p0", jurisdiction.Value);
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt32(0), row.GetInt64(1), row.GetInt32(2), row.GetInt64(3), row.GetInt32(4), row.GetBoolean(5)) : SearchPosition.Nowhere;
    }

    private static void Move(SqliteConnection db, JurisdictionId jurisdiction, SearchPosition to, bool left) => Run(db,
        "INSERT INTO positions VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7) ON CONFLICT DO UPDATE SET log = excluded.log, seq = excluded.seq, growing = excluded.growing, generation = excluded.generation, tokens = excluded.tokens, is_whole = excluded.is_whole, owes_purge = max(owes_purge, excluded.owes_purge)",
        jurisdiction.Value, to.Log, to.Seq, to.Growing, to.Generation, to.Tokens, to.IsWhole, left ? 1 : 0);

    private static int Run(SqliteConnection db, string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(db, sql, values);
        return command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection db, string sql, params ReadOnlySpan<object> values)
    {
        using var command = Command(db, sql, values);
        return command.ExecuteScalar();
    }

    private static SqliteCommand Command(SqliteConnection db, string sql, params ReadOnlySpan<object> values)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i]);
        return command;
    }

    // Microsoft.Data.Sqlite works synchronously, and its connection is for one caller at a time.
    private async Task<T> Alone<T>(Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            return work(writer ??= SearchFile.OpenOrMake(dataFolder));
        }
        finally
        {
            gate.Release();
        }
    }
}
