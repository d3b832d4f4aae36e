namespace Answerable.Engine.Deliveries;

/// <summary>How deliveries leave the house.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Where links point, e.g. <c>https://yj.example.gov</c>; null: messages carry no link.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>"zh" or "en".</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Printed under e-mails.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>News for complainants leaves between eight in the morning and nine in the evening, in the town's time.</summary>
    public bool QuietAtNight { get; init; } = true;

    /// <summary>Messages sent at a time, in each lane.</summary>
    public int Urgent { get; init; } = 32;
    public int Routine { get; init; } = 8;

    /// <summary>Longest time one sending may take; a claim lasts twice as long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts at one delivery, the first included.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Of the routine lane, as long as it is certain that nothing has left: a notice waits three hours for a mail server to come back.</summary>
    public int RoutineAttempts { get; init; } = 11;

    /// <summary>Before the second attempt; doubled each time.</summary>
    public Duration Pause { get; init; } = Duration.FromSeconds(10);

    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>No other engine works on this database (SQLite): claims found at the start are a dead process's.</summary>
    public bool Alone { get; init; }

    internal Duration Lease => Duration.FromTimeSpan(Patience * 2);
    internal Duration PauseAfter(int attempts) => Pause * Math.Pow(2, Math.Min(attempts, 10) - 1);
}
