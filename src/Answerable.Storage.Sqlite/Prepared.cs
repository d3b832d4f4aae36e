using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Answerable.Storage.Sqlite;

/// <summary>
/// One statement, prepared once and run many times with values bound by position. On the append path the driver's own command costs
/// more than the insert: it looks up every parameter by its name and makes a reader for each run.
/// </summary>
internal sealed class Prepared : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public Prepared(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    /// <summary>Binds one value; positions count from 0.</summary>
    /// <param name="value">A string, long, int, bool, byte[] or null.</param>
    /// <exception cref="SqliteException">The value is larger than the database takes.</exception>
    public void Bind(int position, object? value) => SqliteException.ThrowExceptionForRC(value switch
    {
        null => raw.sqlite3_bind_null(statement, position + 1),
        string text => raw.sqlite3_bind_text(statement, position + 1, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, position + 1, bytes),
        long number => raw.sqlite3_bind_int64(statement, position + 1, number),
        int number => raw.sqlite3_bind_int64(statement, position + 1, number),
        bool flag => raw.sqlite3_bind_int64(statement, position + 1, flag ? 1 : 0),
        _ => throw new ArgumentException($"A column does not take a {value.GetType()}.", nameof(value)),
    }, database);

    /// <summary>Runs it with what was bound.</summary>
    /// <returns>Rows changed.</returns>
    /// <exception cref="SqliteException">A constraint, a full disk or a damaged file.</exception>
    public int Run()
    {
        var outcome = raw.sqlite3_step(statement);
        var changed = raw.sqlite3_changes(database);
        try
        {
            if (outcome is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
                SqliteException.ThrowExceptionForRC(outcome, database);
            return changed;
        }
        finally
        {
            // Also tells the failure once more, which is thrown already.
            raw.sqlite3_reset(statement);
            raw.sqlite3_clear_bindings(statement);
        }
    }

    public void Dispose() => statement.Dispose();
}
