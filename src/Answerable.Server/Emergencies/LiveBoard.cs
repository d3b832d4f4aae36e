using System.Collections.Concurrent;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Emergencies;

/// <summary>
/// Says "something changed" to everybody who has a board open. All of them share one look at the record per half second, and every
/// twenty seconds a word goes out although nothing changed, so that what counts down is never old.
/// </summary>
public sealed class LiveBoard(IDbContextFactory<RecordDb> databases)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<JurisdictionId, Look> looks = new();

    public async Task Follow(HttpContext http, JurisdictionId jurisdiction)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var (seen, quiet, leaving) = (-1L, System.Diagnostics.Stopwatch.StartNew(), http.Leaving());
        try
        {
            while (!leaving.IsCancellationRequested)
            {
                var size = await Size(jurisdiction, leaving);
                if (size != seen || quiet.Elapsed > Longest)
                {
                    await http.Response.WriteAsync("data: changed\n\n", leaving);
                    await http.Response.Body.FlushAsync(leaving);
                    quiet.Restart();
                }

                seen = size;
                await Task.Delay(BetweenLooks, leaving);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has closed the page, or the server stops.
        }
    }

    private async ValueTask<long> Size(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (looks.TryGetValue(jurisdiction, out var look) && Environment.TickCount64 - look.At < BetweenLooks.TotalMilliseconds)
            return look.Size;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var size = await db.Heads.Where(h => h.Jurisdiction == jurisdiction.Value).Select(h => h.Size).SingleOrDefaultAsync(cancel);
        looks[jurisdiction] = new(size, Environment.TickCount64);
        return size;
    }

    private sealed record Look(long Size, long At);
}
