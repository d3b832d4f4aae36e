using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Answerable.Recording;
using NodaTime.Text;

namespace Answerable.Deadlines;

/// <summary>
/// An explanation as plain text, format 1, in Chinese or English: every field on a line of its own, every run of days with its dates, the days of the week
/// and the numbers counted. <c>docs/clocks.md</c> describes it; <see cref="ClockTextReader"/> reads it back.
/// </summary>
public static class ClockText
{
    private static readonly OffsetDateTimePattern MomentPattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss;FFFFFFFFFo<+HH:mm>");
    private static readonly string[] ChineseDays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    private static readonly string[] EnglishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <param name="name">Shows who approved an extension; without it the actor's id stands.</param>
    public static string Write(Explanation why, string language, Func<ActorId, string>? name = null)
    {
        var (clock, rule, words) = (why.Clock, why.Rule, ClockWords.In(language));
        var text = new StringBuilder(words.Head).Append('\n');
        void Line(string field, string value) => text.Append(words.Field(field)).Append(value).Append('\n');
        Line("rule", clock.Rule.ToString());
        Line("name", rule.Name.In(language));
        Line("law", rule.Origin == Origin.OurRule ? words.Ours : $"{why.Law.In(language)}{(language == "zh" ? "" : ", ")}{rule.Cited(language)}");
        if (rule.Quote.Length > 0 && (rule.Origin == Origin.Law || language == "zh"))
            Line("quote", rule.Quote);
        Line("owed", words.Owed(clock.Owed));
        Line("zone", clock.Zone);
        Line("calendar", clock.Calendar);
        if (clock.Unannounced.Length > 0)
            Line("unannounced", string.Join(' ', clock.Unannounced));
        Line("because", words.Trigger(clock.Trigger));
        Line("start", clock.IsByDay ? Day(clock.StartDay, language) : Moment(clock));
        Line("period", words.Term(clock.Term));
        if (clock.SetDay is { } until)
            Line("until", Day(until, language));
        if (clock.Extension is { } more)
            Line("extension", $"{words.Term(new(more.Length, more.Unit))}{words.Approved}{Day(Local(more.At, clock), language)} {name?.Invoke(more.By) ?? more.By.Value}");
        foreach (var pause in clock.Pauses)
            Line("pause", $"{Point(pause.From, clock, language)}{words.To}{(pause.To is { } to ? Point(to, clock, language) : words.Still)} {pause.Why}");
        foreach (var move in why.Moves)
            Line("moved", $"{Day(Local(move.At, clock), language)}: {Day(move.Before, language)}{words.To}{Day(move.After, language)}; {string.Join(", ", move.Because.Select(day => $"{Day(day.Date, language)} {words.Change(day.Off)}"))}");
        if (clock.IsByDay)
            Days(text, clock, words, language, Line);
        Line("due", Moment(clock.DueAt, DateTimeZoneProviders.Tzdb[clock.Zone]));
        return text.ToString();
    }

    private static void Days(StringBuilder text, Clock clock, ClockWords words, string language, Action<string, string> line)
    {
        text.Append(words.Field("days").TrimEnd()).Append('\n');
        var counted = 0;
        foreach (var span in clock.Walk.SelectMany(ByMonth))
        {
            text.Append("  ").Append(Day(span.From, language)).Append(span.To == span.From ? "" : words.To + Day(span.To, language)).Append("  ").Append(words.Kind(span.Kind));
            var length = NodaTime.Period.DaysBetween(span.From, span.To) + 1;
            if (span.Kind == SpanKind.Counted)
                text.Append(CultureInfo.InvariantCulture, $" {counted + 1}").Append(length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{counted + length}"));
            else if (span.Name is { Length: > 0 } holiday)
                text.Append(' ').Append(holiday);
            counted += span.Kind == SpanKind.Counted ? length : 0;
            text.Append('\n');
        }

        line("last", Day(clock.StrictDay, language));
        line("later", Day(clock.RolledDay, language));
        if (clock.NotBefore is { } kept)
            line("kept", Day(kept, language));
    }

    /// <summary>The run broken at the end of each month, as a wall calendar is: sixty days in a row are three lines.</summary>
    public static IEnumerable<Span> ByMonth(Span span)
    {
        for (var from = span.From; from <= span.To;)
        {
            var to = LocalDate.Min(span.To, from.With(DateAdjusters.EndOfMonth));
            yield return span with { From = from, To = to };
            from = to.PlusDays(1);
        }
    }

    /// <summary>2026-08-04 周二 · 2026-08-04 Tue.</summary>
    public static string Day(LocalDate day, string language) => $"{Iso(day)} {Weekday(day, language)}";

    public static string Weekday(LocalDate day, string language) => (language == "zh" ? ChineseDays : EnglishDays)[(int)day.DayOfWeek - 1];

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>2026-10-02T17:30:00+08:00.</summary>
    public static string Moment(Instant at, DateTimeZone zone) => MomentPattern.Format(at.InZone(zone).ToOffsetDateTime());

    /// <summary>60日（自然日） · 60 calendar days; null where there is no number.</summary>
    public static string? Period(Term term, string language) => language == "zh" ? ExplanationInChinese.Term(term) : ExplanationInEnglish.Term(term);

    public static string Kind(SpanKind kind, string language) => ClockWords.In(language).Kind(kind);

    internal static bool TryMoment(string text, out Instant at)
    {
        var parsed = MomentPattern.Parse(text);
        at = parsed.Success ? parsed.Value.ToInstant() : default;
        return parsed.Success;
    }

    private static string Moment(Clock clock) => Moment(clock.StartedAt, DateTimeZoneProviders.Tzdb[clock.Zone]);

    private static string Point(Instant at, Clock clock, string language) =>
        clock.IsByDay ? Day(Local(at, clock), language) : Moment(at, DateTimeZoneProviders.Tzdb[clock.Zone]);

    private static LocalDate Local(Instant at, Clock clock) => at.InZone(DateTimeZoneProviders.Tzdb[clock.Zone]).Date;
}
