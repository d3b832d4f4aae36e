namespace Answerable.Engine.Registrars;

/// <summary>A command that waits for its flush, and the caller that waits for its answer.</summary>
internal sealed class Pending(Envelope envelope)
{
    private readonly TaskCompletionSource<Answer> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Envelope Envelope { get; } = envelope;
    public Task<Answer> Answer => answer.Task;

    /// <summary>Blank leaves wanted instead of a command: grow the log to this size.</summary>
    public long? PadTo { get; init; }

    /// <summary>What the command came to; told to the caller only after the commit.</summary>
    public Answer? Outcome { get; set; }

    /// <summary>Why it could not be decided. Told after the commit as well: what it was decided on may never come true.</summary>
    public Exception? Poison { get; set; }

    public void Tell()
    {
        if (Poison is null)
            answer.TrySetResult(Outcome!);
        else
            answer.TrySetException(Poison);
    }

    public void Refuse(Exception why) => answer.TrySetException(why);
}
