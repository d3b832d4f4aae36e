using Answerable.Engine.Hosting;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Search;

/// <summary>Keeps the index close behind the record. If it fails, the record goes on and searching shows what was there before.</summary>
public sealed partial class SearchService(IDbContextFactory<RecordDb> databases, SearchIndexer indexer, SearchOptions options, ILogger<SearchService> log) : Watch(options.Interval)
{
    private readonly Dictionary<string, (int Log, long Size)> followed = [];

    /// <summary>One look at every record on this database; those that have not grown since the last one cost nothing.</summary>
    public async Task Look(CancellationToken cancel)
    {
        foreach (var head in await Heads(cancel))
        {
            if (followed.TryGetValue(head.Jurisdiction, out var then) && then == (head.Log, head.Size))
                continue;
            try
            {
                await Follow(new(head.Jurisdiction), cancel);
                followed[head.Jurisdiction] = (head.Log, head.Size);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // One record that cannot be followed must not keep the others from being searched.
                LogBehind(failure, head.Jurisdiction);
            }
        }
    }

    private async Task Follow(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        SearchMetrics.Behind(jurisdiction, await indexer.Lag(jurisdiction, cancel));
        await indexer.CatchUp(jurisdiction, cancel, givesWay: true);
        SearchMetrics.Behind(jurisdiction, await indexer.Lag(jurisdiction, cancel));
    }

    protected override Task Once(CancellationToken cancel) => Look(cancel);

    protected override void Tell(Exception failure) => LogBehind(failure, "*");

    private async Task<List<HeadRow>> Heads(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Heads.AsNoTracking().ToListAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "The search index of {Jurisdiction} could not be brought up to date; the next look goes on from where it is.")]
    private partial void LogBehind(Exception failure, string jurisdiction);
}

/// <param name="Interval">Time between looks; a new case is found at most this much later.</param>
public sealed record SearchOptions(TimeSpan Interval)
{
    /// <summary>A look costs one small query while nothing grows.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(250);
}
