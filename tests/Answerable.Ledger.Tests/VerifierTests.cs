namespace Answerable.Ledger.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly Town town = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(700)]
    public async Task An_honest_log_is_verified(int size)
    {
        await town.Record(size);
        var verdict = await town.Verify();
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal((size, size), (verdict.Logs[0].Size, verdict.Logs[0].Checked));
        Assert.False(verdict.KeyIsTheLogsOwn);
    }

    [Fact]
    public async Task A_log_grown_over_many_checkpoints_is_verified_with_an_early_one_and_every_receipt()
    {
        await town.Record(3);
        var (since, early) = (town.Newest, await town.ReceiptOf(1));
        foreach (var more in new[] { 250, 3, 1, 255, 300 }) await town.Record(more);
        Assert.Equal("VERIFIED", (await town.Verify(early, since)).ToString());
        var verdict = await town.Verify(await town.ReceiptOf(500));
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal(500, verdict.Receipt!.Record.Index);
        Assert.Equal("第500盏路灯坏了", System.Text.Encoding.UTF8.GetString(verdict.Receipt.Fields[0].Value.Span));
    }

    [Fact]
    public async Task Without_a_key_the_logs_own_is_used_and_said_to_be()
    {
        await town.Record(5);
        Assert.True((await LogVerifier.Verify(town.Directory, new())).KeyIsTheLogsOwn);
        File.Delete(Path.Combine(town.Folder, "vkey"));
        Assert.Equal("key-missing", (await LogVerifier.Verify(town.Directory, new())).Code);
    }

    [Fact]
    public async Task Progress_ends_at_the_size()
    {
        await town.Record(700);
        var seen = new List<VerifyProgress>();
        await LogVerifier.Verify(town.Directory, new(), new Listener(seen.Add));
        Assert.Equal([256, 512, 700], seen.Select(p => p.Done));
        Assert.All(seen, p => Assert.Equal(("town.example/log", 700L), (p.Origin, p.Total)));
    }

    [Theory]
    [InlineData("tile/entries/000", 10, "tile-altered")]
    [InlineData("tile/entries/000", 0, "tile-malformed")]
    [InlineData("tile/entries/002.p/188", 40, "tile-altered")]
    [InlineData("tile/0/001", 8000, "tile-altered")]
    [InlineData("tile/0/002.p/188", 0, "tile-altered")]
    [InlineData("tile/1/000.p/2", 33, "tile-altered")]
    [InlineData("checkpoint", 20, null)]
    [InlineData("checkpoint", 30, null)]
    [InlineData("vkey", 30, null)]
    public async Task An_altered_byte_anywhere_fails(string file, int at, string? code)
    {
        await town.Record(700);
        town.Damage(file, at);
        var verdict = await LogVerifier.Verify(town.Directory, new() { Key = file == "vkey" ? null : town.Key.Verifier });
        Assert.False(verdict.Verified);
        Assert.StartsWith("FAILED: ", verdict.ToString());
        Assert.EndsWith($" ({verdict.Code})", verdict.ToString());
        if (code is not null) Assert.Equal(code, verdict.Code);
    }

    [Theory]
    [InlineData("checkpoint", "checkpoint-missing")]
    [InlineData("tile/entries/001", "tile-missing")]
    [InlineData("tile/0/002.p/188", "tile-missing")]
    [InlineData("tile/1/000.p/2", "tile-missing")]
    public async Task A_missing_file_fails(string file, string code)
    {
        await town.Record(700);
        File.Delete(Path.Combine(town.Folder, file));
        Assert.Equal(code, (await town.Verify()).Code);
    }

    [Fact]
    public async Task An_entry_changed_together_with_all_its_tiles_fails_at_the_root()
    {
        await town.Record(300);
        using var other = new Town();
        var entries = town.Leaves.Select(l => l.Entry).ToArray();
        entries[17] = Commitment.Blank(new byte[32]);
        other.Grow(entries);
        await other.Directory.Publish(other.Rows, 0, 300);
        other.Directory.WriteCheckpoint(town.Newest);
        Assert.Equal("root-differs", (await LogVerifier.Verify(other.Directory, new() { Key = town.Key.Verifier })).Code);
    }

    [Fact]
    public async Task A_log_rewritten_and_signed_again_fails_against_what_a_reader_kept()
    {
        await town.Record(300);
        var (since, receipt) = (town.Newest, await town.ReceiptOf(17));
        using var rewritten = new Town();
        rewritten.Grow([.. town.Leaves.Select(l => l.Entry).Reverse()]);
        await rewritten.Publish(0);
        Assert.Equal("VERIFIED", (await rewritten.Verify()).ToString());
        Assert.Equal("forked", (await rewritten.Verify(since: since)).Code);
        Assert.Equal("receipt-differs", (await rewritten.Verify(receipt)).Code);
    }

    [Fact]
    public async Task A_checkpoint_rolled_back_fails_against_what_a_reader_kept()
    {
        await town.Record(100);
        var old = town.Newest;
        await town.Record(100);
        var (since, receipt) = (town.Newest, await town.ReceiptOf(150));
        town.Directory.WriteCheckpoint(old);
        Assert.True((await town.Verify()).Verified);
        Assert.Equal("rolled-back", (await town.Verify(since: since)).Code);
        Assert.Equal("rolled-back", (await town.Verify(receipt)).Code);
    }

    [Fact]
    public async Task A_checkpoint_of_another_log_or_key_fails()
    {
        await town.Record(10);
        using var stranger = SigningKey.FromSeed(town.Key.Name, new byte[32]);
        Assert.Equal("not-signed", (await LogVerifier.Verify(town.Directory, new() { Key = stranger.Verifier })).Code);
        using var village = SigningKey.FromSeed("village.example/log", new byte[32]);
        Assert.Equal("other-log", (await town.Verify(since: new Checkpoint(village.Name, 10, town.Head.Root).Sign(village))).Code);
    }

    [Fact]
    public async Task A_successor_is_followed_and_the_loss_stated()
    {
        await town.Record(600);
        var (old, early, late) = (town.Newest, await town.ReceiptOf(3), await town.ReceiptOf(590));
        var statement = await town.Restore(kept: 500);
        await town.Record(40);
        var verdict = await town.Verify(early, old);
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal([("town.example/log~2", 0L), ("town.example/log", 100L)], verdict.Logs.Select(l => (l.Origin, l.Lost)));
        Assert.Contains("the contents of 100 were lost", Assert.Single(verdict.Remarks));
        Assert.Equal(statement.Entry, Succession.Parse(await File.ReadAllBytesAsync(Path.Combine(town.Folder, "succession"))).Entry);
        var lost = await town.Verify(late);
        Assert.True(lost.Verified);
        Assert.Contains(lost.Remarks, r => r.Contains("entry 590"));
    }

    [Fact]
    public async Task A_chain_of_three_logs_is_followed()
    {
        await town.Record(300);
        var first = await town.ReceiptOf(7);
        await town.Restore(kept: 280);
        await town.Record(20);
        await town.Restore(kept: 15);
        var verdict = await town.Verify(first);
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal(["town.example/log~3", "town.example/log~2", "town.example/log"], verdict.Logs.Select(l => l.Origin));
    }

    [Fact]
    public async Task A_successor_whose_predecessor_lost_its_disk_is_verified_up_to_what_was_kept()
    {
        await town.Record(600);
        var (old, early, late) = (town.Newest, await town.ReceiptOf(3), await town.ReceiptOf(590));
        await town.Restore(kept: 500, keepTiles: false);
        var verdict = await town.Verify(early, old);
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal((600, 500, 100), (verdict.Logs[1].Size, verdict.Logs[1].Checked, verdict.Logs[1].Lost));
        Assert.Contains(verdict.Remarks, r => r.Contains("entries from 500 on can no longer be shown"));
        Assert.Equal("receipt-lost", (await town.Verify(late)).Code);
    }

    [Fact]
    public async Task A_predecessor_that_is_gone_altered_or_promised_more_fails()
    {
        await town.Record(600);
        await town.Restore(kept: 500);
        await town.Record(10);
        town.Damage("predecessor/tile/entries/001", 50);
        Assert.Equal("tile-altered", (await town.Verify()).Code);
        town.Damage("predecessor/tile/entries/001", 50);
        new LogDirectory(town.Directory.Predecessor.Place).WriteCheckpoint(Resigned("town.example/log", 601));
        Assert.Equal("loss-understated", (await town.Verify()).Code);
        File.Delete(Path.Combine(town.Folder, "predecessor/checkpoint"));
        Assert.True((await town.Verify()).Verified);
        Assert.Equal("loss-understated", (await town.Verify(since: Resigned("town.example/log", 601))).Code);
        Directory.Delete(Path.Combine(town.Folder, "predecessor"), recursive: true);
        Assert.Equal("predecessor-missing", (await town.Verify()).Code);
    }

    [Fact]
    public async Task A_successor_without_its_statement_or_with_another_fails()
    {
        await town.Record(30);
        var otherRoot = await Proofs.Root(town.Rows, 19);
        var statement = await town.Restore(kept: 20);
        await town.Record(10);
        Assert.True((await town.Verify()).Verified);
        town.Directory.WriteSuccession(statement with { Kept = 19, KeptRoot = otherRoot });
        Assert.Equal("succession-altered", (await town.Verify()).Code);
        File.Delete(Path.Combine(town.Folder, "succession"));
        Assert.Equal("succession-missing", (await town.Verify()).Code);
    }

    [Fact]
    public async Task A_log_over_HTTP_is_verified_alike_and_a_broken_server_is_a_failure()
    {
        await town.Record(700);
        var receipt = await town.ReceiptOf(699);
        await town.Restore(kept: 650);
        var options = new VerifyOptions { Receipt = receipt.ToBytes() };
        using var http = new HttpClient(new FolderServer(town.Folder));
        Assert.Equal("VERIFIED", (await LogVerifier.Verify(LogVerifier.At("http://town.example/log", http), options)).ToString());
        using var broken = new HttpClient(new FolderServer(null));
        Assert.Equal("log-unreachable", (await LogVerifier.Verify(LogVerifier.At("http://town.example/log/", broken), options)).Code);
    }

    [Fact]
    public async Task An_answer_longer_than_a_tile_may_be_is_not_read()
    {
        await town.Record(300);
        File.WriteAllBytes(Path.Combine(town.Folder, "tile/0/000"), new byte[1_000_000]);
        using var http = new HttpClient(new FolderServer(town.Folder));
        Assert.Equal("too-long", (await LogVerifier.Verify(LogVerifier.At("http://town.example/log", http), new())).Code);
    }

    [Fact]
    public async Task A_cancelled_verification_says_so()
    {
        await town.Record(300);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => LogVerifier.Verify(town.Directory, new(), new Listener(_ => { }), new CancellationToken(canceled: true)));
    }

    public void Dispose() => town.Dispose();

    private Note Resigned(string origin, long size)
    {
        using var key = town.Key.Renamed(origin);
        return new Checkpoint(origin, size, Merkle.Empty).Sign(key);
    }

    private sealed class Listener(Action<VerifyProgress> heard) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value) => heard(value);
    }
}
