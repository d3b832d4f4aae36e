using Answerable.Engine.Hosting;
using Answerable.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Clocks;

/// <summary>
/// Turns deadlines into commands when their time has come. Rows are polled, never timed: what came due while the process was down
/// is found at the next look, and looking twice does no harm, since the stream decides whether its deadline still stands.
/// </summary>
public sealed partial class DeadlineWatch(IDbContextFactory<RecordDb> databases, RecordDesk desk, TownClock clock, DeadlineWatchOptions options, ILogger<DeadlineWatch> log) : Watch(options.Interval)
{
    private const int MostPerLook = 500;

    /// <summary>One look. Returns how many deadlines it reported.</summary>
    public async Task<int> Look(CancellationToken cancel)
    {
        var now = clock.Now;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var due = await db.Deadlines.AsNoTracking().Where(d => d.DueAt <= now).OrderBy(d => d.DueAt).Take(MostPerLook).ToListAsync(cancel);
        var reports = due.Select(d => Report(new(d.Jurisdiction), new(d.Stream), d.Key)).ToList();
        return (await Task.WhenAll(reports)).Count(told => told);
    }

    /// <summary>Looks until nothing more is due: after the town's clock has been moved.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        while (await Look(cancel) > 0)
            cancel.ThrowIfCancellationRequested();
    }

    protected override Task Once(CancellationToken cancel) => Look(cancel);

    protected override void Tell(Exception failure) => LogLook(failure);

    // One stream that cannot take its deadline must not keep the others from theirs.
    private async Task<bool> Report(JurisdictionId jurisdiction, StreamId stream, string key)
    {
        try
        {
            var answer = await desk.Submit(jurisdiction, new(stream, Kind.Of(stream).OnDeadline(key), new Actor.Clock()));
            return answer is Answer.Recorded { Events.IsEmpty: false };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogReport(failure, key);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Due deadlines could not be read; the next look tries again.")]
    private partial void LogLook(Exception failure);

    [LoggerMessage(LogLevel.Error, "The deadline {Key} could not be reported; the next look tries again.")]
    private partial void LogReport(Exception failure, string key);
}

/// <param name="Interval">Time between looks.</param>
public sealed record DeadlineWatchOptions(TimeSpan Interval);
