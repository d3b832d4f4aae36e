using Answerable.Storage.Search;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite.Search;

/// <summary>Puts the documents of one batch in the place of what stood for them.</summary>
internal sealed class DocumentWriter : IDisposable
{
    private readonly string jurisdiction;
    private readonly long generation;
    private readonly SqliteCommand find, forget, drop, name, keep;

    public DocumentWriter(SqliteConnection db, SqliteTransaction transaction, string jurisdiction, long generation)
    {
        (this.jurisdiction, this.generation) = (jurisdiction, generation);
        find = Prepare("SELECT id FROM documents WHERE jurisdiction = @p0 AND stream = @p1", 2);
        drop = Prepare("DELETE FROM words WHERE rowid = @p0", 1);
        forget = Prepare("DELETE FROM documents WHERE id = @p0", 1);
        name = Prepare("INSERT INTO documents (jurisdiction, stream, generation) VALUES (@p0, @p1, @p2) ON CONFLICT DO UPDATE SET generation = excluded.generation RETURNING id", 3);
        keep = Prepare("INSERT INTO words (rowid, terms, marks) VALUES (@p0, @p1, @p2)", 3);

        SqliteCommand Prepare(string sql, int values)
        {
            var command = db.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            for (var i = 0; i < values; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
            return command;
        }
    }

    /// <returns>Whether a document has left the index.</returns>
    public bool Replace(SearchDocument document)
    {
        var known = Run(find, jurisdiction, document.Stream);
        if (known is not null)
            Run(drop, known);
        if (document.Terms is not { } terms)
        {
            if (known is not null)
                Run(forget, known);
            return known is not null;
        }

        Run(keep, Run(name, jurisdiction, document.Stream, generation)!, string.Join(' ', terms), string.Join(' ', document.Marks.Select(Marks.Term).Append(Marks.Term(Marks.Jurisdiction(new(jurisdiction))))));
        return false;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[find, forget, drop, name, keep])
            command.Dispose();
    }

    private static object? Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command.ExecuteScalar();
    }
}
