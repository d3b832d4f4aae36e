using Answerable.Server.Hosting;
using Answerable.Server.Limits;

namespace Answerable.Server.Grievances;

/// <summary>
/// Slows what comes too fast, and forgets by the day who it was (safeguards A6). A filing is slowed and never refused. Guesses at access codes
/// are limited where they come from, before the code is looked at; wrong ones on one number, from anywhere, are told to wait.
/// The right code never waits for what others got wrong on its number (docs/decisions/0050).
/// </summary>
public sealed class Pacing(ServerOptions options, Pace pace)
{
    // A village behind one address mistypes more than a person does.
    private static readonly PaceRule FromAddress = new("guess-from", Burst: 40, Every: TimeSpan.FromSeconds(10), Longest: TimeSpan.Zero, Refuses: true);
    private static readonly PaceRule OnNumber = new("guess-on", Burst: 5, Every: TimeSpan.FromSeconds(10), Longest: TimeSpan.Zero, Refuses: true);
    private readonly PaceRule? filing = options.UnhurriedFilings == 0 ? null : PaceRule.Filing(options.UnhurriedFilings);

    /// <summary>Waits a little when this address has filed a lot within the hour, two seconds at most.</summary>
    public async Task BeforeFiling(HttpContext http, CancellationToken cancel)
    {
        if (filing is not null && pace.Wait(filing, http.Connection.RemoteIpAddress) is { } wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, cancel);
    }

    /// <summary>Seconds this address must wait before it tries another code; 0: go on. It counts as a guess until <see cref="WasRight"/>, or many at once would all be free.</summary>
    public int BeforeGuess(HttpContext http) => Seconds(FromAddress, pace.Wait(FromAddress, http.Connection.RemoteIpAddress));

    public void WasRight(HttpContext http) => pace.GiveBack(FromAddress, http.Connection.RemoteIpAddress);

    /// <summary>Seconds that whoever gave a wrong code is told to wait; 0: say that it was wrong. Whether the number exists makes no difference.</summary>
    public int WasWrong(string number) => Seconds(OnNumber, pace.Wait(OnNumber, number));

    private static int Seconds(PaceRule rule, TimeSpan? wait) => wait is null ? (int)rule.Every.TotalSeconds : 0;
}
