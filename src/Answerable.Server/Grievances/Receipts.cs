using Answerable.Engine.Hosting;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;
using Answerable.Storage.Vaults;

namespace Answerable.Server.Grievances;

/// <summary>The proof, for a complainant, that their filing is on the record: a <c>tlog-proof@v1</c> that opens its leaf.</summary>
public sealed class Receipts(IRecordStore store, Vault vault, EngineOptions options)
{
    public string RetryAfterSeconds => Math.Ceiling(options.Publishing.Beat.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public TimeSpan Beat => options.Publishing.Beat;

    /// <summary>Whether a checkpoint covers the filing.</summary>
    public async Task<bool> IsReady(CaseDoor.Opened opened, CancellationToken cancel) =>
        await store.Head(opened.Jurisdiction, cancel) is { Checkpoint: not null } head && head.Log == opened.Case.Rows[0].Log && opened.Case.Rows[0].Seq < head.Published;

    /// <summary>The receipt of the filing itself, or null until a checkpoint covers it.</summary>
    public async Task<byte[]?> Of(CaseDoor.Opened opened, CancellationToken cancel)
    {
        var filing = opened.Case.Rows[0];
        var head = await store.Head(opened.Jurisdiction, cancel);
        if (head?.Checkpoint is not { } checkpoint || head.Log != filing.Log || filing.Seq >= head.Published)
            return null;
        var wrapped = await store.Key(opened.Jurisdiction, opened.Case.Stream, cancel);
        var key = wrapped is null ? null : vault.Unwrap(opened.Case.Stream, wrapped);
        var receipt = await Receipt.Issue(
            EventReader.Opening(filing, key), Note.Parse(System.Text.Encoding.UTF8.GetBytes(checkpoint)), new StoredTiles(opened.Jurisdiction, head.Log, store), cancel);
        return receipt.ToBytes();
    }
}
