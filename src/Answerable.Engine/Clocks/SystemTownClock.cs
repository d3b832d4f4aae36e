namespace Answerable.Engine.Clocks;

/// <summary>The machine's time.</summary>
public sealed class SystemTownClock : TownClock
{
    public override Instant Now => SystemClock.Instance.GetCurrentInstant();
}
