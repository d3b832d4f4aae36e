using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Registrars;

/// <summary>What an erasure asks for beyond the transaction that destroyed the key: a line outside the database, and an end to every derivative.</summary>
public sealed partial class Erasures(Tombstones tombstones, IEnumerable<IForget> derivatives, ILogger<Erasures> log)
{
    /// <summary>After the commit. Nothing here can undo it, so nothing here fails it; what does not succeed is done at the next start.</summary>
    public async Task Done(IReadOnlyList<TombstoneRow> erased, CancellationToken cancel)
    {
        try
        {
            tombstones.Append(erased);
            await Forget(erased, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogLeft(failure, erased.Count);
        }
    }

    /// <summary>
    /// Before anything is served: what was erased since an older backup is erased again, what the file outside does not know yet is
    /// added to it, and every derivative forgets once more.
    /// </summary>
    /// <returns>Tombstones that this database had not known.</returns>
    public async Task<int> Replay(RecordDb db, IRecordStore store, CancellationToken cancel)
    {
        var inside = await db.Tombstones.AsNoTracking().ToListAsync(cancel);
        var outside = tombstones.Read();
        var known = inside.Select(Key).ToHashSet();
        var missing = outside.Where(t => !known.Contains(Key(t))).DistinctBy(Key).ToList();
        foreach (var tombstone in missing)
            await store.Bury(tombstone, cancel);
        var written = outside.Select(Key).ToHashSet();
        tombstones.Append(inside.Where(t => !written.Contains(Key(t))));
        await Forget([.. inside, .. missing], cancel);
        return missing.Count;
    }

    private async Task Forget(IReadOnlyList<TombstoneRow> erased, CancellationToken cancel)
    {
        foreach (var derivative in derivatives)
            foreach (var town in erased.GroupBy(t => t.Jurisdiction))
                await derivative.Forget(new(town.Key), [.. town.Select(t => new StreamId(t.Stream))], cancel);
    }

    private static (string, string) Key(TombstoneRow row) => (row.Jurisdiction, row.Stream);

    [LoggerMessage(LogLevel.Error, "{Count} keys are destroyed, but not everything derived from them is gone yet; the next start finishes it.")]
    private partial void LogLeft(Exception failure, int count);
}
