using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Answerable.Engine.Channels;
using Answerable.Engine.Deliveries;
using Answerable.Grievances;
using Answerable.Storage.Rows;

namespace Answerable.Engine.Residents;

/// <summary>
/// When a message to a complainant may leave. News waits for the day: a deadline that comes at midnight wakes nobody. And whoever gives
/// somebody else's number with filing after filing cannot make it ring all day: six messages go at once, then one in twenty minutes, and
/// what happened before the last one left is told by it. Addresses are remembered in memory alone, under a key that dies with the process.
/// </summary>
public sealed class NoticeCourtesy(TownDirectory directory, TownClock clock, IdSource ids, DeliveryOptions options)
{
    private const int Burst = 6, Remembered = 100_000;
    private static readonly Duration Every = Duration.FromMinutes(20);
    private static readonly LocalTime Morning = new(8, 0), Evening = new(21, 0);
    private readonly ConcurrentDictionary<UInt128, Mark> marks = [];
    private readonly byte[] key = Fresh(ids);

    /// <summary>Null: send it now. Otherwise what becomes of it instead.</summary>
    public async Task<Sent?> Before(DeliveryRow row, string address, CancellationToken cancel)
    {
        if (!NoticeMessages.IsTo(row.Recipient))
            return null;
        var isCode = NoticeMessages.IsCode(Message(row));
        if (!isCode && options.QuietAtNight && await ForTheDay(new(row.Jurisdiction), cancel) is { } day)
            return Sent.Later(day);
        return marks.GetOrAdd(Whose(address), _ => new()).Take(clock.Now, IsNews(row) ? row.CreatedAt : Instant.MaxValue) switch
        {
            { IsTold: true } => Sent.Accepted(detail: "told-together"),
            { Until: { } until } => isCode ? Sent.Failed("too-many") : Sent.Later(until), // a code would have expired by then
            _ => null,
        };
    }

    /// <summary>It has left: whatever happened before is told.</summary>
    public void Left(DeliveryRow row, string address)
    {
        if (!NoticeMessages.IsTo(row.Recipient) || !IsNews(row))
            return;
        marks.GetOrAdd(Whose(address), _ => new()).Left(clock.Now);
        if (marks.Count > Remembered)
            foreach (var (whose, mark) in marks)
                if (mark.IsOver(clock.Now))
                    marks.TryRemove(whose, out _);
    }

    // A code, word of a change, and the number of a mail say something of their own: no other message says it for them.
    private static bool IsNews(DeliveryRow row) => !NoticeMessages.IsCode(Message(row)) && !NoticeMessages.IsAnnouncement(Message(row)) && Message(row) != NoticeMessages.MailRegistered;

    private static string Message(DeliveryRow row) => row.Message["grievance.".Length..];

    private async Task<Instant?> ForTheDay(JurisdictionId jurisdiction, CancellationToken cancel)
    {
        var now = clock.Now.InZone((await directory.Town(jurisdiction, cancel)).TimeZone);
        var day = now.TimeOfDay < Morning ? now.Date : now.Date.PlusDays(1);
        return now.TimeOfDay >= Morning && now.TimeOfDay < Evening ? null : now.Zone.AtLeniently(day.At(Morning)).ToInstant();
    }

    private UInt128 Whose(string address) => BitConverter.ToUInt128(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address)));

    private static byte[] Fresh(IdSource ids)
    {
        var bytes = new byte[32];
        ids.Fill(bytes);
        return bytes;
    }

    /// <param name="IsTold">A message that left since has told it.</param>
    /// <param name="Until">It has to wait.</param>
    private readonly record struct Turn(bool IsTold, Instant? Until);

    private sealed class Mark
    {
        private readonly Lock taking = new();
        private Instant free = Instant.MinValue, left = Instant.MinValue;

        public Turn Take(Instant now, Instant happenedAt)
        {
            lock (taking)
            {
                if (left > happenedAt)
                    return new(true, null);
                var at = Instant.Max(free, now);
                if (at - now > Every * (Burst - 1))
                    return new(false, at - Every * (Burst - 1));
                free = at + Every;
                return default;
            }
        }

        public void Left(Instant now)
        {
            lock (taking)
                left = now;
        }

        public bool IsOver(Instant now)
        {
            lock (taking)
                return free <= now;
        }
    }
}
