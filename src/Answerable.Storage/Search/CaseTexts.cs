using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Search;

/// <summary>Reads the text of many cases at once: for the index, and for the hits of somebody who may see them (the caller has asked).</summary>
public sealed class CaseTexts(IDbContextFactory<RecordDb> databases, Vault vault)
{
    private static readonly string[] EventNames = [.. CaseText.EventNames];

    /// <returns>One entry per stream asked for; null where nothing of it may be searched.</returns>
    public async Task<IReadOnlyDictionary<string, CaseText?>> Read(JurisdictionId jurisdiction, IReadOnlyCollection<string> streams, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // Keys first: a case erased between the two reads then has events that nothing opens, or an erasure that is seen.
        var keys = await db.Keys.AsNoTracking().Where(k => k.Jurisdiction == jurisdiction.Value && streams.Contains(k.Stream)).ToDictionaryAsync(k => k.Stream, k => k.Wrapped, cancel);
        var rows = await Rows(db, jurisdiction.Value, streams).ToListAsync(cancel);
        var histories = rows.ToLookup(row => row.Stream);
        return streams.ToDictionary(stream => stream, stream => keys.TryGetValue(stream, out var wrapped) ? Text(histories[stream], vault.Unwrap(new(stream), wrapped)) : null);
    }

    private static CaseText? Text(IEnumerable<EventRow> rows, byte[] key) =>
        CaseText.Of([.. rows.OrderBy(row => row.Version).Select(row => EventReader.Opened(row, key).Event)]);

    // Only what opening needs; the bytes that prove are left where they are.
    private static IQueryable<EventRow> Rows(RecordDb db, string jurisdiction, IReadOnlyCollection<string> streams) =>
        db.Events.AsNoTracking().Where(e => e.Jurisdiction == jurisdiction && streams.Contains(e.Stream) && EventNames.Contains(e.Type)).Select(e => new EventRow
        {
            Jurisdiction = e.Jurisdiction, Stream = e.Stream, Version = e.Version, Type = e.Type, TypeVersion = e.TypeVersion, OccurredAt = e.OccurredAt, RecordedAt = e.RecordedAt,
            Actor = e.Actor, Record = Array.Empty<byte>(), Blind = Array.Empty<byte>(), Seed = Array.Empty<byte>(), Open = e.Open, Sealed = e.Sealed,
        });
}
