using System.CommandLine;
using Answerable.Engine.Hosting;
using Answerable.Engine.Keeping;
using Answerable.Ledger;
using Answerable.Recording;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Record;

/// <summary><c>keys exchange-kek</c> and <c>keys exchange-log</c>: new keys in the place of old ones, with the server stopped.</summary>
internal static class KeysVerb
{
    public static Command Create() => new("keys", "Exchange keys. The server must be stopped. 更换密钥（须先停止服务）。") { Kek(), Log() };

    private static Command Kek()
    {
        var (data, postgres, json) = (RecordOptions.Data(), RecordOptions.Postgres(), RecordOptions.Json());
        var verb = new Command("exchange-kek", "A new key-encryption key: every case's key is wrapped anew. 更换主密钥。") { data, postgres, json };
        verb.SetAction((arguments, cancel) => Run(new(arguments.GetValue(data)!, arguments.GetValue(postgres)), arguments.GetValue(json), async host =>
        {
            var done = await host.Get<KekRotation>().Run(cancel);
            return (new { ok = true, done.Wrapped, done.Kept },
                [$"{done.Wrapped} keys of cases are wrapped under the new key-encryption key. The one before is kept as {done.Kept}: delete it when no backup made under it is left. Copy the keys to their safe place now."]);
        }));
        return verb;
    }

    private static Command Log()
    {
        var jurisdiction = new Option<string?>("--jurisdiction") { Description = "Which record, where there are several. 记录简称。" };
        var (data, postgres, json) = (RecordOptions.Data(), RecordOptions.Postgres(), RecordOptions.Json());
        var verb = new Command("exchange-log", "A new key for the public log: the old one signs a last time and names it. 更换公开日志的签名密钥。") { jurisdiction, data, postgres, json };
        verb.SetAction((arguments, cancel) => Run(new(arguments.GetValue(data)!, arguments.GetValue(postgres)), arguments.GetValue(json), async host =>
        {
            var done = await host.Get<LogRotation>().Run(await Chosen(host, arguments.GetValue(jurisdiction), cancel), cancel);
            return (new { ok = true, done.Jurisdiction, done.Origin, done.Key, done.Former },
                [$"The log of {done.Jurisdiction} goes on as {done.Origin} under a new key. Make it known where the old one stands:", done.Key, "The old key stays good for what was signed with it. Copy the keys to their safe place now."]);
        }));
        return verb;
    }

    private static async Task<JurisdictionId> Chosen(KeepingHost host, string? named, CancellationToken cancel)
    {
        await using var db = await host.Get<IDbContextFactory<RecordDb>>().CreateDbContextAsync(cancel);
        var all = await db.Heads.Select(head => head.Jurisdiction).ToListAsync(cancel);
        return (named ?? (all.Count == 1 ? all[0] : null)) is { } one ? new(one) : throw new BackupException($"Say which record with --jurisdiction: {string.Join(", ", all)}.");
    }

    private static async Task<int> Run(EngineOptions options, bool json, Func<KeepingHost, Task<(object Json, string[] Lines)>> work)
    {
        try
        {
            if (!Directory.Exists(options.KeysFolder))
                throw new BackupException($"{options.KeysFolder} does not exist: there is no key to exchange. Check --data.");
            using var held = FolderLock.Take(options.DataFolder);
            await using var host = new KeepingHost(options);
            var (told, lines) = await work(host);
            if (json)
                Terminal.Json(told);
            else
                foreach (var line in lines)
                    Console.Out.WriteLine(line);
            return 0;
        }
        catch (Exception failure) when (failure is BackupException or FolderInUseException or LogException or IOException or UnauthorizedAccessException
            or InvalidDataException or System.Security.Cryptography.CryptographicException or System.Data.Common.DbException)
        {
            return Terminal.Fail(failure, json);
        }
    }
}
