using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Receptions;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Receptions;

/// <param name="Title">Null where nothing may be shown of it any more.</param>
public sealed record Visit(string Number, string? Title);

/// <summary>Reads who is expected on a day: from the matters themselves, and only those the reader may see.</summary>
public sealed class ReceptionDesk(IDbContextFactory<RecordDb> databases, BookShelf books, CaseTitles titles)
{
    /// <summary>The matters that were booked for the day and not received yet, in the order of their numbers, which tells nothing.</summary>
    public async Task<IReadOnlyList<Visit>> Expected(Actor reader, JurisdictionId jurisdiction, ReceptionDay day, CancellationToken cancel)
    {
        var book = await books.Get(jurisdiction, cancel);
        var (key, ends) = (Booking.KeyOf(day.Id), day.EndsAt(book.Zone));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db.VisibleTo(reader, book.Town, jurisdiction)
            .Where(c => db.Deadlines.Any(d => d.Jurisdiction == jurisdiction.Value && d.DueAt == ends && d.Key == key && d.Stream == c.Stream))
            .OrderBy(c => c.Number).Select(c => new { c.Stream, c.Number, Opens = !c.IsSealed && !c.IsErased }).ToListAsync(cancel);
        var known = await titles.Of(jurisdiction, [.. found.Where(one => one.Opens).Select(one => one.Stream)], cancel);
        return [.. found.Select(one => new Visit(one.Number, one.Opens ? known.GetValueOrDefault(one.Stream) : null))];
    }
}
