using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Answerable.Engine.Hosting;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.People;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Answerable.Server.Grievances.Sheets;

/// <summary>
/// Tables of other systems: looked at first, compared with what is here, and registered once somebody says so. Between the two nothing is kept
/// on this server: what was read of the table travels in the form, sealed, for an hour and for one person.
/// </summary>
public sealed class SheetDesk(IDbContextFactory<RecordDb> databases, RecordDesk desk, StaffDesk staff, IDataProtectionProvider protection, IdSource ids, TownClock clock)
{
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("Answerable.Sheets").ToTimeLimitedDataProtector();

    /// <summary>What a confirmed form carries.</summary>
    public sealed record Held(string Jurisdiction, string Person, OuterSystem System, ImmutableArray<SheetItem> Items, ImmutableArray<string> Dropped, ImmutableArray<string> NeverKept);

    /// <summary>The dry run. Writes nothing.</summary>
    /// <exception cref="SheetFault">It cannot be read.</exception>
    public async Task<(SheetReport Report, string Sealed)> Look(HttpContext http, OuterSystem system, byte[] bytes, CancellationToken cancel)
    {
        var book = await staff.Book(http, cancel);
        var reading = SheetReading.Of(Sheet.Read(bytes), system, book.Town.IsInChina, clock.Now.InZone(book.Zone).Date);
        var held = new Held(http.User.Jurisdiction().Value, http.Actor().Person.Value, system, reading.Items, reading.Dropped, reading.NeverKept);
        return (SheetReport.Compare(reading, system, await Here(http, book, cancel)), Close(held));
    }

    /// <summary>The comparison once more, as things stand now.</summary>
    public async Task<SheetReport> Again(HttpContext http, Held held, CancellationToken cancel) =>
        SheetReport.Compare(new(held.Items, held.Dropped, held.NeverKept), held.System, await Here(http, await staff.Book(http, cancel), cancel));

    /// <returns>Null: the form is too old, or somebody else's.</returns>
    public Held? Open(HttpContext http, string closed)
    {
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(seal.Unprotect(Convert.FromBase64String(closed))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Held>(unpacked, Json.Options) is { } held && held.Jurisdiction == http.User.Jurisdiction().Value && held.Person == http.Actor().Person.Value ? held : null;
        }
        catch (Exception wrong) when (wrong is FormatException or System.Security.Cryptography.CryptographicException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Registers what is new and, where asked, takes over the days that differ. Done again it does nothing twice.</summary>
    public async Task<SheetReport> Confirm(HttpContext http, Held held, bool takesDays, CancellationToken cancel)
    {
        var book = await staff.Book(http, cancel);
        var here = await Here(http, book, cancel);
        var compared = SheetReport.Compare(new(held.Items, held.Dropped, held.NeverKept), held.System, here);
        var lines = ImmutableArray.CreateBuilder<SheetLine>(compared.Lines.Length);
        foreach (var (line, item) in compared.Lines.Zip(held.Items))
            lines.Add(line.State switch
            {
                RowState.New => await Register(http, book, held.System, item, line, cancel),
                RowState.DueDiffers when takesDays => await TakeDay(http, held.System, item, line, here),
                _ => line,
            });
        return compared with { Lines = lines.MoveToImmutable() };
    }

    private async Task<SheetLine> Register(HttpContext http, Book book, OuterSystem system, SheetItem item, SheetLine line, CancellationToken cancel)
    {
        if (RegisterDesk.OfficeOf(http.Actor(), book.Town) is not { } office)
            return line with { State = RowState.Faulty, Fault = "not-allowed" };
        var filing = new Filing(item.Kind, item.Title, item.Body, Place: item.Place, Contact: item.Contact, Confidential: item.Confidential);
        // Nobody is there to be shown a code: whoever filed gets one at any window.
        var wish = new Register(filing, item.Channel, AccessCode.Draw(ids), office) { Outer = item.Number is { } number ? new(system, number, item.Due) : null };
        var key = item.Number is { } its ? $"import:{CaseEntry.Code(system)}:{its}" : $"import:{CaseEntry.Code(system)}:{Convert.ToHexStringLower(SameFiling.Digest(new { filing, office, Received = item.Received?.ToString() }))}";
        var received = item.Received is { } day ? (Instant?)book.Zone.AtStartOfDay(day).ToInstant() : null;
        return await desk.Submit(http.User.Jurisdiction(), new(StreamId.New(Grievance.Kind, ids), wish, http.Actor(), received, key, ExpectedVersion: 0)) switch
        {
            Answer.Recorded { Again: false } recorded => line with { State = RowState.Registered, Case = ((Lodged)recorded.Events[0]).Number },
            Answer.Recorded again => line with { State = RowState.Known, Case = await Seen(http, book, again.Stream, cancel) },
            Answer.Refused refused => line with { State = RowState.Faulty, Fault = refused.Code },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<SheetLine> TakeDay(HttpContext http, OuterSystem system, SheetItem item, SheetLine line, IReadOnlyList<CaseEntry> here)
    {
        var entry = here.First(one => one.Number == line.Case);
        var answer = await desk.Submit(http.User.Jurisdiction(), new(new(entry.Stream), new NumberOutside(new(system, item.Number!, item.Due)), http.Actor()));
        return answer is Answer.Recorded ? line with { State = RowState.DueTaken } : line with { Fault = (answer as Answer.Refused)?.Code };
    }

    // Only what the reader may see: for everybody else there is no such matter, in a table neither.
    private async Task<IReadOnlyList<CaseEntry>> Here(HttpContext http, Book book, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.VisibleTo(http.Actor(), book.Town, http.User.Jurisdiction()).Where(one => one.Offices.Contains(CaseEntry.AnyOutside)).AsNoTracking().ToListAsync(cancel);
    }

    private async Task<string?> Seen(HttpContext http, Book book, StreamId stream, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.VisibleTo(http.Actor(), book.Town, http.User.Jurisdiction()).Where(one => one.Stream == stream.Value).Select(one => one.Number).FirstOrDefaultAsync(cancel);
    }

    private string Close(Held held)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(gzip, held, Json.Options);
        return Convert.ToBase64String(seal.Protect(packed.ToArray(), TimeSpan.FromHours(1)));
    }
}
