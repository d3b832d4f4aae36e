using Answerable.Engine.Hosting;
using Answerable.Engine.Publishing;

namespace Answerable.Server.Grievances;

/// <summary>The proof, for a complainant, that their filing is on the record: a <c>tlog-proof@v1</c> that opens its leaf.</summary>
public sealed class Receipts(ReceiptDesk desk, EngineOptions options)
{
    public string RetryAfterSeconds => Math.Max(1, Math.Ceiling(options.Publishing.Beat.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public TimeSpan Beat => options.Publishing.Beat;

    /// <summary>Whether a checkpoint covers the filing.</summary>
    public async Task<bool> IsReady(CaseDoor.Opened opened, CancellationToken cancel) => await Of(opened, cancel) is not null;

    /// <summary>The receipt of the filing itself, or null until a checkpoint covers it.</summary>
    public async Task<byte[]?> Of(CaseDoor.Opened opened, CancellationToken cancel) =>
        await desk.Of(opened.Jurisdiction, opened.Case.Stream, opened.Case.Rows[0].Version, cancel) is ReceiptOutcome.Issued issued ? issued.File : null;
}
