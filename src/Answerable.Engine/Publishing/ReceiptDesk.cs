using Answerable.Engine.Hosting;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Publishing;

/// <summary>What came of asking for a receipt.</summary>
public abstract record ReceiptOutcome
{
    private ReceiptOutcome() { }

    /// <param name="File">A <c>tlog-proof@v1</c> file that opens the event's leaf; checked offline with the log's key.</param>
    public sealed record Issued(byte[] File) : ReceiptOutcome;

    /// <summary>Recorded, but no published checkpoint covers it yet.</summary>
    /// <param name="RetryAfter">Whole seconds after which asking again makes sense, 1 or more.</param>
    public sealed record NotYet(TimeSpan RetryAfter) : ReceiptOutcome;

    /// <summary>There is no such event.</summary>
    public sealed record Unknown : ReceiptOutcome;
}

/// <summary>
/// Makes receipts, on any node, from what is committed and published; the registrar is not asked. The caller has decided who may have
/// one: whoever holds it can read the event.
/// </summary>
public sealed class ReceiptDesk(IRecordStore store, Vault vault, EngineOptions options)
{
    /// <summary>The receipt of one event of a stream, with every field that can still be read.</summary>
    /// <param name="version">The event's position in its stream, from 1.</param>
    /// <param name="closed">Keep the personal fields closed: for a receipt that is shown around.</param>
    public async Task<ReceiptOutcome> Of(JurisdictionId jurisdiction, StreamId stream, long version, CancellationToken cancel = default, bool closed = false)
    {
        var head = await store.Head(jurisdiction, cancel);
        var row = head is null ? null : (await store.Stream(jurisdiction, stream, cancel)).FirstOrDefault(r => r.Version == version);
        if (row is null)
            return new ReceiptOutcome.Unknown();
        var checkpoint = row.Log == head!.Log ? Newest(head) : await Kept(jurisdiction, head, row.Log, cancel);
        if (checkpoint is null || Checkpoint.Parse(checkpoint.Text).Size <= row.Seq)
            return new ReceiptOutcome.NotYet(TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(options.Publishing.Beat.TotalSeconds))));
        var receipt = await Receipt.Issue(await Opening(jurisdiction, stream, row, closed, cancel), checkpoint, new StoredTiles(jurisdiction, row.Log, store), cancel);
        return new ReceiptOutcome.Issued(receipt.ToBytes());
    }

    private static Note? Newest(HeadRow head) => head.Checkpoint is { } note ? Note.Parse(System.Text.Encoding.UTF8.GetBytes(note)) : null;

    private async Task<LeafOpening> Opening(JurisdictionId jurisdiction, StreamId stream, EventRow row, bool closed, CancellationToken cancel)
    {
        var wrapped = closed ? null : await store.Key(jurisdiction, stream, cancel);
        return EventReader.Opening(row, wrapped is null ? null : vault.Unwrap(stream, wrapped));
    }

    // An event from before a restore stands in a predecessor. Its successor's statement says how much of it was kept; that much is
    // still provable, under the key of the time, by a checkpoint that contradicts nothing it ever signed.
    private async Task<Note?> Kept(JurisdictionId jurisdiction, HeadRow head, int log, CancellationToken cancel)
    {
        ILogSource at = new LogDirectory(options.LogFolder(jurisdiction));
        for (var generation = head.Log; generation > log + 1; generation--)
            at = at.Predecessor;
        if (await at.Succession(cancel) is not { } bytes)
            return null;
        var statement = Succession.Parse(bytes);
        using var key = LogKey.Open(options.KeysFolder, jurisdiction, statement.Predecessor.Name);
        return new Checkpoint(statement.Predecessor.Name, statement.Kept, statement.KeptRoot).Sign(key);
    }
}
