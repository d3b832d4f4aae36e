using System.Globalization;
using Answerable.Recording;

namespace Answerable.Deadlines;

internal static class ExplanationInEnglish
{
    public static IEnumerable<string> Lines(Explanation why, Func<ActorId, string>? name)
    {
        var (clock, rule) = (why.Clock, why.Rule);
        yield return $"{rule.Name.In("en")}: {Due(clock)}.{(clock.IsPaused ? " The clock is paused." : "")}";
        yield return rule.Origin == Origin.OurRule
            ? "Basis: a rule of this system, not of law."
            : $"Basis: {why.Law.In("en")}, {rule.Cited("en")}{(rule.Quote.Length > 0 ? $": “{rule.Quote}”" : "")}.";
        yield return $"Start: {Trigger(clock.Trigger)} on {Day(clock.StartDay)}{(clock.IsByDay ? "; that day is not counted" : "")}.";
        if (Term(clock.Term) is { } term)
            yield return $"Period: {term}.";
        foreach (var line in Steps(clock))
            yield return line;
        if (clock.Extension is { } more)
            yield return $"Extended by {Term(new(more.Length, more.Unit))}, approved on {Day(Local(more.At, clock))} by {name?.Invoke(more.By) ?? more.By.Value}.";
        foreach (var pause in clock.Pauses)
            yield return $"Paused from {Day(Local(pause.From, clock))} {(pause.To is { } to ? $"to {Day(Local(to, clock))}" : "on")}{(pause.Why == "hearing" ? " for a hearing" : "")}: not counted.";
        foreach (var move in why.Moves)
            yield return Moved(move, clock);
        foreach (var line in Ends(clock))
            yield return line;
    }

    private static string Moved(ClockMove move, Clock clock) =>
        $"Counted again on {Day(Local(move.At, clock))} because the calendar changed: {Changes(move.Because)}. Moved from {Day(move.Before)} to {Day(move.After)}.";

    public static string Changes(IEnumerable<DayChange> days) => string.Join("; ", days.Select(Change));

    private static string Change(DayChange day) => $"{Day(day.Date)} is now {(day.Off ? "a day off" : "worked")}{(day.Name is { Length: > 0 } name ? $" ({name})" : "")}";

    private static IEnumerable<string> Steps(Clock clock)
    {
        if (clock.Term.Unit != TermUnit.WorkingDay && clock.Walk.All(span => span.Kind is SpanKind.Counted or SpanKind.Rolled))
            yield break;
        foreach (var span in clock.Walk.Where(span => span.Kind != SpanKind.Rolled))
            yield return $"  {Days(span)}: {Kind(span)}";
    }

    private static IEnumerable<string> Ends(Clock clock)
    {
        if (clock.RolledDay != clock.StrictDay)
            yield return $"The last day, {Day(clock.StrictDay)}, is a day off; the day after the days off is {Day(clock.RolledDay)} {Explanation.RollingLaw(clock, "en")}. "
                + (clock.Owed == Owed.Office ? "Offices owe the strict date all the same." : "The complainant's right lasts until then.");
        if (clock.NotBefore == clock.LaterDay && clock.RolledDay != clock.LaterDay)
            yield return $"A changed calendar would end it earlier; a right is never shortened, so it lasts until {Day(clock.LaterDay)} (rule of this system).";
        if (clock.Unannounced.Length > 0 && Explanation.ReliesOnHolidays(clock))
            yield return $"Note: the holidays of {string.Join(", ", clock.Unannounced)} are not announced yet; Monday to Friday counts as worked until they are, then this is counted again.";
        if (clock.IsByDay)
            yield return $"Calendar: {clock.Calendar}; rulebook: {clock.Rule.Book}/{clock.Rule.Version}.";
    }

    private static string Due(Clock clock) =>
        clock.IsByDay ? $"due by the end of {Day(clock.DueDay)}" : $"due at {Moment(clock.DueAt.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).LocalDateTime)}";

    internal static string? Term(Term term) => term.Unit switch
    {
        TermUnit.Hour => Plural(term.Length, "hour"),
        TermUnit.CalendarDay => Plural(term.Length, "calendar day"),
        TermUnit.WorkingDay => Plural(term.Length, "working day"),
        TermUnit.Month => Plural(term.Length, "month"),
        TermUnit.Year => Plural(term.Length, "year"),
        TermUnit.Immediately => "at once",
        TermUnit.SameDay => "the same day",
        TermUnit.PerDay => "every day",
        TermUnit.SetByAssigner => "set by the office that assigned it",
        _ => null,
    };

    private static string Kind(Span span) => span.Kind switch
    {
        SpanKind.Counted => $"{Plural(NodaTime.Period.DaysBetween(span.From, span.To) + 1, "day")} counted",
        SpanKind.Weekend => "weekend, not counted",
        SpanKind.Holiday => $"holiday ({span.Name}), not counted",
        _ => "paused, not counted",
    };

    internal static string Trigger(Trigger trigger) => trigger switch
    {
        Deadlines.Trigger.Received => "received",
        Deadlines.Trigger.TransferReceived => "transfer received",
        Deadlines.Trigger.Accepted => "accepted",
        Deadlines.Trigger.AcceptanceDeemed => "taken as accepted (no notice was given in its time; rule of this system)",
        Deadlines.Trigger.Assigned => "assigned",
        Deadlines.Trigger.AnswerReceived => "written answer received by the complainant",
        Deadlines.Trigger.RequestReceived => "request received",
        Deadlines.Trigger.ReportReceived => "report received",
        Deadlines.Trigger.Learned => "became known",
        Deadlines.Trigger.Occurred => "happened",
        Deadlines.Trigger.Issued => "issued",
        Deadlines.Trigger.Acknowledged => "acknowledged",
        Deadlines.Trigger.ResponseEnded => "response ended",
        Deadlines.Trigger.LastDone => "last done",
        Deadlines.Trigger.Withdrawn => "withdrawn",
        Deadlines.Trigger.Opened => "identity opened",
        Deadlines.Trigger.Overdue => "overdue",
        Deadlines.Trigger.Unreached => "a notice did not arrive",
        _ => "began",
    };

    private static LocalDate Local(Instant at, Clock clock) => at.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).Date;
    private static string Plural(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
    private static string Days(Span span) => span.From == span.To ? Day(span.From) : $"{Day(span.From)} to {Day(span.To)}";
    private static string Day(LocalDate day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
    private static string Moment(LocalDateTime at) => $"{at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)} on {Day(at.Date)}";
}
