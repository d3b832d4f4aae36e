using System.Collections.Concurrent;
using Answerable.Engine.Registrars;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Reading;

/// <summary>
/// The book as pages need it, on any node: folded from the database and kept until one of its streams has grown. It may lag a commit
/// by half a second; decisions use the registrar's own.
/// </summary>
public sealed class BookShelf(IDbContextFactory<RecordDb> databases, IRecordStore store)
{
    private const long FreshMilliseconds = 500;
    private static readonly string[] Streams = [.. Books.Streams.Select(s => s.Value)];
    private readonly ConcurrentDictionary<JurisdictionId, Kept> kept = new();

    /// <summary>The book of a jurisdiction; an empty one where nothing was set up yet.</summary>
    public async ValueTask<Book> Get(JurisdictionId jurisdiction, CancellationToken cancel = default)
    {
        if (kept.TryGetValue(jurisdiction, out var known) && Environment.TickCount64 - known.LookedAt < FreshMilliseconds)
            return known.Book;
        var versions = await Versions(jurisdiction, cancel);
        if (known is null || !known.Versions.SequenceEqual(versions))
            known = new(await Fold(jurisdiction, cancel), versions, 0);
        kept[jurisdiction] = known with { LookedAt = Environment.TickCount64 };
        return known.Book;
    }

    /// <summary>Forgets what is kept: after a command of this process changed the book.</summary>
    public void Changed(JurisdictionId jurisdiction) => kept.TryRemove(jurisdiction, out _);

    private async Task<Book> Fold(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var states = new Dictionary<StreamId, object>();
        foreach (var stream in Books.Streams)
            states[stream] = Kind.Of(stream).Fold((await store.Stream(jurisdiction, stream, cancel)).Select(EventReader.Closed));
        return Books.Bind(stream => states[stream]);
    }

    private async Task<long[]> Versions(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.Events.Where(e => e.Jurisdiction == jurisdiction.Value && Streams.Contains(e.Stream))
            .GroupBy(e => e.Stream).Select(g => new { g.Key, Version = g.Max(e => e.Version) }).ToDictionaryAsync(g => g.Key, g => g.Version, cancel);
        return [.. Streams.Select(s => found.GetValueOrDefault(s))];
    }

    private sealed record Kept(Book Book, long[] Versions, long LookedAt);
}

/// <summary>The jurisdictions this server keeps records of.</summary>
public sealed class Jurisdictions(IDbContextFactory<RecordDb> databases)
{
    private IReadOnlyList<JurisdictionId>? known;

    public async ValueTask<IReadOnlyList<JurisdictionId>> All(CancellationToken cancel = default)
    {
        if (known is { Count: > 0 })
            return known;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return known = [.. (await db.Heads.Select(h => h.Jurisdiction).OrderBy(id => id).ToListAsync(cancel)).Select(JurisdictionId.Of)];
    }

    /// <summary>The one named, or the only one there is; null where that is not clear.</summary>
    public async ValueTask<JurisdictionId?> Choose(string? named, CancellationToken cancel = default)
    {
        var all = await All(cancel);
        return named is null ? (all.Count == 1 ? all[0] : null) : all.FirstOrDefault(id => id.Value == named) is { Value: not null } found ? found : null;
    }
}
