using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Answerable.Recording;
using NodaTime.Text;

namespace Answerable.Deadlines;

/// <summary>What a plain-text explanation says.</summary>
/// <param name="Name">Of the rule, as written.</param>
/// <param name="Faults">Lines that contradict the calendar on the wall: a date on another day of the week, a number out of order.</param>
public sealed record ReadClock(Clock Clock, ImmutableArray<ClockMove> Moves, string Name, ImmutableArray<Text> Faults);

/// <summary>Reads what <see cref="ClockText"/> writes, in either language. White space at the ends of lines and empty lines are passed over.</summary>
public sealed partial class ClockTextReader
{
    private readonly ClockWords words;
    private readonly ImmutableArray<Text>.Builder faults = ImmutableArray.CreateBuilder<Text>();
    private readonly Dictionary<string, (int Line, string Value)> fields = new(StringComparer.Ordinal);
    private readonly List<(int Line, string Value)> pauses = [], moves = [];
    private readonly ImmutableArray<Span>.Builder walk = ImmutableArray.CreateBuilder<Span>();
    private int counted;

    private ClockTextReader(ClockWords words) => this.words = words;

    /// <exception cref="FormatException">Not such a text; the words name the line.</exception>
    public static ReadClock Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select((line, n) => (Number: n + 1, Line: line.TrimEnd())).Where(line => line.Line.Length > 0).ToList();
        var words = ClockWords.All.FirstOrDefault(one => lines.Count > 0 && lines[0].Line.Trim('\uFEFF', ' ') == one.Head)
            ?? throw new FormatException("Line 1: this is no clock explanation of format 1.");
        var reader = new ClockTextReader(words);
        foreach (var (number, line) in lines.Skip(1))
            reader.Take(number, line);
        return reader.Finish();
    }

    private void Take(int number, string line)
    {
        if (DayLine().Match(line) is { Success: true } match)
            Days(number, match);
        else if (words.Read(line) is not var (field, value))
            throw Bad(number, line);
        else if (field == "pause")
            pauses.Add((number, value));
        else if (field == "moved")
            moves.Add((number, value));
        else if (!fields.TryAdd(field, (number, value)))
            throw Bad(number, line);
    }

    private void Days(int number, Match match)
    {
        var from = Date(number, match.Groups["from"].Value, match.Groups["fromday"].Value);
        var to = match.Groups["to"].Success ? Date(number, match.Groups["to"].Value, match.Groups["today"].Value) : from;
        var kind = Enum.GetValues<SpanKind>().Cast<SpanKind?>().FirstOrDefault(one => words.Kind(one!.Value) == match.Groups["kind"].Value) ?? throw Bad(number, match.Value);
        var rest = match.Groups["rest"].Value.Trim();
        if (to < from)
            Wrong(number, $"{ClockText.Iso(to)}早于{ClockText.Iso(from)}", $"{ClockText.Iso(to)} is before {ClockText.Iso(from)}");
        if (kind == SpanKind.Counted)
        {
            var length = Math.Max(0, Period.DaysBetween(from, to) + 1);
            var numbers = $"{counted + 1}{(length == 1 ? "" : $"-{counted + length}")}";
            if (rest != numbers)
                Wrong(number, $"应为第{numbers}日，却写{rest}", $"these are days {numbers}, and {rest} is written");
            counted += length;
        }

        walk.Add(new(from, to, kind, kind == SpanKind.Counted || rest.Length == 0 ? null : rest));
    }

    private ReadClock Finish()
    {
        var zone = Value("zone");
        var tz = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw Bad(fields["zone"].Line, zone);
        var term = words.ReadTerm(Value("period")) ?? throw Bad(fields["period"].Line, Value("period"));
        var byHour = term.Unit is TermUnit.Hour or TermUnit.Immediately;
        var started = byHour ? Moment("start") : tz.AtStartOfDay(Date("start")).ToInstant();
        var due = Moment("due");
        var clock = new Clock
        {
            Rule = RuleOf(Value("rule")),
            Trigger = Enum.GetValues<Trigger>().Cast<Trigger?>().FirstOrDefault(one => words.Trigger(one!.Value) == Value("because")) ?? throw Bad(fields["because"].Line, Value("because")),
            StartedAt = started,
            StartDay = byHour ? started.InZone(tz).Date : Date("start"),
            Zone = zone,
            Term = term,
            Owed = Enum.GetValues<Owed>().Cast<Owed?>().FirstOrDefault(one => words.Owed(one!.Value) == Value("owed")) ?? throw Bad(fields["owed"].Line, Value("owed")),
            SetDay = fields.ContainsKey("until") ? Date("until") : null,
            Extension = fields.TryGetValue("extension", out var more) ? Extension(more.Line, more.Value, tz) : null,
            Pauses = [.. pauses.Select(pause => Pause(pause.Line, pause.Value, tz))],
            NotBefore = fields.ContainsKey("kept") ? Date("kept") : null,
            Calendar = Value("calendar"),
            Unannounced = fields.TryGetValue("unannounced", out var years) ? [.. years.Value.Split(' ').Select(year => int.Parse(year, CultureInfo.InvariantCulture))] : [],
            Walk = walk.ToImmutable(),
        };
        clock = byHour
            ? clock with { StrictDay = due.InZone(tz).Date, RolledDay = due.InZone(tz).Date, StrictDueAt = due, LaterDueAt = due }
            : clock with { StrictDay = Date("last"), RolledDay = Date("later") };
        // Only the date that counts is written as an instant; the other end follows from its day.
        if (!byHour)
            clock = clock.Owed == Owed.Resident
                ? clock with { StrictDueAt = tz.AtStartOfDay(clock.StrictDay.PlusDays(1)).ToInstant(), LaterDueAt = due }
                : clock with { StrictDueAt = due, LaterDueAt = tz.AtStartOfDay(clock.LaterDay.PlusDays(1)).ToInstant() };
        return new(clock, [.. moves.Select(move => Move(move.Line, move.Value, tz))], Value("name"), faults.ToImmutable());
    }

    private static RuleRef RuleOf(string rule) =>
        rule.Split('/') is [var book, var version, var id] && int.TryParse(version, out var number) ? new(book, number, id) : throw new FormatException($"{rule} names no rule.");

    private Granted Extension(int line, string value, DateTimeZone zone)
    {
        var at = value.IndexOf(words.Approved, StringComparison.Ordinal);
        if (at < 0 || words.ReadTerm(value[..at]) is not { } term || DateAndDay().Match(value[(at + words.Approved.Length)..]) is not { Success: true, Index: 0 } when)
            throw Bad(line, value);
        return new(term.Length, term.Unit, new(value[(at + words.Approved.Length + when.Length)..].Trim()), zone.AtStartOfDay(Date(line, when)).ToInstant());
    }

    private Pause Pause(int line, string value, DateTimeZone zone)
    {
        if (value.Split(words.To, 2) is not [var from, var rest] || rest.LastIndexOf(' ') is not (> 0 and var space))
            throw Bad(line, value);
        var to = rest[..space];
        return new(Point(line, from, zone), to == words.Still ? null : Point(line, to, zone), rest[(space + 1)..]);
    }

    private ClockMove Move(int line, string value, DateTimeZone zone)
    {
        var dates = DateAndDay().Matches(value).Select(match => (Date: Date(line, match), After: value[(match.Index + match.Length)..])).ToList();
        if (dates.Count < 3)
            throw Bad(line, value);
        return new(zone.AtStartOfDay(dates[0].Date).ToInstant(), dates[1].Date, dates[2].Date,
            [.. dates.Skip(3).Select(one => new DayChange(one.Date, one.After.TrimStart().StartsWith(words.Change(off: true), StringComparison.Ordinal), null))]);
    }

    private Instant Point(int line, string value, DateTimeZone zone) =>
        ClockText.TryMoment(value, out var at) ? at
        : DateAndDay().Match(value) is { Success: true } match ? zone.AtStartOfDay(Date(line, match)).ToInstant()
        : throw Bad(line, value);

    private Instant Moment(string field) => ClockText.TryMoment(Value(field), out var at) ? at : throw Bad(fields[field].Line, Value(field));

    private LocalDate Date(string field) => DateAndDay().Match(Value(field)) is { Success: true } match ? Date(fields[field].Line, match) : throw Bad(fields[field].Line, Value(field));

    private LocalDate Date(int line, Match match) => Date(line, match.Groups["date"].Value, match.Groups["day"].Value);

    private LocalDate Date(int line, string date, string weekday)
    {
        if (LocalDatePattern.Iso.Parse(date) is not { Success: true, Value: var day })
            throw Bad(line, date);
        if (ClockText.Weekday(day, words.Language) is var right && right != weekday)
            Wrong(line, $"{date}是{right}，不是{weekday}", $"{date} is a {right}, not a {weekday}");
        return day;
    }

    private string Value(string field) =>
        fields.TryGetValue(field, out var found) ? found.Value : throw new FormatException($"The line “{words.Field(field).Trim()}” is missing.");

    private void Wrong(int line, string zh, string en)
    {
        if (Text.Of($"第{line}行：{zh}", $"line {line}: {en}") is var fault && !faults.Contains(fault))
            faults.Add(fault);
    }

    private static FormatException Bad(int line, string what) => new($"Line {line} cannot be read: {what.Trim()}");

    [GeneratedRegex(@"^\s+(?<from>\d{4}-\d{2}-\d{2}) (?<fromday>\w+)(?: (?:to|至) (?<to>\d{4}-\d{2}-\d{2}) (?<today>\w+))?\s+(?<kind>\w+)(?<rest>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex DayLine();

    [GeneratedRegex(@"(?<date>\d{4}-\d{2}-\d{2}) (?<day>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex DateAndDay();
}
