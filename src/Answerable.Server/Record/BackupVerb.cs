using System.CommandLine;
using Answerable.Engine.Hosting;
using Answerable.Engine.Keeping;

namespace Answerable.Server.Record;

/// <summary><c>backup FOLDER [--keys FOLDER]</c>: a consistent copy while the server runs; the keys only to a place of their own.</summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var target = new Argument<string>("FOLDER") { Description = "A new folder for this backup. 本次备份的新文件夹。" };
        var keys = new Option<string?>("--keys") { Description = "Copy the keys too, to this other place: never beside the backup. 另存密钥的位置，不要与备份放在一起。" };
        var (data, postgres, json) = (RecordOptions.Data(), RecordOptions.Postgres(), RecordOptions.Json());
        var verb = new Command("backup", "Copy the record, consistently, while it is in use. 在运行中备份。") { target, keys, data, postgres, json };
        verb.SetAction((arguments, cancel) => Run(
            new(arguments.GetValue(data)!, arguments.GetValue(postgres)), arguments.GetValue(target)!, arguments.GetValue(keys), arguments.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> Run(EngineOptions options, string target, string? keys, bool json, CancellationToken cancel)
    {
        try
        {
            if (keys is not null && Path.GetFullPath(keys).StartsWith(Path.GetFullPath(target), StringComparison.Ordinal))
                throw new BackupException("Keys lie apart from the backup: whoever finds both can read everything.");
            await using var host = new KeepingHost(options);
            var manifest = await host.Get<Backup>().Write(target, cancel);
            if (keys is not null)
                host.Get<Backup>().WriteKeys(keys);
            if (json)
                Terminal.Json(new { ok = true, folder = Path.GetFullPath(target), manifest.MadeAt, manifest.Records, keys });
            else
                Console.Out.WriteLine($"Backed up to {Path.GetFullPath(target)}: {string.Join(", ", manifest.Records.Select(r => $"{r.Jurisdiction} ({r.Size} leaves)"))}."
                    + (keys is null ? " The keys are not in it; keep a copy of them elsewhere (--keys)." : $" Keys: {keys}."));
            return 0;
        }
        catch (Exception failure) when (failure is BackupException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return Terminal.Fail(failure, json);
        }
    }
}
