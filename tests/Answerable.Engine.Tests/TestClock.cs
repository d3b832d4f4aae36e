using Answerable.Recording;
using NodaTime;

namespace Answerable.Engine.Tests;

/// <summary>The town's time, moved by the test.</summary>
public sealed class TestClock(Instant start) : TownClock
{
    private Instant now = start;

    public TestClock() : this(Instant.FromUtc(2026, 3, 2, 1, 0)) { }

    public override Instant Now => now;

    public void Advance(Duration by) => now += by;
    public void MoveTo(Instant to) => now = to;
}
