using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Answerable.Ledger;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Rows;
using Answerable.Storage.Vaults;

namespace Answerable.Engine.Registrars;

/// <summary>What one flush would make of the record. It becomes the state only after its transaction has committed.</summary>
/// <param name="earlier">What is just being written, and this builds on; null where all before it is committed.</param>
/// <param name="committed">The log as committed.</param>
internal sealed class Overlay(
    HeadRow fence, Overlay? earlier, LogHead committed, Vault vault, StreamCache streams, IReadOnlyDictionary<StreamId, LoadedStream> shelf, IReadOnlySet<EventType> typesHeld)
{
    private readonly JurisdictionId jurisdiction = new(fence.Jurisdiction);
    private readonly int log = fence.Log;
    private readonly LogHead head = earlier?.Head ?? committed;
    private Overlay? below = earlier;
    private readonly Dictionary<StreamId, LoadedStream> changed = [];
    private readonly List<EventRow> events = [];
    private readonly List<KeyRow> keys = [];
    private readonly List<Hash> entries = [];
    private readonly List<DeliveryRow> deliveries = [];
    private readonly List<TombstoneRow> erased = [];
    private readonly Dictionary<string, (IdempotencyRow Row, Answer.Recorded Answer)> answered = [];

    private bool bookChanged;

    public long Size => head.Size + entries.Count;
    /// <summary>The log as it will be, once <see cref="ToBatch"/> has made it.</summary>
    public LogHead Head { get; private set; } = LogHead.Empty;
    public IReadOnlyCollection<LoadedStream> Streams => changed.Values;
    public IReadOnlyList<TombstoneRow> Erased => erased;

    /// <summary>The types of the events added.</summary>
    public HashSet<EventType> Types => [.. events.Select(row => EventType.Of(row.Type, row.TypeVersion))];

    public bool IsEmpty => entries.Count == 0;

    public LoadedStream? Find(StreamId id) => changed.TryGetValue(id, out var stream) ? stream : below is not null ? below.Find(id) : Committed(id);

    /// <summary>What this builds on is committed now.</summary>
    public void Landed() => below = null;

    /// <summary>The book as this flush has changed it so far.</summary>
    public Book Book(Book before) => bookChanged ? Books.Bind(id => Find(id)!.State) : below?.Book(before) ?? before;

    /// <summary>The answer to a key that was first asked within this flush or the one below it.</summary>
    public Answer.Recorded? Answered(string key) => answered.GetValueOrDefault(key).Answer ?? below?.Answered(key);

    /// <summary>Adds events to the end of a stream.</summary>
    public Answer.Recorded Add(LoadedStream stream, ImmutableArray<IEvent> happened, ActorId by, Instant occurredAt, Instant recordedAt, string? idempotencyKey)
    {
        var (first, before) = (Size, stream.Version);
        var mark = (events.Count, keys.Count, entries.Count, deliveries.Count, erased.Count);
        try
        {
            foreach (var one in happened)
                stream = Add(stream, one, new(stream.Version + 1, occurredAt, recordedAt, by));
        }
        catch
        {
            // A fold that fails at the second event must not leave the first one behind, to be written with the neighbours' events.
            Undo(mark);
            throw;
        }

        changed[stream.Id] = stream;
        bookChanged |= shelf.ContainsKey(stream.Id);
        var answer = new Answer.Recorded(stream.Id, stream.Version, first, happened);
        if (idempotencyKey is not null)
            answered[idempotencyKey] = (new()
            {
                Jurisdiction = jurisdiction.Value, Key = idempotencyKey, Stream = stream.Id.Value, FirstVersion = before + 1, LastVersion = stream.Version, RecordedAt = recordedAt,
            }, answer);
        return answer;
    }

    /// <summary>Adds leaves that say nothing, so that the public log grows by the beat and not by the office's business (safeguards A3).</summary>
    public void PadTo(long size)
    {
        while (Size < size)
            entries.Add(Commitment.Blank(RandomNumberGenerator.GetBytes(Commitment.SecretLength)));
    }

    /// <summary>All that is to be written. Nothing is added after it.</summary>
    public Batch ToBatch(Book book, long epoch)
    {
        var appended = head.Append(CollectionsMarshal.AsSpan(entries));
        Head = appended.Head;
        var deadlines = changed.Values.ToList().ConvertAll(Compare);
        return new(jurisdiction, log, epoch, head.Size, Head.Size)
        {
            Events = events,
            Keys = keys,
            Tiles = [.. appended.Tiles.GroupBy(t => (t.Id.Level, t.Id.Index)).Select(g => g.Last()).Select(Row)],
            Idempotency = [.. answered.Values.Select(a => a.Row)],
            DeadlinesSet = [.. deadlines.SelectMany(d => d.Set)],
            DeadlinesCleared = [.. deadlines.SelectMany(d => d.Cleared)],
            Deliveries = deliveries,
            Rows = [.. changed.Values.SelectMany(stream => Project(stream, book)), .. NewTypes()],
            Erased = erased,
        };
    }

    private LoadedStream Add(LoadedStream stream, IEvent happened, Stamp stamp)
    {
        if (stream.Key is null && !stream.Erased && HasPersonal(happened))
            stream = WithKey(stream);
        var (row, entry) = EventWriter.Write(jurisdiction, stream.Id, Size, happened, stamp, stream.Key);
        row.Log = log;
        events.Add(row);
        entries.Add(entry);
        // Folded without its personal fields, exactly as it will be read back: the live state and a rebuilt one cannot differ.
        var closed = HasPersonal(happened) ? EventReader.Closed(row).Event : happened;
        var state = stream.Kind.With(stream.State, closed, stamp);
        deliveries.AddRange(stream.Kind.Deliveries(state, closed, stamp).Select(d => Outbox.Row(jurisdiction, stream.Id, d, stamp.RecordedAt)));
        stream = stream with { State = state, Version = stamp.Version };
        return happened is IErasure ? Erase(stream, stamp.RecordedAt) : stream;
    }

    private void Undo((int Events, int Keys, int Entries, int Deliveries, int Erased) mark)
    {
        CollectionsMarshal.SetCount(events, mark.Events);
        CollectionsMarshal.SetCount(keys, mark.Keys);
        CollectionsMarshal.SetCount(entries, mark.Entries);
        CollectionsMarshal.SetCount(deliveries, mark.Deliveries);
        CollectionsMarshal.SetCount(erased, mark.Erased);
    }

    private LoadedStream? Committed(StreamId id) => shelf.TryGetValue(id, out var kept) ? kept : streams.Find(id);

    private static bool HasPersonal(IEvent happened) => EventType.Of(happened).Fields.Any(f => f.Personal);

    private LoadedStream WithKey(LoadedStream stream)
    {
        var (key, wrapped) = stream.OfferedKey is { } offered ? (vault.Unwrap(stream.Id, offered), offered) : vault.NewKey(stream.Id);
        keys.Add(new() { Jurisdiction = jurisdiction.Value, Stream = stream.Id.Value, Wrapped = wrapped });
        return stream with { Key = key, OfferedKey = null };
    }

    private LoadedStream Erase(LoadedStream stream, Instant at)
    {
        erased.Add(new() { Jurisdiction = jurisdiction.Value, Stream = stream.Id.Value, ErasedAt = at });
        return stream with { Key = null, Erased = true };
    }

    private (List<DeadlineRow> Set, List<(string, string)> Cleared) Compare(LoadedStream stream)
    {
        var before = stream.Deadlines;
        var after = stream.Kind.Deadlines(stream.State).ToList();
        changed[stream.Id] = stream with { Deadlines = [.. after] };
        return (
            [.. after.Where(d => !before.Contains(d)).Select(d => new DeadlineRow { Jurisdiction = jurisdiction.Value, Stream = stream.Id.Value, Key = d.Key, DueAt = d.DueAt })],
            [.. before.Where(d => after.All(a => a.Key != d.Key)).Select(d => (stream.Id.Value, d.Key))]);
    }

    private IEnumerable<object> Project(LoadedStream stream, Book book) =>
        ReadModel.Projections.Where(p => p.Kind == stream.Id.Kind).Select(p => p.Of(jurisdiction, stream.Id, stream.Version, stream.State, book)).OfType<object>();

    private IEnumerable<EventTypeRow> NewTypes() =>
        Types.Except(typesHeld).Select(type => new EventTypeRow { Type = type.Name, TypeVersion = type.Version });

    private TileRow Row(Tile tile) => new() { Jurisdiction = jurisdiction.Value, Log = log, Level = tile.Id.Level, Index = tile.Id.Index, Data = tile.Bytes.ToArray() };
}
