namespace Answerable.Ledger;

/// <summary>What became of a request to a witness.</summary>
public abstract record WitnessReply
{
    private WitnessReply() { }

    /// <param name="Checkpoint">The checkpoint with the witness's cosignature added.</param>
    /// <param name="Time">When it cosigned.</param>
    public sealed record Cosigned(Note Checkpoint, DateTimeOffset Time) : WitnessReply;

    /// <summary>The witness last cosigned another size. Larger than the log's own: the log has lost something it promised.</summary>
    public sealed record Conflict(long Size) : WitnessReply;

    /// <param name="Status">The HTTP status.</param>
    /// <param name="Reason">What was said, for an operator.</param>
    public sealed record Refused(int Status, string Reason) : WitnessReply;
}
