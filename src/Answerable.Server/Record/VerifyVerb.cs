using System.CommandLine;
using Answerable.Ledger;

namespace Answerable.Server.Record;

/// <summary>
/// <c>verify DIR|URL [--receipt FILE] [--key VKEY]</c>: checks a published log, the logs it continues and a receipt, trusting nothing but
/// the key. Its last line is <c>VERIFIED</c> or <c>FAILED: what is wrong (code)</c>.
/// </summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var place = new Argument<string>("DIR|URL") { Description = "A published log: a folder, a data folder with one log, or an address. 公开日志所在的文件夹或网址。" };
        var receipt = new Option<FileInfo?>("--receipt") { Description = "A receipt to check against it. 回执文件。" };
        var key = new Option<string?>("--key") { Description = "The log's key (vkey) as you know it, or a file that holds it. 您已知的日志公钥。" };
        var since = new Option<FileInfo?>("--since") { Description = "A checkpoint kept from earlier: the log must still contain it. 早先留存的校验点。" };
        var witness = new Option<string[]>("--witness") { Description = "Key of a witness whose cosignature is wanted. 见证方公钥。" };
        var json = RecordOptions.Json();
        var verb = new Command("verify", "Check a public log, independently of who runs it. 独立核验公开日志。") { place, receipt, key, since, witness, json };
        verb.SetAction((arguments, cancel) => Run(
            arguments.GetValue(place)!, arguments.GetValue(receipt), arguments.GetValue(key), arguments.GetValue(since), arguments.GetValue(witness) ?? [], arguments.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> Run(string place, FileInfo? receipt, string? key, FileInfo? since, string[] witnesses, bool json, CancellationToken cancel)
    {
        Verdict verdict;
        try
        {
            using var http = HttpLog.NewClient();
            var options = new VerifyOptions
            {
                Key = key is null ? null : VerifierKey.Parse(ReadKey(key)),
                Receipt = await Given(receipt, "receipt", cancel),
                Since = await Given(since, "checkpoint", cancel),
                Witnesses = [.. witnesses.Select(w => VerifierKey.Parse(ReadKey(w)))],
            };
            var source = LogVerifier.At(OnlyLogIn(place), http);
            verdict = await Terminal.WithProgress(json, report =>
                LogVerifier.Verify(source, options, new Report(p => report(p.Origin, p.Done, p.Total)), cancel));
        }
        catch (Exception failure) when (failure is LogException or IOException or UnauthorizedAccessException)
        {
            verdict = new() { Code = (failure as LogException)?.Code ?? "unreadable", Reason = failure.Message };
        }

        Say(verdict, json);
        return verdict.Verified ? 0 : 1;
    }

    private static void Say(Verdict verdict, bool json)
    {
        if (json)
        {
            Terminal.Json(Summary(verdict));
            return;
        }

        foreach (var log in verdict.Logs)
            Console.Out.WriteLine($"{log.Origin}: {log.Checked} of {log.Size} entries checked, root {log.Root}{Cosigned(log)}");
        if (verdict.Receipt is { } receipt)
        {
            Console.Out.WriteLine($"receipt: entry {receipt.Record.Index}, {receipt.Record.Type}, recorded {receipt.Record.Recorded:yyyy-MM-dd HH:mm:ss}Z, step {receipt.Record.Version} of its history");
            foreach (var field in receipt.Fields)
                Console.Out.WriteLine($"  {field.Name}: {System.Text.Encoding.UTF8.GetString(field.Value.Span)}");
            foreach (var field in receipt.Closed)
                Console.Out.WriteLine($"  {field}: closed (recorded, and not shown by this receipt: withheld or erased)");
        }

        foreach (var remark in verdict.Remarks)
            Console.Out.WriteLine($"note: {remark}");
        if (verdict.Verified && verdict.KeyIsTheLogsOwn)
            Console.Out.WriteLine("note: the key came from the log itself. With --key it is checked against the one you know.");
        Console.Out.WriteLine(verdict);
    }

    private static string Cosigned(LogFinding log) => log.Cosignatures.Count == 0 ? "" : $", cosigned by {string.Join(", ", log.Cosignatures.Select(c => c.Key.Name))}";

    private static object Summary(Verdict verdict) => new
    {
        verdict = verdict.ToString(),
        verified = verdict.Verified,
        verdict.Code,
        verdict.Reason,
        keyIsTheLogsOwn = verdict.KeyIsTheLogsOwn,
        logs = verdict.Logs.Select(l => new { l.Origin, l.Size, root = l.Root.ToString(), l.Checked, l.Lost, cosignedBy = l.Cosignatures.Select(c => c.Key.Name) }),
        receipt = verdict.Receipt is not { } receipt ? null : new
        {
            receipt.Record.Index,
            receipt.Record.Type,
            recorded = receipt.Record.Recorded,
            receipt.Record.Version,
            fields = receipt.Fields.ToDictionary(f => f.Name, f => System.Text.Encoding.UTF8.GetString(f.Value.Span)),
            receipt.Closed,
        },
        verdict.Remarks,
    };

    private static async Task<byte[]?> Given(FileInfo? file, string what, CancellationToken cancel) =>
        file is null ? null
        : file.Exists ? await File.ReadAllBytesAsync(file.FullName, cancel)
        : throw new LogException("file-missing", $"There is no {what} file {file}. Check its name and folder.");

    private static string ReadKey(string key) => (File.Exists(key) ? File.ReadAllText(key) : key).Trim();

    // People point at the data folder; the log is in it.
    private static string OnlyLogIn(string place)
    {
        var logs = Path.Combine(place, "log");
        if (place.Contains("://", StringComparison.Ordinal))
            return place;
        if (!Directory.Exists(place))
            throw new LogException("file-missing", $"There is no folder {place}. Check its name; a log on the web begins with https://.");
        if (File.Exists(Path.Combine(place, "checkpoint")) || !Directory.Exists(logs))
            return place;
        var found = Directory.GetDirectories(logs);
        return found.Length == 1 ? found[0] : throw new IOException($"{place} holds {found.Length} logs; name one of them: {string.Join(", ", found)}");
    }

    // Progress<T> would post to the thread pool and report out of order.
    private sealed class Report(Action<VerifyProgress> tell) : IProgress<VerifyProgress>
    {
        void IProgress<VerifyProgress>.Report(VerifyProgress value) => tell(value);
    }
}
