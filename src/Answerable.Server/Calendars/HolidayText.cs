using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Answerable.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Server.Calendars;

/// <summary>A year's holidays as a person writes them, one day a line: <c>2027-01-01 休 元旦</c>, <c>2027-01-03 班 元旦</c>; off and work in English.</summary>
public static partial class HolidayText
{
    private const int LongestName = 20;

    /// <summary>The days as text, in order.</summary>
    public static string Write(IEnumerable<SpecialDay> days, bool chinese) =>
        string.Join('\n', days.OrderBy(day => day.Date).Select(day => $"{LocalDatePattern.Iso.Format(day.Date)} {Word(day.Off, chinese)} {day.Name}".TrimEnd()));

    /// <summary>Reads such lines, or a holiday file of that year (the holiday-cn form).</summary>
    /// <exception cref="HolidayTextException">A line is not a day, with its number; 0 when the file as a whole is not one of this year.</exception>
    public static CalendarYear Read(int year, string? paper, string text)
    {
        if (text.TrimStart().StartsWith('{'))
            return File(year, text);
        var days = ImmutableArray.CreateBuilder<SpecialDay>();
        foreach (var (line, index) in text.Split('\n').Select((line, index) => (line.Trim(), index)))
            if (line.Length > 0)
                days.Add(Day(line) ?? throw new HolidayTextException(index + 1));
        return new(year, string.IsNullOrWhiteSpace(paper) ? [] : [paper.Trim()], days.ToImmutable());
    }

    private static CalendarYear File(int year, string json)
    {
        try
        {
            return CalendarYear.Parse(json) is { } parsed && parsed.Year == year ? parsed : throw new HolidayTextException(0);
        }
        catch (FormatException)
        {
            throw new HolidayTextException(0);
        }
    }

    private static SpecialDay? Day(string line) =>
        Form().Match(line) is { Success: true } match
        && LocalDatePattern.CreateWithInvariantCulture("uuuu-M-d").Parse(match.Groups["date"].Value) is { Success: true, Value: var date }
        && match.Groups["name"].Value.Trim() is { Length: <= LongestName } name && !name.Any(char.IsControl)
            ? new(date, name, match.Groups["off"].Success)
            : null;

    private static string Word(bool off, bool chinese) => (off, chinese) switch { (true, true) => "休", (false, true) => "班", (true, false) => "off", _ => "work" };

    [GeneratedRegex(@"^(?<date>\d{4}-\d{1,2}-\d{1,2})\s+(?:(?<off>休|off)|班|work)(?:\s+(?<name>.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <param name="line">From 1; 0 for the text as a whole.</param>
public sealed class HolidayTextException(int line) : Exception($"Line {line} is not a day.")
{
    public int Line { get; } = line;
}
