using System.Collections.Concurrent;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Answerable.Server.Limits;
using NodaTime;

namespace Answerable.Server.Grievances;

/// <summary>
/// Slows what comes too fast, and forgets by the day who it was (safeguards A6). A filing is slowed and never refused; a guess at an
/// access code is made to wait.
/// </summary>
public sealed class Pacing(ServerOptions options, Pace pace, Pseudonyms pseudonyms, TownClock clock)
{
    private const int FreeGuesses = 5;

    // A village behind one address mistypes more than a person does; a guesser with forty tries at 93 bits has gained nothing.
    private const int FreeGuessesOfAnAddress = 40;
    private readonly PaceRule? filing = options.UnhurriedFilings == 0 ? null : PaceRule.Filing(options.UnhurriedFilings);
    private Day today = new(default, []);

    /// <summary>Waits a little when this address has filed a lot within the hour, two seconds at most.</summary>
    public async Task BeforeFiling(HttpContext http, CancellationToken cancel)
    {
        if (filing is not null && pace.Wait(filing, http.Connection.RemoteIpAddress) is { } wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, cancel);
    }

    /// <summary>Seconds to wait before another code is tried on this number from anywhere, or from this address on any; 0: go on.</summary>
    public int WaitBeforeGuess(HttpContext http, string number) => Subjects(http, number).Max(subject => Wait(Today(), subject.Name, subject.Free));

    public void WrongGuess(HttpContext http, string number)
    {
        foreach (var (subject, _) in Subjects(http, number))
            Today().Guesses.AddOrUpdate(subject, _ => (1, clock.Now), (_, so) => (so.Count + 1, clock.Now));
    }

    private (string Name, int Free)[] Subjects(HttpContext http, string number) =>
        [($"n{number}", FreeGuesses), ($"a{pseudonyms.Of(http.Connection.RemoteIpAddress)}", FreeGuessesOfAnAddress)];

    // After so many wrong codes the wait doubles from one second to five minutes.
    private int Wait(Day day, string subject, int free)
    {
        if (!day.Guesses.TryGetValue(subject, out var guesses) || guesses.Count < free)
            return 0;
        var owed = Duration.FromSeconds(Math.Min(300, 1L << Math.Min(guesses.Count - free, 9)));
        var left = guesses.Last + owed - clock.Now;
        return left > Duration.Zero ? (int)Math.Ceiling(left.TotalSeconds) : 0;
    }

    // Two at once at midnight may both begin a day: one of them is dropped with the few guesses it has counted.
    private Day Today()
    {
        var date = clock.Now.InUtc().Date;
        return today.Date == date ? today : today = new(date, []);
    }

    private sealed record Day(LocalDate Date, ConcurrentDictionary<string, (int Count, Instant Last)> Guesses);
}
