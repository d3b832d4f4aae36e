using System.Collections.Immutable;
using Answerable.Engine.Reading;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Answerable.Engine.Keeping;

/// <param name="Done">Streams folded so far.</param>
public sealed record RebuildProgress(string Table, long Done, long Total);

/// <summary>
/// Folds every projected table, and the deadlines, from the events again, beside the live one, and swaps the contents in one
/// transaction. The server may run: writers wait only for the swap, in which what they wrote meanwhile is folded once more.
/// </summary>
public sealed class Rebuild(IDbContextFactory<RecordDb> databases, IRecordStore store, BookShelf books)
{
    private const int Batch = 200;

    /// <returns>Rows of each table after the swap.</returns>
    public async Task<ImmutableSortedDictionary<string, long>> Run(IProgress<RebuildProgress>? progress, CancellationToken cancel)
    {
        var rows = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var derived in Derived.All)
            rows[derived.TableIn(await databases.CreateDbContextAsync(cancel)).Table] = await One(derived, progress, cancel);
        return rows.ToImmutable();
    }

    private async Task<long> One(Derived derived, IProgress<RebuildProgress>? progress, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        db.Database.SetCommandTimeout(0);
        var shadow = new ShadowTable(db, derived.TableIn(db));
        await shadow.Create(cancel);
        var from = await db.Heads.AsNoTracking().ToListAsync(cancel);
        var streams = await Streams(db, derived, null, cancel);
        for (var done = 0; done < streams.Count; done += Batch)
        {
            var folded = new List<object>();
            foreach (var (jurisdiction, stream) in streams.Skip(done).Take(Batch))
                folded.AddRange(await Fold(derived, jurisdiction, stream, cancel));
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await shadow.Put(folded, cancel);
            await transaction.CommitAsync(cancel);
            progress?.Report(new(shadow.Live, Math.Min(done + Batch, streams.Count), streams.Count));
        }

        return await Swap(db, shadow, derived, from, cancel);
    }

    private async Task<long> Swap(RecordDb db, ShadowTable shadow, Derived derived, List<HeadRow> from, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The registrar's fence: whoever appends must change this row, and waits for it.
        await db.Database.ExecuteSqlRawAsync("UPDATE heads SET size = size", cancel);
        foreach (var (jurisdiction, stream) in await Streams(db, derived, from, cancel))
        {
            await shadow.Drop(jurisdiction, stream, cancel);
            await shadow.Put([.. await Fold(derived, jurisdiction, stream, cancel)], cancel);
        }

        var rows = await shadow.Swap(cancel);
        await transaction.CommitAsync(cancel);
        return rows;
    }

    private async Task<IEnumerable<object>> Fold(Derived derived, JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel)
    {
        var events = await store.Stream(jurisdiction, stream, cancel);
        var kind = Kind.Of(stream);
        return derived.Rows(jurisdiction, stream, events[^1].Version, kind.Fold(events.Select(EventReader.Closed)), kind, await books.Get(jurisdiction, cancel));
    }

    /// <summary>Every stream that the table is about, or only those that grew beyond <paramref name="since"/>.</summary>
    private static async Task<List<(JurisdictionId, StreamId)>> Streams(RecordDb db, Derived derived, List<HeadRow>? since, CancellationToken cancel)
    {
        var found = new List<(JurisdictionId, StreamId)>();
        foreach (var head in await db.Heads.AsNoTracking().ToListAsync(cancel))
        {
            var events = db.Events.AsNoTracking().Where(e => e.Jurisdiction == head.Jurisdiction);
            if (derived.Kind is { } kind)
                events = events.Where(e => e.Stream.StartsWith(kind + "/"));
            if (since?.Find(h => h.Jurisdiction == head.Jurisdiction) is { } then)
                events = events.Where(e => e.Log > then.Log || (e.Log == then.Log && e.Seq >= then.Size));
            found.AddRange((await events.Select(e => e.Stream).Distinct().ToListAsync(cancel)).Select(s => (new JurisdictionId(head.Jurisdiction), new StreamId(s))));
        }

        return found;
    }
}
