using Answerable.Storage.Appending;
using Npgsql;
using NpgsqlTypes;

namespace Answerable.Storage.Postgres;

/// <summary>Many rows as one statement: a column is an array, <c>unnest</c> makes rows of them again.</summary>
internal static class ColumnArrays
{
    public static NpgsqlBatchCommand Command<TRow>(TableWriter table, IReadOnlyList<TRow> rows, bool replace) where TRow : class
    {
        var arrays = string.Join(", ", table.Types.Select((type, i) => $"${i + 1}::{Sql(type)}[]"));
        var statement = replace ? table.Upsert : table.Insert;
        var values = statement.IndexOf(" VALUES ", StringComparison.Ordinal);
        var conflict = statement.IndexOf(" ON CONFLICT", StringComparison.Ordinal);
        var command = new NpgsqlBatchCommand($"{statement[..values]} SELECT * FROM unnest({arrays}){(conflict < 0 ? "" : statement[conflict..])}");
        for (var i = 0; i < table.Types.Length; i++)
            command.Parameters.Add(new NpgsqlParameter { Value = Column(table, rows, i), NpgsqlDbType = NpgsqlDbType.Array | Db(table.Types[i]) });
        return command;
    }

    private static object Column<TRow>(TableWriter table, IReadOnlyList<TRow> rows, int column) where TRow : class
    {
        var type = table.Types[column];
        if (type == typeof(string)) return Values<TRow, string?>(table, rows, column);
        if (type == typeof(byte[])) return Values<TRow, byte[]?>(table, rows, column);
        if (type == typeof(long)) return Values<TRow, long?>(table, rows, column);
        if (type == typeof(int)) return Values<TRow, int?>(table, rows, column);
        if (type == typeof(bool)) return Values<TRow, bool?>(table, rows, column);
        throw new NotSupportedException($"No array type for {type} in {table.Table}.");
    }

    private static TValue[] Values<TRow, TValue>(TableWriter table, IReadOnlyList<TRow> rows, int column) where TRow : class
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = table.ValueOf(rows[i], column) is TValue value ? value : default!;
        return values;
    }

    private static NpgsqlDbType Db(Type type) =>
        type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : type == typeof(long) ? NpgsqlDbType.Bigint
        : type == typeof(int) ? NpgsqlDbType.Integer
        : NpgsqlDbType.Boolean;

    private static string Sql(Type type) =>
        type == typeof(string) ? "text"
        : type == typeof(byte[]) ? "bytea"
        : type == typeof(long) ? "bigint"
        : type == typeof(int) ? "integer"
        : "boolean";
}
