namespace Answerable.Tests.Shared;

/// <summary>A clock that stands still until a test moves it. Timers stay the system's.</summary>
public sealed class MovableTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
