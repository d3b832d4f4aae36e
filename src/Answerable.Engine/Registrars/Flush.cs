using System.Diagnostics;

namespace Answerable.Engine.Registrars;

/// <summary>The commands of one transaction: decided on its overlay, written together, and only then answered.</summary>
internal sealed class Flush(Overlay overlay)
{
    private const int Most = 512;
    private const int Enough = 24;
    private readonly long started = Stopwatch.GetTimestamp();

    public Overlay Overlay { get; } = overlay;

    /// <summary>In the order they were decided.</summary>
    public List<Pending> Commands { get; } = [];

    public bool IsFull => Commands.Count >= Most;

    /// <summary>As many as make a transaction worth its fsync: more need not be waited for while nothing else is being written.</summary>
    public bool IsWorthwhile => Commands.Count >= Enough;

    /// <summary>The transaction, once it has begun.</summary>
    public Task Written { get; set; } = Task.CompletedTask;

    public void Tell()
    {
        foreach (var pending in Commands)
            pending.Tell();
        Metrics.Flushed(Commands.Count, Stopwatch.GetElapsedTime(started));
    }

    public void Refuse(RecordUnavailableException why)
    {
        foreach (var pending in Commands)
            pending.Refuse(why);
    }
}
