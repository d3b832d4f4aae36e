using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;
using Answerable.Ledger;

namespace Answerable.Server.Grievances;

/// <summary>The proof, for a complainant, that their filing is on the record: a <c>tlog-proof@v1</c> that opens its leaf.</summary>
public sealed class Receipts(ReceiptDesk desk, EngineOptions options)
{
    public string RetryAfterSeconds => Math.Max(1, Math.Ceiling(options.Publishing.Beat.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the file is called: it tells nobody who looks over a shoulder which case it is.</summary>
    public static string FileName(bool closed) => closed ? "receipt-closed.tlog-proof" : "receipt.tlog-proof";

    public TimeSpan Beat => options.Publishing.Beat;

    /// <summary>The key of the log, one line, to compare with the one a copy is checked with; null until the first checkpoint is out.</summary>
    public async Task<string?> Vkey(CaseDoor.Opened opened, CancellationToken cancel) =>
        await new LogDirectory(options.LogFolder(opened.Jurisdiction)).Key(cancel) is { } key ? System.Text.Encoding.UTF8.GetString(key).Trim() : null;

    /// <summary>Whether a checkpoint covers the filing.</summary>
    public async Task<bool> IsReady(CaseDoor.Opened opened, CancellationToken cancel) => await Of(opened, cancel) is not null;

    /// <summary>The receipt of the filing itself, or null until a checkpoint covers it.</summary>
    /// <param name="closed">Without the personal fields.</param>
    public async Task<byte[]?> Of(CaseDoor.Opened opened, CancellationToken cancel, bool closed = false) =>
        await desk.Of(opened.Jurisdiction, opened.Case.Stream, opened.Case.Rows[0].Version, cancel, closed) is ReceiptOutcome.Issued issued ? issued.File : null;
}
