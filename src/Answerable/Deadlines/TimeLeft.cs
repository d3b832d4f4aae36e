namespace Answerable.Deadlines;

/// <summary>
/// How far the end of a period is off, or how long ago it was: counted alike on both sides, in what the period itself is counted in. The last
/// day is no day off; the day before it one is left, the day after it one is over. A period of working days tells working days.
/// </summary>
/// <param name="IsOver">Its last instant has passed.</param>
/// <param name="Unit">Calendar days, working days, or hours for <paramref name="Time"/>.</param>
/// <param name="Days">0 for a period in hours, on the last day, and on days off after a last working day.</param>
/// <param name="Time">For a period in hours, never negative; otherwise zero.</param>
public readonly record struct TimeLeft(bool IsOver, TermUnit Unit, int Days, Duration Time)
{
    /// <param name="dueAt">The first instant after the period: 24:00 of its last day.</param>
    /// <param name="unit">What the period is counted in.</param>
    public static TimeLeft At(Instant now, Instant dueAt, TermUnit unit, WorkCalendar calendar, DateTimeZone zone)
    {
        var over = now >= dueAt;
        if (unit is TermUnit.Hour or TermUnit.Immediately)
            return new(over, TermUnit.Hour, 0, over ? now - dueAt : dueAt - now);
        var (today, last) = (now.InZone(zone).Date, (dueAt - Duration.Epsilon).InZone(zone).Date);
        var (from, to) = over ? (last, today) : (today, last);
        var days = NodaTime.Period.DaysBetween(from, to);
        return unit == TermUnit.WorkingDay
            ? new(over, unit, Enumerable.Range(1, days).Count(day => calendar.IsWorking(from.PlusDays(day))), Duration.Zero)
            : new(over, TermUnit.CalendarDay, days, Duration.Zero);
    }
}
