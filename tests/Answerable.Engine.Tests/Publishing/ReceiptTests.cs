using System.Text;
using Answerable.Engine.Publishing;
using Answerable.Engine.Registrars;
using Answerable.Engine.Tests.Registrars;
using Answerable.Ledger;
using Answerable.Recording;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Engine.Tests.Publishing;

/// <summary>A receipt opens one leaf, offline, for as long as its holder keeps it.</summary>
public sealed class ReceiptTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_is_given_when_a_checkpoint_covers_the_event_and_not_before()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var filed = await Cases.Lodge(registrar);
        var desk = new ReceiptDesk(record.Store, record.Vault, record.Options);

        var notYet = Assert.IsType<ReceiptOutcome.NotYet>(await desk.Of(TempRecord.Town, filed.Stream, 1, Cancel));
        Assert.Equal(TimeSpan.FromSeconds(1), notYet.RetryAfter);
        Assert.IsType<ReceiptOutcome.Unknown>(await desk.Of(TempRecord.Town, filed.Stream, 9, Cancel));
        await publisher.PublishOnce(Cancel);
        var finding = Receipt.Parse(await File(desk, filed.Stream)).Check(key.Verifier);
        Assert.Equal("grievance.lodged/1", finding.Record.Type);
        Assert.Equal(filed.Seq, finding.Record.Index);
        Assert.Equal($"\"{Cases.Title}\"", Encoding.UTF8.GetString(finding.Fields.Single(f => f.Name == "title").Value.Span));
    }

    [Fact]
    public async Task A_receipt_verifies_after_the_payload_is_erased()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var filed = await Cases.Lodge(registrar);
        await publisher.PublishOnce(Cancel);
        var desk = new ReceiptDesk(record.Store, record.Vault, record.Options);
        var kept = await File(desk, filed.Stream);

        Assert.IsType<Answer.Recorded>(await registrar.Submit(Cases.Erase(filed.Stream)));
        await publisher.PublishOnce(Cancel);

        Assert.Contains(Receipt.Parse(kept).Check(key.Verifier).Fields, f => f.Name == "body");
        var later = Receipt.Parse(await File(desk, filed.Stream)).Check(key.Verifier);
        Assert.DoesNotContain(later.Fields, f => f.Name is "body" or "title" or "contact");
        Assert.Contains(later.Record.Fields, f => f.Name == "body");
        var verdict = await LogVerifier.Verify(record.Log, new() { Key = key.Verifier, Receipt = kept }, ct: Cancel);
        Assert.Equal("VERIFIED", verdict.ToString());
    }

    [Fact]
    public async Task A_receipt_with_one_changed_byte_is_no_receipt()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var filed = await Cases.Lodge(registrar);
        await publisher.PublishOnce(Cancel);
        var file = await File(new(record.Store, record.Vault, record.Options), filed.Stream);
        for (var at = 0; at < file.Length; at += 7)
        {
            var forged = file.ToArray();
            forged[at] ^= 1;
            Assert.Throws<LogException>(() => Receipt.Parse(forged).Check(key.Verifier));
        }
    }

    private static async Task<byte[]> File(ReceiptDesk desk, StreamId stream) =>
        Assert.IsType<ReceiptOutcome.Issued>(await desk.Of(TempRecord.Town, stream, 1, Cancel)).File;
}
