using Answerable.Storage.Appending;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary>A prepared statement whose values are the columns of one row.</summary>
internal sealed class Statement(SqliteConnection connection, TableWriter table, string sql) : IDisposable
{
    private readonly Prepared prepared = new(connection, sql);

    public void Run(object row)
    {
        for (var i = 0; i < table.Columns.Length; i++)
            prepared.Bind(i, table.ValueOf(row, i));
        prepared.Run();
    }

    public void Dispose() => prepared.Dispose();
}
