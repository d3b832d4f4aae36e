using System.Collections.Concurrent;
using Answerable.Recording;

namespace Answerable.Server.Emergencies;

/// <summary>
/// Says "something changed" to everybody who has a board open. All of them share one look at the record per half second, and every
/// twenty seconds a word goes out although nothing changed, so that what counts down is never old. It follows what boards show and not
/// the record: or every grievance that is hidden from a reader would refresh their page (safeguards A5).
/// </summary>
public sealed class LiveBoard(EmergencyShelf shelf)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<JurisdictionId, Look> looks = new();

    public async Task Follow(HttpContext http, JurisdictionId jurisdiction)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var (seen, quiet) = (-1L, System.Diagnostics.Stopwatch.StartNew());
        try
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                var size = await Size(jurisdiction, http.RequestAborted);
                if (size != seen || quiet.Elapsed > Longest)
                {
                    await http.Response.WriteAsync("data: changed\n\n", http.RequestAborted);
                    await http.Response.Body.FlushAsync(http.RequestAborted);
                    quiet.Restart();
                }

                seen = size;
                await Task.Delay(BetweenLooks, http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has closed the page.
        }
    }

    private async ValueTask<long> Size(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (looks.TryGetValue(jurisdiction, out var look) && Environment.TickCount64 - look.At < BetweenLooks.TotalMilliseconds)
            return look.Size;
        var size = await shelf.Grown(jurisdiction, cancel);
        looks[jurisdiction] = new(size, Environment.TickCount64);
        return size;
    }

    private sealed record Look(long Size, long At);
}
