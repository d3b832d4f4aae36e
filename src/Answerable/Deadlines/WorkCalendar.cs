using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace Answerable.Deadlines;

/// <summary>
/// Which days are worked: a working week, and the announced exceptions of each published year.
/// In a year that nobody has announced the working week alone decides, and every explanation says so.
/// </summary>
public sealed class WorkCalendar
{
    private static readonly ImmutableSortedSet<IsoDayOfWeek> MondayToFriday =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    private static readonly Lazy<WorkCalendar> Shipped = new(() => new("cn", Announced("cn")));

    private readonly FrozenDictionary<LocalDate, SpecialDay> special;
    private readonly FrozenSet<int> published;

    /// <param name="years">One per year; of two for the same year the later one counts, and of two for the same day the later year.</param>
    public WorkCalendar(string id, IEnumerable<CalendarYear> years, ImmutableSortedSet<IsoDayOfWeek>? week = null)
    {
        Id = id;
        Week = week ?? MondayToFriday;
        Years = years.Aggregate(ImmutableSortedDictionary<int, CalendarYear>.Empty, (all, year) => all.SetItem(year.Year, year));
        var days = new Dictionary<LocalDate, SpecialDay>();
        foreach (var day in Years.Values.SelectMany(year => year.Days))
            days[day.Date] = day;
        special = days.ToFrozenDictionary();
        published = Years.Values.Where(year => year.Days.Length > 0).Select(year => year.Year).ToFrozenSet();
        Version = $"{id}-{(published.Count == 0 ? "none" : $"{published.Min()}-{published.Max()}")}-{Fingerprint()}";
    }

    /// <summary>The Chinese calendar that ships with the program.</summary>
    public static WorkCalendar China => Shipped.Value;

    /// <summary>The calendar of a rulebook, with the years that ship with the program.</summary>
    public static WorkCalendar Of(CalendarRule rule) => new(rule.Id, Announced(rule.Id), rule.Week);

    public string Id { get; }
    public ImmutableSortedSet<IsoDayOfWeek> Week { get; }
    public ImmutableSortedDictionary<int, CalendarYear> Years { get; }

    /// <summary>Changes exactly when a day changes: <c>cn-2025-2026-3f09a2c4</c>.</summary>
    public string Version { get; }

    public bool IsPublished(int year) => published.Contains(year);

    public bool IsWorking(LocalDate date) =>
        special.TryGetValue(date, out var day) ? !day.Off : Week.Contains(date.DayOfWeek);

    /// <summary>The announced exception that decides <paramref name="date"/>; null when the working week does.</summary>
    public SpecialDay? Special(LocalDate date) => special.GetValueOrDefault(date);

    /// <summary>This calendar with newly announced years in the place of what was there.</summary>
    public WorkCalendar With(IEnumerable<CalendarYear> years) => new(Id, Years.Values.Concat(years), Week);

    private static IEnumerable<CalendarYear> Announced(string id) => Embedded.Under($"holidays/{id}-").Select(file => CalendarYear.Parse(Embedded.Read(file)));

    private string Fingerprint()
    {
        var text = new StringBuilder(string.Join(',', Week));
        foreach (var day in special.Values.OrderBy(day => day.Date))
            text.Append('\n').Append(LocalDatePattern.Iso.Format(day.Date)).Append(day.Off ? '-' : '+').Append(day.Name);
        text.Append('\n').AppendJoin(',', published.Order());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 4));
    }
}
