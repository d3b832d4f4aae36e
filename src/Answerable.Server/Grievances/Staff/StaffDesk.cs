using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Server.Grievances.Staff;

/// <summary>A case on somebody's desk: found only if they may see it.</summary>
public sealed record DeskCase(Actor.Staff Reader, JurisdictionId Jurisdiction, History<Grievance> Case, Book Book, NodaTime.Instant Now)
{
    public Grievance State => Case.State;
    public Town Town => Book.Town;

    /// <summary>The reader acts on it; others read it, because their office follows it.</summary>
    public bool Acts => Authority.MaySee(Reader, State, Town);

    /// <summary>Words of the case as staff read them: contact values that recur in them are hidden (safeguards A2).</summary>
    public string Masked(string words) => Contacts.Mask(words, Case.Events.Select(happened => happened.Event));
}

/// <summary>Brings cases to a reader's desk and carries their wishes to the record.</summary>
public sealed class StaffDesk(IDbContextFactory<RecordDb> databases, Histories histories, BookShelf books, RecordDesk desk, TownClock clock, IdSource ids)
{
    public async Task<Book> Book(HttpContext http, CancellationToken cancel) => await books.Get(http.User.Jurisdiction(), cancel);

    /// <summary>Null where there is no such case, or none that the reader may see: which of the two is not told (safeguards A5).</summary>
    public async Task<DeskCase?> Find(HttpContext http, string number, CancellationToken cancel)
    {
        if (CaseNumber.Read(number) is not { } canonical)
            return null;
        var (reader, jurisdiction) = (http.Actor(), http.User.Jurisdiction());
        var book = await books.Get(jurisdiction, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stream = await db.VisibleTo(reader, book.Town, jurisdiction).Where(c => c.Number == canonical).Select(c => c.Stream).SingleOrDefaultAsync(cancel);
        return stream is not null && await histories.Read<Grievance>(jurisdiction, new(stream), opened: true, cancel) is { } found && Authority.MayRead(reader, found.State, book.Town)
            ? new(reader, jurisdiction, found, book, clock.Now)
            : null;
    }

    /// <param name="day">The day on which it happened; null: now.</param>
    public Task<Answer> Do(DeskCase on, ICommand wish, string key, long? seen, NodaTime.LocalDate? day = null) =>
        desk.Submit(on.Jurisdiction, new(on.Case.Stream, wish, on.Reader, day is { } past ? on.Book.Zone.AtStartOfDay(past).ToInstant() : null, $"desk:{key}", ExpectedVersion: seen));

    /// <summary>Registers what came on paper, by phone or in person.</summary>
    /// <param name="receivedAt">When it was received; recorded is now.</param>
    public Task<Answer> Register(HttpContext http, Register wish, NodaTime.Instant? receivedAt, string key) =>
        desk.Submit(http.User.Jurisdiction(), new(StreamId.New(Grievance.Kind, ids), wish, http.Actor(), receivedAt, $"register:{key}", ExpectedVersion: 0));

    /// <summary>A fresh name for one filled-in form: posting it twice does it once.</summary>
    public string FreshKey() => ids.Hex(16);
}
