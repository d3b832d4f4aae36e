using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite.Search;

/// <summary>
/// <c>search.db</c> beside the record: derived, never backed up, made anew when it is missing, damaged or of another layout. No foreign
/// text is in it but the words of the index; freed pages are overwritten, and nothing is put into temporary files.
/// </summary>
internal static class SearchFile
{
    public const string Name = "search.db";
    private const int Layout = 2;
    private const int Damaged = 11;
    private const int NoDatabase = 26;

    // NORMAL: after a power cut the index may have lost its last moments, and its position with them; it follows again from there.
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 15000; PRAGMA cache_size = -8192;";

    // Our terms hold no ASCII but letters and digits, so the ascii tokeniser takes them apart at the spaces and changes nothing.
    // Contentless: the index keeps no text. Deleting marks a document; "optimize" then writes the index without it.
    private const string Tables = """
        CREATE TABLE positions (jurisdiction TEXT PRIMARY KEY, log INTEGER NOT NULL, seq INTEGER NOT NULL, growing INTEGER NOT NULL, generation INTEGER NOT NULL, tokens INTEGER NOT NULL, is_whole INTEGER NOT NULL, owes_purge INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE documents (id INTEGER PRIMARY KEY, jurisdiction TEXT NOT NULL, stream TEXT NOT NULL, generation INTEGER NOT NULL, UNIQUE (jurisdiction, stream));
        CREATE VIRTUAL TABLE words USING fts5(terms, marks, content='', contentless_delete=1, tokenize='ascii');
        """;

    public static string ConnectionString(string dataFolder) =>
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, Name), Pooling = true }.ToString();

    /// <summary>A connection to a file with our tables; a file that is none is deleted first.</summary>
    public static SqliteConnection OpenOrMake(string dataFolder)
    {
        try
        {
            return Made(Open(dataFolder)) ?? Anew(dataFolder);
        }
        catch (SqliteException damage) when (damage.SqliteErrorCode is Damaged or NoDatabase)
        {
            return Anew(dataFolder);
        }
    }

    public static SqliteConnection Open(string dataFolder)
    {
        var connection = new SqliteConnection(ConnectionString(dataFolder));
        try
        {
            connection.Open();
            OwnerOnly.Keep(connection.DataSource);
            Run(connection, Pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection? Made(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM sqlite_schema), (SELECT user_version FROM pragma_user_version)";
        long tables, layout;
        using (var row = command.ExecuteReader())
        {
            row.Read();
            (tables, layout) = (row.GetInt64(0), row.GetInt64(1));
        }

        if (tables == 0)
            Run(connection, $"BEGIN; {Tables} PRAGMA user_version = {Layout}; COMMIT;");
        else if (layout != Layout)
        {
            connection.Dispose();
            return null;
        }

        return connection;
    }

    private static SqliteConnection Anew(string dataFolder)
    {
        using (var pool = new SqliteConnection(ConnectionString(dataFolder)))
            SqliteConnection.ClearPool(pool);
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(Path.Combine(dataFolder, Name + suffix));
        return Made(Open(dataFolder))!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
