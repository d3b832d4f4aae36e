using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Answerable.Storage.Appending;

/// <summary>How rows of one type become parameters of one prepared statement, read off the EF model so that it is said once.</summary>
public sealed class TableWriter
{
    private static readonly ConcurrentDictionary<(IModel, Type), TableWriter> Known = new();
    private readonly Func<object, object?>[] values;

    private TableWriter(IEntityType entity)
    {
        var properties = entity.GetProperties().ToList();
        var key = entity.FindPrimaryKey()!.Properties;
        Table = entity.GetTableName()!;
        Columns = [.. properties.Select(p => p.GetColumnName())];
        KeyColumns = [.. key.Select(p => p.GetColumnName())];
        Types = [.. properties.Select(p => Stored(p))];
        values = [.. properties.Select(Value)];
        var list = string.Join(", ", Columns);
        var parameters = string.Join(", ", Columns.Select((_, i) => $"@p{i}"));
        var updates = string.Join(", ", Columns.Except(KeyColumns).Select(c => $"{c} = excluded.{c}"));
        Insert = $"INSERT INTO {Table} ({list}) VALUES ({parameters})";
        Upsert = updates.Length == 0
            ? $"{Insert} ON CONFLICT DO NOTHING"
            : $"{Insert} ON CONFLICT ({string.Join(", ", KeyColumns)}) DO UPDATE SET {updates}";
    }

    public string Table { get; }
    public string[] Columns { get; }
    public string[] KeyColumns { get; }

    /// <summary>CLR types as stored: long, int, bool, string or byte[].</summary>
    public Type[] Types { get; }

    public string Insert { get; }
    public string Upsert { get; }

    public static TableWriter For(DbContext context, Type row) => For(context.Model, row);

    public static TableWriter For(IModel model, Type row) =>
        Known.GetOrAdd((model, row), static key => new TableWriter(key.Item1.FindEntityType(key.Item2) ?? throw new InvalidOperationException($"{key.Item2} is no table.")));

    public object? ValueOf(object row, int column) => values[column](row);

    private static Type Stored(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static Func<object, object?> Value(IProperty property)
    {
        var get = property.GetGetter();
        var converter = property.GetTypeMapping().Converter?.ConvertToProvider;
        return converter is null
            ? row => get.GetClrValue(row)
            : row => get.GetClrValue(row) is { } value ? converter(value) : null;
    }
}
