using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Deadlines;

/// <summary>
/// Takes over a year of holidays as announced, in the place of what was known of that year.
/// Running clocks are counted again afterwards, each in its own stream and with its own reason.
/// </summary>
public sealed record AnnounceHolidays(CalendarYear Year) : ICommand<Town>
{
    public Decision Decide(Town town, Context context) =>
        !Authority.MayAdminister(context.Actor, town) ? Refuse("not-allowed")
        : Year.Days.IsDefaultOrEmpty || !CalendarYear.Sound(Year.Year, Year.Days) ? Refuse("calendar-not-sound")
        : town.Calendar.With([Year]).Version == town.Calendar.Version ? Nothing
        : Record(new HolidaysAnnounced(Year));
}

[Event("town.holidays-announced", 1)]
public sealed record HolidaysAnnounced(CalendarYear Year) : IEvent;
