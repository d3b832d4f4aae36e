using System.CommandLine;

namespace Answerable.Server.Record;

/// <summary>Options that the verbs about the record share.</summary>
internal static class RecordOptions
{
    public static Option<string> Data() => new("--data") { Description = "Data folder. 数据文件夹。", DefaultValueFactory = _ => "data" };

    public static Option<string?> Postgres() => new("--postgres") { Description = "PostgreSQL connection string; otherwise SQLite in the data folder. PostgreSQL 连接串。" };

    public static Option<bool> Json() => new("--json") { Description = "Answer as one JSON object. 以 JSON 输出。" };
}
