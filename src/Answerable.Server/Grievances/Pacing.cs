using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Answerable.Recording;
using Answerable.Server.Hosting;
using NodaTime;

namespace Answerable.Server.Grievances;

/// <summary>
/// Slows what comes too fast, and forgets by the day who it was. An address is never kept: only a keyed hash of it, in memory, under
/// a key that lives one day (safeguards A6). A filing is slowed and never refused; a guess at an access code is made to wait.
/// </summary>
public sealed class Pacing(ServerOptions options, TownClock clock)
{
    private const int FreeGuesses = 5;

    // A village behind one address mistypes more than a person does; a guesser with forty tries at 93 bits has gained nothing.
    private const int FreeGuessesOfAnAddress = 40;
    private static readonly TimeSpan SlowestFiling = TimeSpan.FromSeconds(2);
    private readonly Lock turning = new();
    private Day today = new(default, [], [], []);

    /// <summary>Waits a little when this address has filed a lot within the hour: 20 ms for each filing beyond, two seconds at most.</summary>
    public async Task BeforeFiling(HttpContext http, CancellationToken cancel)
    {
        if (options.UnhurriedFilings == 0)
            return;
        var day = Today();
        var hour = clock.Now.ToUnixTimeSeconds() / 3600;
        var count = day.Filings.AddOrUpdate((Pseudonym(day, http), hour), 1, (_, so) => so + 1);
        if (count > options.UnhurriedFilings)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(SlowestFiling.TotalMilliseconds, 20 * (count - options.UnhurriedFilings))), cancel);
    }

    /// <summary>Seconds to wait before another code is tried on this number from anywhere, or from this address on any; 0: go on.</summary>
    public int WaitBeforeGuess(HttpContext http, string number)
    {
        var day = Today();
        return Math.Max(Wait(day, $"n{number}", FreeGuesses), Wait(day, $"a{Pseudonym(day, http)}", FreeGuessesOfAnAddress));
    }

    public void WrongGuess(HttpContext http, string number)
    {
        var day = Today();
        foreach (var subject in (string[])[$"n{number}", $"a{Pseudonym(day, http)}"])
            day.Guesses.AddOrUpdate(subject, _ => (1, clock.Now), (_, so) => (so.Count + 1, clock.Now));
    }

    // After so many wrong codes the wait doubles from one second to five minutes.
    private int Wait(Day day, string subject, int free)
    {
        if (!day.Guesses.TryGetValue(subject, out var guesses) || guesses.Count < free)
            return 0;
        var owed = Duration.FromSeconds(Math.Min(300, 1L << Math.Min(guesses.Count - free, 9)));
        var left = guesses.Last + owed - clock.Now;
        return left > Duration.Zero ? (int)Math.Ceiling(left.TotalSeconds) : 0;
    }

    private Day Today()
    {
        var date = clock.Now.InUtc().Date;
        if (today.Date == date)
            return today;
        lock (turning)
            return today.Date == date ? today : today = new(date, RandomNumberGenerator.GetBytes(32), [], []);
    }

    private static string Pseudonym(Day day, HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        // One household has a /64: its devices are one address.
        var bytes = address.MapToIPv6().GetAddressBytes().AsSpan(0, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6 ? 8 : 16);
        return Convert.ToBase64String(HMACSHA256.HashData(day.Key, bytes));
    }

    private sealed record Day(LocalDate Date, byte[] Key, ConcurrentDictionary<(string, long), int> Filings, ConcurrentDictionary<string, (int Count, Instant Last)> Guesses);
}
