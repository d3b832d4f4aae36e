using System.Collections.Concurrent;
using System.Net;

namespace Answerable.Server.Limits;

/// <summary>How fast one address may go, or what is asked for by one name.</summary>
/// <param name="Burst">Requests that are not slowed at all.</param>
/// <param name="Every">One more is free after this time.</param>
/// <param name="Longest">Nobody waits longer for one request.</param>
/// <param name="Refuses">Beyond the longest wait, refuse (guessing a secret). False: let through after it; a filing is never refused for rate (safeguard A6).</param>
public sealed record PaceRule(string Name, int Burst, TimeSpan Every, TimeSpan Longest, bool Refuses)
{
    /// <summary>Guessing passwords and codes. An office of thirty people behind one address signs in within a minute.</summary>
    public static PaceRule SignIn { get; } = new("sign-in", Burst: 30, Every: TimeSpan.FromSeconds(3), Longest: TimeSpan.FromSeconds(10), Refuses: true);

    /// <summary>Filing: slowed beyond so many an hour, two seconds at most, and never refused (safeguard A6).</summary>
    public static PaceRule Filing(int anHour) => new("filing", Burst: anHour, Every: TimeSpan.FromHours(1) / anHour, Longest: TimeSpan.FromSeconds(2), Refuses: false);
}

/// <summary>
/// Slows an address down without remembering it: <see cref="Pseudonyms"/> stand for addresses, in memory only (safeguard A6). A whole
/// town may share one address, so the first answer to a crowd is patience.
/// </summary>
public sealed class Pace(TimeProvider time, Pseudonyms pseudonyms)
{
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<(string Rule, UInt128 Whose), DateTimeOffset> free = new();

    /// <summary>How long this request must wait; null when it is refused.</summary>
    public TimeSpan? Wait(PaceRule rule, IPAddress? address) => Wait(rule, pseudonyms.Of(address));

    /// <summary>The same for something that is asked for by name, from wherever.</summary>
    public TimeSpan? Wait(PaceRule rule, string name) => Wait(rule, pseudonyms.Of(name));

    /// <summary>The last request of this address counts for nothing.</summary>
    public void GiveBack(PaceRule rule, IPAddress? address)
    {
        var now = time.GetUtcNow();
        free.AddOrUpdate((rule.Name, pseudonyms.Of(address)), now, (_, before) => before - rule.Every);
    }

    private TimeSpan? Wait(PaceRule rule, UInt128 whose)
    {
        var now = time.GetUtcNow();
        var slack = rule.Every * rule.Burst;
        var mark = (rule.Name, whose);
        TimeSpan wait;
        bool isCounted;
        do // those that come at the same moment count one after the other
        {
            var isKnown = free.TryGetValue(mark, out var before);
            var at = isKnown ? Later(before, now, rule) : now;
            wait = at - now - slack + rule.Every;
            if (wait > rule.Longest && rule.Refuses)
                return null;
            isCounted = isKnown ? free.TryUpdate(mark, at + rule.Every, before) : free.TryAdd(mark, at + rule.Every);
        }
        while (!isCounted);
        if (free.Count > Remembered)
            Forget(now);
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait > rule.Longest ? rule.Longest : wait;
    }

    // The backlog is capped too, or one flood would slow a shared address for hours after it has ended.
    private static DateTimeOffset Later(DateTimeOffset before, DateTimeOffset now, PaceRule rule)
    {
        var cap = now + rule.Every * rule.Burst + rule.Longest;
        return before < now ? now : before > cap ? cap : before;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (mark, at) in free)
            if (at <= now)
                free.TryRemove(mark, out _);
    }
}

/// <summary><c>routes.MapPost(…).Paced(rule)</c></summary>
public static class PaceFilter
{
    public static TBuilder Paced<TBuilder>(this TBuilder endpoint, PaceRule rule) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var clock = http.RequestServices.GetRequiredService<TimeProvider>();
            if (http.RequestServices.GetRequiredService<Pace>().Wait(rule, http.Connection.RemoteIpAddress) is not { } wait)
            {
                await Shell.ErrorPages.Answer(http, StatusCodes.Status429TooManyRequests);
                return Results.Empty;
            }

            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, http.RequestAborted);
            return await next(context);
        });
}
