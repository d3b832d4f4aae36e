using System.CommandLine;
using Answerable.Engine.Hosting;
using Answerable.Engine.Keeping;
using Answerable.Storage;
using Answerable.Storage.Keeping;

namespace Answerable.Server.Record;

/// <summary><c>restore FOLDER</c>: puts a backup back, with the server stopped, and says what was lost.</summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var source = new Argument<string>("FOLDER") { Description = "A backup. 备份文件夹。" };
        var keys = new Option<string?>("--keys") { Description = "Where the keys were kept, if the data folder has lost them. 密钥的存放位置。" };
        var checkpoints = new Option<FileInfo[]>("--checkpoint") { Description = "A newer checkpoint that somebody kept, e.g. a witness. 他人留存的较新校验点。" };
        var (data, postgres, json) = (RecordOptions.Data(), RecordOptions.Postgres(), RecordOptions.Json());
        var verb = new Command("restore", "Put a backup back. The server must be stopped. 恢复备份（须先停止服务）。") { source, keys, checkpoints, data, postgres, json };
        verb.SetAction((arguments, cancel) => Run(
            new(arguments.GetValue(data)!, arguments.GetValue(postgres)), arguments.GetValue(source)!, arguments.GetValue(keys), arguments.GetValue(checkpoints) ?? [], arguments.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> Run(EngineOptions options, string source, string? keys, FileInfo[] checkpoints, bool json, CancellationToken cancel)
    {
        try
        {
            using var held = FolderLock.Take(options.DataFolder);
            if (keys is not null)
                Restore.PutKeysBack(keys, options.KeysFolder);
            await using var host = new KeepingHost(options);
            var known = await Task.WhenAll(checkpoints.Select(c => File.ReadAllBytesAsync(c.FullName, cancel)));
            var restored = await host.Get<Restore>().Run(source, known, cancel);
            if (json)
                Terminal.Json(new { ok = true, backup = restored.Backup, restored.Records, restored.Erased });
            else
                Say(restored);
            return 0;
        }
        catch (Exception failure) when (failure is BackupException or DatabaseNotEmptyException or NewerDatabaseException or FolderInUseException
            or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return Terminal.Fail(failure, json);
        }
    }

    private static void Say(Restored restored)
    {
        Console.Out.WriteLine($"Restored the backup of {restored.Backup.MadeAt}. What was there before was set aside, not deleted.");
        foreach (var record in restored.Records)
            Console.Out.WriteLine(record.Lost is { } lost
                ? $"{record.Jurisdiction}: {record.Kept} entries kept, {lost} that had been promised are lost. The log goes on as {record.Origin}, which says so in public."
                : $"{record.Jurisdiction}: nothing promised was lost; {record.Origin} goes on.");
        if (restored.Erased > 0)
            Console.Out.WriteLine($"{restored.Erased} erasures made since the backup were made again.");
    }
}
