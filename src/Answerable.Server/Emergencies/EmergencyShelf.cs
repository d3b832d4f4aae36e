using System.Collections.Concurrent;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Emergencies;

/// <summary>
/// Finds and reads emergencies for pages. A town has few: the open ones are folded when a page asks and kept until they have grown,
/// so that two hundred watchers of one board cost one reading per change.
/// </summary>
public sealed class EmergencyShelf(IDbContextFactory<RecordDb> databases, Histories histories)
{
    private const string First = "emergency/", Past = "emergency0"; // '0' follows '/'
    private static readonly string[] Beside = [Roster.Stream.Value, Arrangements.Stream.Value, Town.Stream.Value];
    private readonly ConcurrentDictionary<(JurisdictionId, StreamId), History<Emergency>> kept = new();
    private readonly ConcurrentDictionary<(JurisdictionId, StreamId), bool> closed = new();

    /// <summary>Emergencies that are not closed, newest first.</summary>
    public async Task<IReadOnlyList<History<Emergency>>> Open(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var open = new List<History<Emergency>>();
        foreach (var stream in await Streams(jurisdiction, cancel))
            if (!closed.ContainsKey((jurisdiction, stream)) && await Find(jurisdiction, stream, cancel) is { } found)
            {
                if (found.State.IsOpen)
                    open.Add(found);
                else
                    closed[(jurisdiction, stream)] = true;
            }

        return [.. open.OrderByDescending(one => one.State.OpenedAt)];
    }

    /// <summary>One emergency with its log; null where there is none.</summary>
    public async Task<History<Emergency>?> Find(JurisdictionId jurisdiction, StreamId stream, CancellationToken cancel)
    {
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var version = await db.Events.Where(e => e.Jurisdiction == jurisdiction.Value && e.Stream == stream.Value).MaxAsync(e => (long?)e.Version, cancel);
            if (version is null)
                return null;
            if (kept.TryGetValue((jurisdiction, stream), out var known) && known.Version == version)
                return known;
        }

        var read = await histories.Read<Emergency>(jurisdiction, stream, opened: true, cancel);
        if (read is { State.IsOpen: true })
            kept[(jurisdiction, stream)] = read;
        else
            kept.TryRemove((jurisdiction, stream), out _);
        return read;
    }

    /// <summary>The open pages with this code: one, or none, or (two emergencies having drawn one sign at one moment) several.</summary>
    public async Task<IReadOnlyList<(History<Emergency> Emergency, Round Round, Seat Seat, Page Page)>> WithCode(JurisdictionId jurisdiction, string code, CancellationToken cancel) =>
    [
        .. (await Open(jurisdiction, cancel))
            .Select(emergency => (Emergency: emergency, Found: emergency.State.FindCode(code)))
            .Where(one => one.Found is not null)
            .Select(one => (one.Emergency, one.Found!.Value.Round, one.Found.Value.Seat, one.Found.Value.Page)),
    ];

    /// <summary>Two digits that no open emergency uses; null when all ninety are in use.</summary>
    public async Task<string?> FreeSign(JurisdictionId jurisdiction, IdSource ids, CancellationToken cancel)
    {
        var used = (await Open(jurisdiction, cancel)).Select(one => one.State.Sign).ToHashSet();
        var free = Enumerable.Range(10, 90).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).Where(sign => !used.Contains(sign)).ToList();
        return free.Count == 0 ? null : free[Convert.ToInt32(ids.Hex(2), 16) % free.Count];
    }

    /// <summary>Grows with everything a board shows (emergencies, duty, arrangements, the town), and with nothing else of the record.</summary>
    public async Task<long> Grown(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var events = db.Events.Where(e => e.Jurisdiction == jurisdiction.Value);
        return await events.LongCountAsync(e => string.Compare(e.Stream, First) >= 0 && string.Compare(e.Stream, Past) < 0, cancel)
            + await events.LongCountAsync(e => Beside.Contains(e.Stream), cancel);
    }

    private async Task<List<StreamId>> Streams(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return (await db.Events.Where(e => e.Jurisdiction == jurisdiction.Value && string.Compare(e.Stream, First) >= 0 && string.Compare(e.Stream, Past) < 0 && e.Version == 1)
            .Select(e => e.Stream).ToListAsync(cancel)).ConvertAll(StreamId.Of);
    }
}
