using Answerable.Storage.Appending;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary>A prepared statement whose parameters are the columns of one row.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;
    private readonly TableWriter table;

    public Statement(SqliteConnection connection, TableWriter table, string sql)
    {
        this.table = table;
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < table.Columns.Length; i++)
            command.Parameters.Add(new SqliteParameter($"@p{i}", Affinity(table.Types[i])));
        command.Prepare();
    }

    public void Run(SqliteTransaction transaction, object row)
    {
        command.Transaction = transaction;
        for (var i = 0; i < table.Columns.Length; i++)
            command.Parameters[i].Value = table.ValueOf(row, i) ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();

    private static SqliteType Affinity(Type type) =>
        type == typeof(string) ? SqliteType.Text
        : type == typeof(byte[]) ? SqliteType.Blob
        : type == typeof(double) ? SqliteType.Real
        : SqliteType.Integer;
}
