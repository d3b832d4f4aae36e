using Answerable.Grievances;
using Answerable.Receptions;
using Answerable.Server.Grievances.Staff;
using Answerable.Server.Shell;
using Answerable.Server.Shell.Components;
using NodaTime;

namespace Answerable.Server.Receptions;

/// <summary>What staff do with a reception on the page of the matter.</summary>
internal static class ReceptionActions
{
    public static IEnumerable<StaffAction> All =>
    [
        new("record-reception", [new("day", Ask.One, Choices: (on, w) => Held(on).Select(day => Of(day, on, w))), new("words", Ask.Words), new("undertaking", Ask.Words, Optional: true), new("feedback", Ask.Day, Optional: true)],
            g => g.Id("day") is { } day ? new RecordReception(day, g["words"], g.Line("undertaking"), g.Day("feedback")) : null, _ => true, on => Held(on).Any()) { AlsoClosed = true, IsRare = true },
        new("book-reception", [new("day", Ask.One, Choices: (on, w) => Open(on).Select(day => Of(day, on, w)))],
            g => g.Id("day") is { } day ? new BookReception(day) : null, _ => true, on => StaffAction.MaySee(on) && Open(on).Any()) { AlsoClosed = true, IsRare = true },
    ];

    private static IEnumerable<ReceptionDay> Open(DeskCase on) => BookReception.Open(on.State, on.Book, on.Now);

    // Those of the last month, the booked ones first.
    private static IEnumerable<ReceptionDay> Held(DeskCase on)
    {
        var today = on.Now.InZone(on.Book.Zone).Date;
        return on.Book.Receptions.From(today.PlusDays(-30)).Where(day => day.Date <= today && RecordReception.MayRecord(on.Reader, day, on.State, on.Town))
            .OrderByDescending(day => on.State.Bookings.Any(booking => booking.Day == day.Id));
    }

    private static Choice Of(ReceptionDay day, DeskCase on, Words w) => new(day.Id, $"{w.DateAndDay(day.Date)} · {DayCard.Who(on.Book, day, w)}");
}
