namespace Answerable.Engine.Clocks;

/// <summary>The machine's time.</summary>
public sealed class SystemTownClock : TownClock
{
    public override Instant Now => SystemClock.Instance.GetCurrentInstant();
}

/// <summary>Fresh ids from the system's secure generator.</summary>
public sealed class SecureIds : IdSource
{
    public override void Fill(Span<byte> bytes) => System.Security.Cryptography.RandomNumberGenerator.Fill(bytes);
}
