using System.Collections.Immutable;
using System.Diagnostics;
using Answerable.Grievances;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Search;

/// <summary>
/// Brings the index to where the record is. It follows events by their place in the log and reads each case they touch as it stands
/// now, so reading one twice does no harm, and a stop at any point loses nothing: the position is written with the documents.
/// </summary>
public sealed class SearchIndexer(IDbContextFactory<RecordDb> databases, CaseTexts texts, ISearchIndex index)
{
    private const int EventsPerStep = 500;
    private const int RestPerWork = 3, RestPerWorkInFlood = 8;
    private static readonly string Cases = Grievance.Kind + "/";

    /// <summary>Follows until no event is left. Returns how many documents it wrote.</summary>
    /// <param name="givesWay">
    /// While the record grows under its hands, it rests after each step three times as long as the step took, and eight times once it
    /// falls behind: whoever files goes first, and is found a moment later.
    /// </param>
    public async Task<int> CatchUp(JurisdictionId jurisdiction, CancellationToken cancel, bool givesWay = false)
    {
        var written = 0;
        for (var size = await Size(jurisdiction, cancel); ;)
        {
            var started = Stopwatch.GetTimestamp();
            if (await Step(jurisdiction, cancel) is not { } step)
                break;
            written += step.Documents;
            if (givesWay && size != (size = await Size(jurisdiction, cancel)))
                await Task.Delay((step.IsFull ? RestPerWorkInFlood : RestPerWork) * Stopwatch.GetElapsedTime(started), cancel);
        }

        await index.Finish(jurisdiction, cancel);
        return written;
    }

    /// <summary>Makes the index of one jurisdiction anew from its record, while it goes on being searched.</summary>
    public async Task<int> Rebuild(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (await Head(jurisdiction, cancel) is not { } head)
            return 0;
        await index.Restart(jurisdiction, head.Log, cancel);
        return await CatchUp(jurisdiction, cancel);
    }

    /// <summary>The same for every record on this database. Returns how many documents it wrote.</summary>
    public async Task<long> RebuildAll(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var written = 0L;
        foreach (var jurisdiction in await db.Heads.Select(h => h.Jurisdiction).ToListAsync(cancel))
            written += await Rebuild(new(jurisdiction), cancel);
        return written;
    }

    /// <summary>Events that the index has not followed yet.</summary>
    public async Task<long> Lag(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var at = await index.Position(jurisdiction, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await After(db.Events, jurisdiction, at).LongCountAsync(cancel) + await Later(db.Events, jurisdiction, at).LongCountAsync(cancel);
    }

    /// <returns>The documents written, and whether more events waited than one step takes; null where none was left.</returns>
    private async Task<(int Documents, bool IsFull)?> Step(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        if (await Head(jurisdiction, cancel) is not { } head)
            return null;
        var at = await index.Position(jurisdiction, cancel);
        if (!Fits(at, head))
            at = await index.Restart(jurisdiction, head.Log, cancel);
        var events = await Next(jurisdiction, at, cancel);
        if (events.Count == 0)
            return null;
        var streams = events.Select(e => e.Stream).Where(stream => stream.StartsWith(Cases, StringComparison.Ordinal)).Distinct().ToList();
        var found = await texts.Read(jurisdiction, streams, cancel);
        var marks = await Marks(jurisdiction, streams, cancel);
        List<SearchDocument> documents = [.. streams.Select(stream => new SearchDocument(stream, found[stream]?.Terms().ToList(), marks.GetValueOrDefault(stream, [])))];
        var to = at with { Log = events[^1].Log, Seq = events[^1].Seq };
        return (await index.Write(jurisdiction, at, to, documents, cancel) ? documents.Count : 0, events.Count == EventsPerStep);
    }

    // Made by another tokeniser, ahead of the record, or of a log that a restore has left behind: none of it can be relied upon.
    private static bool Fits(SearchPosition at, HeadRow head) =>
        at.Tokens == Tokens.Version && at.Growing == head.Log && (at.Log < head.Log || (at.Log == head.Log && at.Seq < head.Size));

    private async Task<HeadRow?> Head(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Heads.AsNoTracking().SingleOrDefaultAsync(h => h.Jurisdiction == jurisdiction.Value, cancel);
    }

    private async Task<Dictionary<string, ImmutableArray<string>>> Marks(JurisdictionId jurisdiction, IReadOnlyCollection<string> streams, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.MarksOf(jurisdiction, streams, cancel);
    }

    private async Task<long?> Size(JurisdictionId jurisdiction, CancellationToken cancel) => (await Head(jurisdiction, cancel))?.Size;

    private async Task<IReadOnlyList<Place>> Next(JurisdictionId jurisdiction, SearchPosition at, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var next = await Take(After(db.Events, jurisdiction, at), cancel);
        return next.Count > 0 ? next : await Take(Later(db.Events, jurisdiction, at), cancel);
    }

    private static Task<List<Place>> Take(IQueryable<EventRow> events, CancellationToken cancel) =>
        events.OrderBy(e => e.Log).ThenBy(e => e.Seq).Select(e => new Place(e.Log, e.Seq, e.Stream)).Take(EventsPerStep).ToListAsync(cancel);

    // Two queries and not one with an "or": each is a range of the primary key. Blanks leave no row, so numbers may be missing.
    private static IQueryable<EventRow> After(IQueryable<EventRow> events, JurisdictionId jurisdiction, SearchPosition at) =>
        events.AsNoTracking().Where(e => e.Jurisdiction == jurisdiction.Value && e.Log == at.Log && e.Seq > at.Seq);

    private static IQueryable<EventRow> Later(IQueryable<EventRow> events, JurisdictionId jurisdiction, SearchPosition at) =>
        events.AsNoTracking().Where(e => e.Jurisdiction == jurisdiction.Value && e.Log > at.Log);

    private sealed record Place(int Log, long Seq, string Stream);
}
