using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Reading;

/// <summary>Which cases may have a running clock: for the program's own recount, and shown to nobody.</summary>
public static class RunningCases
{
    // Rights to ask that outlive a closing last thirty days, extended by days off; far wider, since a case looked at in vain costs nothing.
    private static readonly Duration RightsEnd = Duration.FromDays(180);

    /// <summary>Streams of the cases that are open, or in which something was recorded lately, in the order of their ids.</summary>
    /// <param name="after">The last one seen; null for the first of them.</param>
    public static async Task<IReadOnlyList<StreamId>> WithRunningClocks(
        this RecordDb db, JurisdictionId jurisdiction, Instant now, StreamId? after, int most, CancellationToken cancel)
    {
        var since = now - RightsEnd;
        var last = after?.Value ?? "";
        return (await db.Cases.AsNoTracking()
            .Where(c => c.Jurisdiction == jurisdiction.Value && string.Compare(c.Stream, last) > 0)
            .Where(c => c.IsOpen || db.Events.Any(e => e.Jurisdiction == c.Jurisdiction && e.Stream == c.Stream && e.Version == c.Version && e.RecordedAt > since))
            .OrderBy(c => c.Stream).Take(most).Select(c => c.Stream).ToListAsync(cancel)).ConvertAll(stream => new StreamId(stream));
    }
}
