using Answerable.Deadlines;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Clocks;

/// <summary>
/// Has every running clock counted again after a calendar changed: because holidays were announced, or because a newer program ships
/// with more of them. The town's stream says with which calendar all were counted last; as long as that is not the one in force there
/// is work, so a recount that a crash cut short is begun anew. A clock that was counted already is not moved twice.
/// </summary>
public sealed partial class CalendarWatch(
    IDbContextFactory<RecordDb> databases, BookShelf books, RecordDesk desk, TownClock clock, CalendarWatchOptions options, ILogger<CalendarWatch> log) : Watch(options.Interval)
{
    /// <summary>One look at every jurisdiction. Returns how many cases had a clock that moved.</summary>
    public async Task<int> Look(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var moved = 0;
        foreach (var jurisdiction in (await db.Heads.Select(h => h.Jurisdiction).ToListAsync(cancel)).Select(JurisdictionId.Of))
            if ((await books.Get(jurisdiction, cancel)).Town is { AwaitsRecount: true } town)
                moved += await Recount(jurisdiction, town.Calendar.Version, cancel);
        return moved;
    }

    protected override Task Once(CancellationToken cancel) => Look(cancel);

    protected override void Tell(Exception failure) => LogLook(failure);

    private async Task<int> Recount(JurisdictionId jurisdiction, string calendar, CancellationToken cancel)
    {
        var (moved, failed, last) = (0, 0, (StreamId?)null);
        do
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            var page = await db.WithRunningClocks(jurisdiction, clock.Now, last, options.AtOnce, cancel);
            var answers = await Task.WhenAll(page.Select(stream => Recount(jurisdiction, stream)));
            moved += answers.Count(answer => answer is true);
            failed += answers.Count(answer => answer is null);
            last = page.Count == options.AtOnce ? page[^1] : null;
        }
        while (last is not null);

        // What failed is tried again at the next look; only then is it finished.
        if (failed == 0)
            await desk.Submit(jurisdiction, new(Offices.Town.Stream, new FinishRecount(calendar), new Actor.Engine()));
        return moved;
    }

    /// <returns>Whether a clock moved; null when the case could not be counted.</returns>
    private async Task<bool?> Recount(JurisdictionId jurisdiction, StreamId stream)
    {
        try
        {
            return await desk.Submit(jurisdiction, new(stream, new RecountClocks(), new Actor.Engine())) is Answer.Recorded { Events.IsEmpty: false };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogCase(failure, jurisdiction.Value);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Clocks could not be counted again; the next look tries again.")]
    private partial void LogLook(Exception failure);

    [LoggerMessage(LogLevel.Error, "The clocks of one case of {Jurisdiction} could not be counted again; the next look tries again.")]
    private partial void LogCase(Exception failure, string jurisdiction);
}

/// <param name="Interval">Time between looks.</param>
/// <param name="AtOnce">Cases counted together: few, so that filings are not kept waiting behind a recount.</param>
public sealed record CalendarWatchOptions(TimeSpan Interval, int AtOnce = 64);
