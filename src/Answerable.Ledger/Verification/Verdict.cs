namespace Answerable.Ledger;

/// <summary>What a verifier is asked to check, besides the log itself.</summary>
public sealed record VerifyOptions
{
    /// <summary>The log's key, from a source the reader trusts. Null: the one the log publishes, which proves only that it agrees with itself.</summary>
    public VerifierKey? Key { get; init; }

    /// <summary>A receipt file.</summary>
    public byte[]? Receipt { get; init; }

    /// <summary>An earlier signed checkpoint of this log or of one it continues, kept by the reader.</summary>
    public byte[]? Since { get; init; }

    /// <summary>Witnesses whose cosignatures on the newest checkpoint are reported.</summary>
    public IReadOnlyCollection<VerifierKey> Witnesses { get; init; } = [];
}

/// <summary>How far a verifier has come: entries read of one log.</summary>
public readonly record struct VerifyProgress(string Origin, long Done, long Total);

/// <summary>What was found about one log of the chain.</summary>
/// <param name="Origin">Its origin.</param>
/// <param name="Size">Entries that its newest known checkpoint promises.</param>
/// <param name="Root">The root in that checkpoint.</param>
/// <param name="Checked">Entries read and hashed again: <paramref name="Size"/>, or fewer where entries are lost.</param>
/// <param name="Lost">Entries whose contents its successor declares lost; 0 for the newest log.</param>
/// <param name="Cosignatures">By the witnesses asked for.</param>
public sealed record LogFinding(
    string Origin, long Size, Hash Root, long Checked, long Lost, IReadOnlyList<VerifiedSignature> Cosignatures);

/// <summary>The result of a verification.</summary>
public sealed record Verdict
{
    /// <summary>Null when everything holds; else a stable code.</summary>
    public string? Code { get; init; }

    /// <summary>Null when everything holds; else what is wrong, in English.</summary>
    public string? Reason { get; init; }

    public bool Verified => Code is null;

    /// <summary>The newest log first, then the ones it continues.</summary>
    public IReadOnlyList<LogFinding> Logs { get; init; } = [];

    /// <summary>What the receipt proves, when one was given and holds.</summary>
    public ReceiptFinding? Receipt { get; init; }

    /// <summary>Whether the key came from the log itself and not from the reader.</summary>
    public bool KeyIsTheLogsOwn { get; init; }

    /// <summary>True things a reader should know though they are no failure: losses declared, comparisons that could not be made.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary><c>VERIFIED</c> or <c>FAILED: reason (code)</c>.</summary>
    public override string ToString() => Verified ? "VERIFIED" : $"FAILED: {Reason} ({Code})";
}
