using Answerable.Grievances;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Reading;

/// <summary>One stream as a page shows it: its state, and its history with whatever personal fields still exist.</summary>
public sealed record History<TState>(StreamId Stream, long Version, TState State, IReadOnlyList<Happened> Events, IReadOnlyList<EventRow> Rows) where TState : class, IState<TState>;

/// <summary>Reads streams for pages, from any node, without asking the registrar. The caller has decided who may see it.</summary>
public sealed class Histories(IDbContextFactory<RecordDb> databases, Vault vault)
{
    // Not static: a compiled query belongs to one model, and one process may have records on both databases.
    private readonly Func<RecordDb, string, string, IAsyncEnumerable<EventRow>> rowsOf = EF.CompileAsyncQuery<RecordDb, string, string, EventRow>(
        (RecordDb db, string jurisdiction, string stream) => db.Events.AsNoTracking().Where(e => e.Jurisdiction == jurisdiction && e.Stream == stream).OrderBy(e => e.Version));

    private readonly Func<RecordDb, string, string, Task<byte[]?>> keyOf = EF.CompileAsyncQuery(
        (RecordDb db, string jurisdiction, string stream) => db.Keys.Where(k => k.Jurisdiction == jurisdiction && k.Stream == stream).Select(k => k.Wrapped).SingleOrDefault());

    private static readonly string ContactEvent = EventType.All.Single(type => type.Clr == typeof(ContactAsked)).Name;

    /// <summary>The stream, or null where it has no events.</summary>
    /// <param name="opened">Whether personal fields are read too.</param>
    public async Task<History<TState>?> Read<TState>(JurisdictionId jurisdiction, StreamId stream, bool opened, CancellationToken cancel) where TState : class, IState<TState>
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = new List<EventRow>();
        await foreach (var row in rowsOf(db, jurisdiction.Value, stream.Value).WithCancellation(cancel))
            rows.Add(row);
        if (rows.Count == 0)
            return null;
        var key = opened && await keyOf(db, jurisdiction.Value, stream.Value) is { } wrapped ? vault.Unwrap(stream, wrapped) : null;
        var events = rows.ConvertAll(row => EventReader.Opened(row, key));
        var state = events.Aggregate(TState.Initial, (so, happened) => happened.Event is RefusalGiven or WordsMarked ? so : so.With(happened.Event, happened.Stamp));
        return new(stream, rows[^1].Version, state, events, rows);
    }

    /// <summary>The titles of the cases on one page of a queue, contact values masked; null where it is sealed or erased.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> Titles(JurisdictionId jurisdiction, IReadOnlyCollection<string> streams, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var first = await (
            from e in db.Events.AsNoTracking()
            join k in db.Keys on new { e.Jurisdiction, e.Stream } equals new { k.Jurisdiction, k.Stream }
            where e.Jurisdiction == jurisdiction.Value && streams.Contains(e.Stream) && (e.Version == 1 || e.Type == ContactEvent)
            orderby e.Version
            select new { Row = e, k.Wrapped }).ToListAsync(cancel);
        return first.GroupBy(one => one.Row.Stream).ToDictionary(
            stream => stream.Key,
            stream => Title([.. stream.Select(one => EventReader.Opened(one.Row, vault.Unwrap(new(one.Row.Stream), one.Wrapped)).Event)]));
    }

    private static string? Title(IReadOnlyList<IEvent> history) => history[0] is Lodged { Title: { } title } ? Contacts.Mask(title, history) : null;
}
