using System.Collections.Concurrent;
using System.Net;

namespace Answerable.Server.Limits;

/// <summary>How fast one address may go.</summary>
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
    private readonly ConcurrentDictionary<(string Rule, UInt128 Client), DateTimeOffset> free = new();

    /// <summary>How long this request must wait; null when it is refused.</summary>
    public TimeSpan? Wait(PaceRule rule, IPAddress? address)
    {
        var now = time.GetUtcNow();
        var slack = rule.Every * rule.Burst;
        var mark = (rule.Name, pseudonyms.Of(address));
        var at = free.GetValueOrDefault(mark, now);
        var wait = (at < now ? now : at) - now - slack + rule.Every;
        if (wait > rule.Longest && rule.Refuses)
            return null;
        free.AddOrUpdate(mark, now + rule.Every, (_, before) => Later(before, now, rule) + rule.Every);
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
