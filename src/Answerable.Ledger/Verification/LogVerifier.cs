namespace Answerable.Ledger;

/// <summary>
/// Checks a published log, and the logs it continues, from what anyone can read: signature, every entry, every tile, the root, an
/// earlier checkpoint and a receipt. It trusts nothing but the key.
/// </summary>
public static class LogVerifier
{
    /// <summary>The log at a folder or an http(s) address.</summary>
    public static ILogSource At(string place, HttpClient http) =>
        Uri.TryCreate(place, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? new HttpLog(http, uri) : new LogDirectory(place);

    /// <param name="source">The log.</param>
    /// <param name="options">Key, receipt and earlier checkpoint, as far as the reader has them.</param>
    /// <param name="progress">Told after each bundle of up to 256 entries.</param>
    /// <returns>The verdict; anything wrong or unreadable is a failed one, never an exception.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static async Task<Verdict> Verify(
        ILogSource source, VerifyOptions options, IProgress<VerifyProgress>? progress = null, CancellationToken ct = default)
    {
        try { return await Check(source, options, progress, ct); }
        catch (LogException e) { return new() { Code = e.Code, Reason = e.Message }; }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new() { Code = "log-unreachable", Reason = $"{source.Place} cannot be read: {e.Message}" };
        }
    }

    private static async Task<Verdict> Check(
        ILogSource source, VerifyOptions options, IProgress<VerifyProgress>? progress, CancellationToken ct)
    {
        var chain = await Chain(source, options, ct);
        var remarks = new List<string>();
        var walks = new List<LogWalk>();
        foreach (var link in chain) walks.Add(await link.Walk(progress, ct));
        var receipt = options.Receipt is { } file ? ExpectReceipt(Receipt.Parse(file), chain, walks, remarks) : null;
        if (options.Since is { } since) ExpectSince(since, chain, walks, remarks);
        foreach (var walk in walks) await walk.Run(ct);
        remarks.AddRange(chain.Zip(chain.Skip(1), (newer, older) => older.Names(newer.Key) ? Exchange(older, newer) : Loss(older)));
        return new() { Logs = [.. chain.Select(l => l.Finding)], Receipt = receipt, KeyIsTheLogsOwn = options.Key is null, Remarks = remarks };
    }

    // The reader may know the key of an earlier log: it vouches for those after it by naming each next key in its last checkpoint.
    private static async Task<List<LogLink>> Chain(ILogSource source, VerifyOptions options, CancellationToken ct)
    {
        if (options.Key is not { } known || await source.Key(ct) is null || (await OwnKey(source, ct)).Equals(known))
            return await LogLink.Follow(source, options.Key ?? await OwnKey(source, ct), options, ct);
        var chain = await LogLink.Follow(source, await OwnKey(source, ct), options, ct);
        var at = chain.FindIndex(link => link.Key.Equals(known));
        return at > 0 && Enumerable.Range(1, at).All(older => chain[older].Names(chain[older - 1].Key))
            ? chain
            : await LogLink.Follow(source, known, options, ct);
    }

    private static async Task<VerifierKey> OwnKey(ILogSource source, CancellationToken ct)
    {
        var bytes = await source.Key(ct) ?? throw new LogException("key-missing", $"No key was given and {source.Place} publishes none.");
        return VerifierKey.Parse(Strict.Text(bytes, 1024, "key").TrimEnd('\n'));
    }

    private static ReceiptFinding ExpectReceipt(Receipt receipt, List<LogLink> chain, List<LogWalk> walks, List<string> remarks)
    {
        var at = Find(chain, receipt.Proof.Checkpoint.Span);
        var (link, walk) = (chain[at], walks[at]);
        var finding = receipt.Check(link.Key);
        var index = finding.Record.Index;
        ExpectSigned("The receipt's checkpoint", finding.Checkpoint, link, walk, remarks);
        if (index >= link.Checkable)
            throw new LogException("receipt-lost", $"The receipt is genuine, but {link.Origin} has lost entry {index}, which it proves.");
        walk.Expect(index, receipt.Leaf.Entry.Bytes, "receipt-differs", $"Entry {index} of {link.Origin} is not the one the receipt opens.");
        if (index >= (link.ContinuedBy?.Kept ?? long.MaxValue))
            remarks.Add($"{link.Origin} still shows entry {index}, but its contents were lost with the backup; the receipt may be the only copy.");
        return finding;
    }

    private static void ExpectSince(ReadOnlySpan<byte> bytes, List<LogLink> chain, List<LogWalk> walks, List<string> remarks)
    {
        var at = Find(chain, bytes);
        ExpectSigned("The earlier checkpoint", Checkpoint.Open(bytes, chain[at].Key), chain[at], walks[at], remarks);
    }

    private static void ExpectSigned(string what, SignedCheckpoint signed, LogLink link, LogWalk walk, List<string> remarks)
    {
        if (signed.Size > link.Newest.Size)
            throw link.ContinuedBy is null
                ? new LogException("rolled-back", $"{what} covers {signed.Size} entries; {link.Origin} now ends after {link.Newest.Size}: it was rolled back.")
                : new LogException("loss-understated", $"{what} covers {signed.Size} entries; the successor of {link.Origin} admits only {link.Newest.Size}.");
        if (signed.Size <= link.Checkable)
            walk.Expect(signed.Size, signed.Root, "forked", $"{what} of size {signed.Size} signs another history than {link.Origin} shows: the log was forked.");
        else if (signed.Size < link.Newest.Size)
            remarks.Add($"{what} of size {signed.Size} cannot be compared: {link.Origin} has lost its entries from {link.Checkable} on.");
        else if (signed.Root != link.Newest.Root)
            throw new LogException("forked", $"{what} of size {signed.Size} signs another history than the last known checkpoint of {link.Origin}.");
    }

    private static int Find(List<LogLink> chain, ReadOnlySpan<byte> checkpoint)
    {
        var origin = Checkpoint.Parse(Note.Parse(checkpoint).Text).Origin;
        var at = chain.FindIndex(link => link.Origin == origin);
        return at >= 0 ? at : throw new LogException("other-log", $"{origin} is neither this log nor one that it continues.");
    }

    private static string Exchange(LogLink older, LogLink newer) =>
        $"{older.Origin} ended with an exchange of its key: its last checkpoint, of {older.Newest.Size} entries, names the key of {newer.Origin}. Nothing was lost.";

    private static string Loss(LogLink link) =>
        $"{link.Origin} ended at a restored backup: of {link.Newest.Size} entries it had promised, the contents of {link.ContinuedBy!.Lost} were lost"
        + (link.Checkable < link.Newest.Size ? $" and entries from {link.Checkable} on can no longer be shown." : "; all its entries can still be shown.");
}
