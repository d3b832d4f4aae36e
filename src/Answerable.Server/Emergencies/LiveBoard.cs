using System.Collections.Concurrent;
using Answerable.Grievances;
using Answerable.Recording;
using Answerable.Server.Shell;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Emergencies;

/// <summary>
/// Says "something changed" to everybody who has a board open, when an emergency or what boards show of the town has grown: not when a
/// grievance was filed, and not when the log was padded. All of them share one look at the record per half second, and every
/// twenty seconds a word goes out although nothing changed, so that what counts down is never old.
/// </summary>
public sealed class LiveBoard(IDbContextFactory<RecordDb> databases)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<JurisdictionId, Seen> looks = new();

    public async Task Follow(HttpContext http, JurisdictionId jurisdiction)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var (seen, quiet, leaving) = ((0, -1L), System.Diagnostics.Stopwatch.StartNew(), http.Leaving());
        try
        {
            while (!leaving.IsCancellationRequested)
            {
                var now = await Latest(jurisdiction, leaving);
                if (now != seen || quiet.Elapsed > Longest)
                {
                    await http.Response.WriteAsync("data: changed\n\n", leaving);
                    await http.Response.Body.FlushAsync(leaving);
                    quiet.Restart();
                }

                seen = now;
                await Task.Delay(BetweenLooks, leaving);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has closed the page, or the server stops.
        }
    }

    /// <summary>The log, and its size when it was last seen to hold something new that boards show. Only what came since the last look is read.</summary>
    public async Task<(int Log, long Size)> Look(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var before = looks.GetValueOrDefault(jurisdiction);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (log, size) = await db.PositionOf(jurisdiction, cancel);
        var isNew = before is null || before.Log != log || (size > before.Size && await Shows(db, jurisdiction, log, before.Size, size, cancel));
        var now = new Seen(log, size, isNew ? size : before!.Changed, Environment.TickCount64);
        looks[jurisdiction] = now;
        return (now.Log, now.Changed);
    }

    private async ValueTask<(int Log, long Size)> Latest(JurisdictionId jurisdiction, CancellationToken cancel) =>
        looks.TryGetValue(jurisdiction, out var look) && Environment.TickCount64 - look.At < BetweenLooks.TotalMilliseconds ? (look.Log, look.Changed) : await Look(jurisdiction, cancel);

    // Blank leaves have no event; grievances are on no board. Whatever else there may be one day wakes it rather than not.
    private static Task<bool> Shows(RecordDb db, JurisdictionId jurisdiction, int log, long from, long to, CancellationToken cancel) =>
        db.Events.AnyAsync(e => e.Jurisdiction == jurisdiction.Value && e.Log == log && e.Seq >= from && e.Seq < to && !e.Stream.StartsWith(Grievance.Kind + "/"), cancel);

    /// <param name="Changed">Size of the log when something that boards show had come.</param>
    private sealed record Seen(int Log, long Size, long Changed, long At);
}
