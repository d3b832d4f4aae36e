namespace Answerable.Storage.Rows;

/// <summary>A visit that somebody has ended: a cookie that carries its number opens nothing any more. It says neither whose it was nor what it opened.</summary>
public sealed class EndedSessionRow
{
    /// <summary>Drawn at random when the visit began.</summary>
    public required string Id { get; set; }

    /// <summary>By then every cookie of the visit has run out, and the row goes.</summary>
    public Instant Until { get; set; }
}
