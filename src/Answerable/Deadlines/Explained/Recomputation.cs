using System.Collections.Immutable;
using System.Globalization;

namespace Answerable.Deadlines;

/// <summary>
/// A clock counted again, straight ahead, from nothing but what its explanation says: day for day from the start to the last one. It shares
/// no code with the counting itself. Where this program ships the calendar or the rulebook that is named, the days and the numbers are held
/// against those too.
/// </summary>
/// <param name="Steps">The computation, a line a step, for a person to follow on a wall calendar.</param>
/// <param name="Faults">Where the explanation contradicts itself, the calendar or the rulebook; empty: it agrees.</param>
public sealed record Recomputation(LocalDate LastDay, LocalDate LaterDay, Instant DueAt, ImmutableArray<Text> Steps, ImmutableArray<Text> Faults)
{
    public bool Agrees => Faults.IsEmpty;

    public static Recomputation Of(Clock clock, ImmutableArray<ClockMove> moves = default) => new Stepper(clock, moves.IsDefault ? [] : moves).Run();

    private sealed class Stepper(Clock clock, ImmutableArray<ClockMove> moves)
    {
        private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(clock.Zone) ?? DateTimeZone.Utc;
        private readonly WorkCalendar? calendar = Rulebooks.Shipped(clock.Calendar);
        private readonly List<(LocalDate Day, SpanKind Kind)> days = [.. clock.Walk.SelectMany(Days)];
        private readonly ImmutableArray<Text>.Builder steps = ImmutableArray.CreateBuilder<Text>();
        private readonly ImmutableArray<Text>.Builder faults = ImmutableArray.CreateBuilder<Text>();
        private LocalDate day = clock.StartDay;
        private int at, counted;

        public Recomputation Run()
        {
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(clock.Zone) is null)
                Wrong($"没有时区{clock.Zone}", $"there is no time zone {clock.Zone}");
            if (clock.StartedAt.InZone(zone).Date != clock.StartDay)
                Wrong($"起算时刻不在{Day(clock.StartDay)}", $"the instant of the start is not on {Day(clock.StartDay)}");
            var result = clock.Term.Unit is TermUnit.Hour or TermUnit.Immediately ? ByTheHour() : ByTheDay();
            AgainstTheRule();
            Moved(result.LastDay, result.LaterDay);
            return result with { Steps = steps.DrainToImmutable(), Faults = faults.DrainToImmutable() };
        }

        private Recomputation ByTheHour()
        {
            var due = clock.StartedAt + Hours(clock.Term) + Hours(clock.Extension is { } more ? new(more.Length, more.Unit) : default);
            Step($"自{Moment(clock.StartedAt)}起{clock.Term.Length}小时", $"{clock.Term.Length} hours from {Moment(clock.StartedAt)}");
            foreach (var pause in clock.Pauses.Where(pause => pause.To > clock.StartedAt && pause.From < due).OrderBy(pause => pause.From))
                due += pause.To!.Value - Instant.Max(pause.From, clock.StartedAt);
            Due(due, clock.DueAt);
            var last = due.InZone(zone).Date;
            return new(last, last, due, [], []);
        }

        private Recomputation ByTheDay()
        {
            Step($"{Day(clock.StartDay)}起算，当日不计入", $"it starts on {Day(clock.StartDay)}; that day is not counted");
            Count(clock.Term, clock.SetDay);
            if (clock.Extension is { } more)
                Count(new(more.Length, more.Unit), null);
            var last = day;
            Step($"共计{counted}日，最后一日为{Day(last)}", $"{counted} days counted: the last day is {Day(last)}");
            if (last != clock.StrictDay)
                Wrong($"所写最后一日{Day(clock.StrictDay)}，算得{Day(last)}", $"the last day is said to be {Day(clock.StrictDay)} and comes out as {Day(last)}");
            var rolled = Roll(last);
            var later = clock.NotBefore is { } kept && kept > rolled ? kept : rolled;
            if (later != last)
                Step($"顺延后为{Day(later)}", $"days off move it on to {Day(later)}");
            var (strictEnd, laterEnd) = (EndOf(last), EndOf(later));
            if (strictEnd != clock.StrictDueAt || laterEnd != clock.LaterDueAt)
                Wrong("届满时刻与最后一日不符", "the instant at which it ends does not follow from the last day");
            Due(clock.Owed == Owed.Resident ? laterEnd : strictEnd, clock.DueAt);
            return new(last, later, clock.Owed == Owed.Resident ? laterEnd : strictEnd, [], []);
        }

        private void Count(Term term, LocalDate? setDay)
        {
            switch (term.Unit)
            {
                case TermUnit.SameDay:
                    return;
                case TermUnit.Month or TermUnit.Year or TermUnit.SetByAssigner:
                    To(term.Unit == TermUnit.Month ? day.PlusMonths(term.Length) : term.Unit == TermUnit.Year ? day.PlusYears(term.Length) : setDay ?? day);
                    return;
                default:
                    Many(term.Unit == TermUnit.PerDay ? 1 : term.Length, term.Unit == TermUnit.WorkingDay);
                    return;
            }
        }

        private void Many(int length, bool working)
        {
            for (var count = 0; count < length;)
            {
                if (Next() is not { } kind)
                {
                    Wrong($"只列到{Day(day)}，尚缺{length - count}日", $"the days listed end on {Day(day)}, {length - count} too early");
                    return;
                }

                if (!Fits(kind, working))
                    Wrong($"{Day(day)}不应写作“{ClockText.Kind(kind, "zh")}”", $"{Day(day)} cannot be “{ClockText.Kind(kind, "en")}”");
                count += kind == SpanKind.Counted ? 1 : 0;
                counted += kind == SpanKind.Counted ? 1 : 0;
            }
        }

        private void To(LocalDate end)
        {
            while (day < end)
            {
                if (Next() is not { } kind)
                {
                    Wrong($"只列到{Day(day)}", $"the days listed end on {Day(day)}, too early");
                    return;
                }

                if (!Fits(kind, working: false))
                    Wrong($"{Day(day)}不应写作“{ClockText.Kind(kind, "zh")}”", $"{Day(day)} cannot be “{ClockText.Kind(kind, "en")}”");
                counted += kind == SpanKind.Counted ? 1 : 0;
                end = IsPaused(day) ? end.PlusDays(1) : end;
            }
        }

        private SpanKind? Next()
        {
            if (at >= days.Count || days[at].Kind == SpanKind.Rolled)
                return null;
            var (next, kind) = days[at++];
            if (next != day.PlusDays(1))
                Wrong($"{Day(day)}之后应为{Day(day.PlusDays(1))}，却写{Day(next)}", $"after {Day(day)} comes {Day(day.PlusDays(1))}, and {Day(next)} is written");
            day = next;
            Noted(next, kind);
            return kind;
        }

        private bool Fits(SpanKind kind, bool working) =>
            IsPaused(day) ? kind == SpanKind.Paused
            : !working ? kind == SpanKind.Counted
            : kind is SpanKind.Counted or SpanKind.Weekend or SpanKind.Holiday && (calendar is null || calendar.IsWorking(day) == (kind == SpanKind.Counted))
                && (kind != SpanKind.Weekend || calendar is not null || day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

        private LocalDate Roll(LocalDate last)
        {
            var off = last;
            for (; at < days.Count; at++)
            {
                if (days[at].Kind != SpanKind.Rolled || days[at].Day != off.PlusDays(1))
                    Wrong($"最后一日之后不应有{Day(days[at].Day)}", $"{Day(days[at].Day)} has no place after the last day");
                off = days[at].Day;
            }

            var rolled = off != last || clock.RolledDay == last.PlusDays(1) ? off.PlusDays(1) : last;
            if (rolled != clock.RolledDay)
                Wrong($"所写顺延日{Day(clock.RolledDay)}，算得{Day(rolled)}", $"the later day is said to be {Day(clock.RolledDay)} and comes out as {Day(rolled)}");
            if (calendar is not null && clock.Term.Unit is not (TermUnit.SameDay or TermUnit.PerDay)
                && (!calendar.IsWorking(rolled) || Enumerable.Range(0, Math.Max(0, Period.DaysBetween(last, rolled))).Any(n => calendar.IsWorking(last.PlusDays(n)))))
                Wrong($"{Day(last)}之后第一个工作日不是{Day(rolled)}", $"{Day(rolled)} is not the first day worked from {Day(last)} on");
            return rolled;
        }

        // What the named rule says, where this program ships it.
        private void AgainstTheRule()
        {
            if (Rulebooks.Find(clock.Rule.Book, clock.Rule.Version)?.Rules.GetValueOrDefault(clock.Rule.Rule) is not { } rule)
            {
                Step($"本程序没有规则{clock.Rule}，其期间以所写为准", $"this program has no rule {clock.Rule}: its period is taken as written");
                return;
            }

            var hasLength = rule.Unit is TermUnit.Hour or TermUnit.CalendarDay or TermUnit.WorkingDay or TermUnit.Month or TermUnit.Year;
            if (clock.Term.Unit != rule.Unit || (hasLength && clock.Term.Length != rule.Length) || clock.Owed != rule.Owed)
                Wrong($"与规则{clock.Rule}所定期间不符", $"rule {clock.Rule} has another period");
            if (clock.Extension is { } more && (more.Length > (rule.Extension?.Length ?? 0) || more.Unit != (rule.Extension?.Unit ?? rule.Unit)))
                Wrong($"延长超出规则{clock.Rule}所允许", $"rule {clock.Rule} allows no such extension");
            if (clock.Pauses.Any(pause => !rule.PausedFor.Contains(pause.Why)))
                Wrong($"规则{clock.Rule}没有这种中止", $"rule {clock.Rule} names no such pause");
            Step(calendar is null ? $"本程序没有日历{clock.Calendar}，休息日以所写为准" : $"已与规则{clock.Rule}和日历{clock.Calendar}核对",
                calendar is null ? $"this program has no calendar {clock.Calendar}: the days off are taken as written" : $"compared with rule {clock.Rule} and calendar {clock.Calendar}");
        }

        // Each move begins where the one before it ended, and the last one ends at the day that stands.
        private void Moved(LocalDate last, LocalDate later)
        {
            for (var n = 0; n < moves.Length; n++)
                if (moves[n].After != (n + 1 < moves.Length ? moves[n + 1].Before : clock.Owed == Owed.Resident ? later : last))
                    Wrong($"重新计算后的{Day(moves[n].After)}与后来的日期不符", $"it was moved to {Day(moves[n].After)}, and another day follows");
            foreach (var change in moves.IsEmpty ? [] : moves[^1].Because)
                if (days.Where(one => one.Day == change.Date).Select(one => (SpanKind?)one.Kind).FirstOrDefault() is { } kind && kind != SpanKind.Paused
                    && (clock.Term.Unit == TermUnit.WorkingDay || kind == SpanKind.Rolled) && (kind != SpanKind.Counted) != change.Off)
                    Wrong($"{Day(change.Date)}与重新计算的理由不符", $"{Day(change.Date)} is not treated as the recount says");
        }

        private void Due(Instant computed, Instant said)
        {
            Step($"截至{Moment(computed)}", $"due at {Moment(computed)}");
            if (computed != said)
                Wrong($"所写届满时刻{Moment(said)}，算得{Moment(computed)}", $"it is said to be due at {Moment(said)} and comes out as {Moment(computed)}");
        }

        private void Noted(LocalDate date, SpanKind kind)
        {
            var number = kind == SpanKind.Counted ? (counted + 1).ToString(CultureInfo.InvariantCulture) : "-";
            Step($"{number,4}  {ClockText.Day(date, "zh")}  {ClockText.Kind(kind, "zh")}", $"{number,4}  {ClockText.Day(date, "en")}  {ClockText.Kind(kind, "en")}");
        }

        private bool IsPaused(LocalDate date) =>
            clock.Pauses.Any(pause => pause.To is { } to && pause.From.InZone(zone).Date <= date && date <= to.InZone(zone).Date);

        private Instant EndOf(LocalDate date) => zone.AtStartOfDay(date.PlusDays(1)).ToInstant();

        private static Duration Hours(Term term) => term.Unit == TermUnit.Hour ? Duration.FromHours(term.Length) : Duration.Zero;

        private static IEnumerable<(LocalDate, SpanKind)> Days(Span span) =>
            Enumerable.Range(0, Math.Max(0, Period.DaysBetween(span.From, span.To) + 1)).Select(n => (span.From.PlusDays(n), span.Kind));

        private void Step(string zh, string en) => steps.Add(Text.Of(zh, en));

        private void Wrong(string zh, string en) => faults.Add(Text.Of(zh, en));

        private string Moment(Instant instant) => ClockText.Moment(instant, zone);

        private static string Day(LocalDate date) => ClockText.Iso(date);
    }
}
