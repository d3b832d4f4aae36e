using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace Answerable.Server.People;

/// <summary>How fast one address may go.</summary>
/// <param name="Burst">Requests that are not slowed at all.</param>
/// <param name="Every">One more is free after this time.</param>
/// <param name="Longest">Nobody waits longer for one request.</param>
/// <param name="Refuses">Beyond the longest wait, refuse (guessing a secret). False: let through after it; a filing is never refused for rate (safeguard A6).</param>
public sealed record PaceRule(string Name, int Burst, TimeSpan Every, TimeSpan Longest, bool Refuses)
{
    /// <summary>Guessing passwords and codes. An office of thirty people behind one address signs in within a minute.</summary>
    public static PaceRule SignIn { get; } = new("sign-in", Burst: 30, Every: TimeSpan.FromSeconds(3), Longest: TimeSpan.FromSeconds(10), Refuses: true);
}

/// <summary>
/// Slows an address down without remembering it: addresses are hashed under a key that lives for a day and in memory only (safeguard A6).
/// A whole town may share one address, so the first answer to a crowd is patience.
/// </summary>
public sealed class Pace(TimeProvider time)
{
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<(string Rule, UInt128 Client), DateTimeOffset> free = new();
    private readonly Lock renewal = new();
    private (DateOnly Day, byte[] Key) secret = (default, []);

    /// <summary>How long this request must wait; null when it is refused.</summary>
    public TimeSpan? Wait(PaceRule rule, IPAddress? address)
    {
        var now = time.GetUtcNow();
        var slack = rule.Every * rule.Burst;
        var mark = (rule.Name, Hash(address, DateOnly.FromDateTime(now.UtcDateTime)));
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

    private UInt128 Hash(IPAddress? address, DateOnly day)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key(day), Network(address), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private byte[] Key(DateOnly day)
    {
        lock (renewal)
        {
            if (secret.Day != day)
            {
                secret = (day, RandomNumberGenerator.GetBytes(32));
                free.Clear();
            }

            return secret.Key;
        }
    }

    // A household has a whole /64 of IPv6 addresses; counting single ones would count nothing.
    private static byte[] Network(IPAddress? address) =>
        address is null ? [] : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes() is { Length: 16 } six ? six[..8] : address.GetAddressBytes();
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
