using Microsoft.Data.Sqlite;

namespace Answerable.Bench;

/// <summary>The least that a durable intake on SQLite can do: one row each, many to a commit.</summary>
internal static class BareRows
{
    public static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS filings (id INTEGER PRIMARY KEY, body TEXT NOT NULL)";
        command.ExecuteNonQuery();
        return connection;
    }

    public static void Insert(SqliteConnection connection, IEnumerable<string> bodies)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO filings (body) VALUES ($body)";
        var body = command.Parameters.Add("$body", SqliteType.Text);
        foreach (var one in bodies)
        {
            body.Value = one;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
