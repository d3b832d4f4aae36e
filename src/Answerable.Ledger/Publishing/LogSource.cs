namespace Answerable.Ledger;

/// <summary>A published log: tiles, checkpoint and key under one base. Reads may run side by side.</summary>
public interface ILogSource : ITileSource
{
    /// <summary>Where it is, for people to read.</summary>
    string Place { get; }

    /// <summary>The signed checkpoint at <c>checkpoint</c>, or null.</summary>
    ValueTask<byte[]?> Checkpoint(CancellationToken ct = default);

    /// <summary>The key at <c>vkey</c>, or null. It is only as trustworthy as the place it came from.</summary>
    ValueTask<byte[]?> Key(CancellationToken ct = default);

    /// <summary>The statement at <c>succession</c> by which this log continues another, or null.</summary>
    ValueTask<byte[]?> Succession(CancellationToken ct = default);

    /// <summary>The log that this one continues, at <c>predecessor</c>; it may turn out to be empty.</summary>
    ILogSource Predecessor { get; }
}
