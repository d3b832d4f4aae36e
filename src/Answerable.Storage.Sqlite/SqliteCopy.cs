using Answerable.Storage.Keeping;
using Microsoft.Data.Sqlite;

namespace Answerable.Storage.Sqlite;

/// <summary><c>VACUUM INTO</c>: one read transaction, so consistent while the server writes; what was deleted is not in the copy.</summary>
public sealed class SqliteCopy(string dataFolder) : IDatabaseCopy
{
    public string Kind => "sqlite";

    public async Task<IReadOnlyList<CopiedHead>> Write(string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, SqliteRecord.FileName);
        await File.Create(target).DisposeAsync(); // empty, and its owner's before anything is in it
        OwnerOnly.Keep(target);
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder(SqliteRecord.ConnectionString(dataFolder)) { Pooling = false }.ToString()))
        {
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = "VACUUM INTO @target";
            command.Parameters.AddWithValue("@target", target);
            await command.ExecuteNonQueryAsync(cancel);
        }

        using var file = File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
        return await Heads(target, cancel);
    }

    private static async Task<List<CopiedHead>> Heads(string copy, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT jurisdiction, origin, log, size FROM heads ORDER BY 1";
        await using var row = await command.ExecuteReaderAsync(cancel);
        var heads = new List<CopiedHead>();
        while (await row.ReadAsync(cancel))
            heads.Add(new(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetInt64(3)));
        return heads;
    }

    public Task Restore(string folder, string asideName, CancellationToken cancel)
    {
        var source = Path.Combine(folder, SqliteRecord.FileName);
        if (!File.Exists(source))
            throw new FileNotFoundException($"{folder} holds no {SqliteRecord.FileName}.", source);
        SqliteConnection.ClearAllPools();
        var aside = Unused(Path.Combine(dataFolder, asideName));
        foreach (var file in Directory.EnumerateFiles(dataFolder, SqliteRecord.FileName + "*").ToList())
        {
            Directory.CreateDirectory(aside);
            File.Move(file, Path.Combine(aside, Path.GetFileName(file)));
        }

        // Whole or not at all: a half-copied file never has the name of the database.
        var target = Path.Combine(dataFolder, SqliteRecord.FileName);
        var temporary = target + ".restoring";
        File.Copy(source, temporary, overwrite: true);
        using (var copied = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(copied);
        File.Move(temporary, target);
        return Task.CompletedTask;
    }

    private static string Unused(string folder)
    {
        var name = folder;
        for (var i = 2; Directory.Exists(name); i++)
            name = $"{folder}-{i}";
        return name;
    }
}
