using System.Collections.Immutable;
using System.Text.Json;
using NodaTime.Text;

namespace Answerable.Deadlines;

/// <param name="Off">True: a day off that the working week would not give. False: a swapped working day (调休上班).</param>
public sealed record SpecialDay(LocalDate Date, string Name, bool Off);

/// <summary>
/// The announced exceptions of one year. The file of a year may name days of the December before.
/// A year without days has not been announced yet.
/// </summary>
public sealed record CalendarYear(int Year, ImmutableArray<string> Papers, ImmutableArray<SpecialDay> Days)
{
    /// <summary>Reads the holiday-cn form: <c>{"year", "papers": [], "days": [{"name", "date", "isOffDay"}]}</c>.</summary>
    /// <exception cref="FormatException">Not that form, a date twice, or a date outside the year and the December before.</exception>
    public static CalendarYear Parse(string json)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            var year = file.RootElement.GetProperty("year").GetInt32();
            var days = file.RootElement.GetProperty("days").EnumerateArray().Select(Day).ToImmutableArray();
            return Sound(year, days) ? new(year, Sources(file.RootElement), days) : throw new FormatException($"The days of {year} are not sound.");
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            throw new FormatException("Not a holiday file.", fault);
        }
    }

    /// <summary>Whether each date stands once, in the year or the December before.</summary>
    public static bool Sound(int year, ImmutableArray<SpecialDay> days) =>
        days.All(day => day.Date.Year == year || (day.Date.Year == year - 1 && day.Date.Month == 12))
        && days.Select(day => day.Date).Distinct().Count() == days.Length;

    private static SpecialDay Day(JsonElement day) => new(
        LocalDatePattern.Iso.Parse(day.GetProperty("date").GetString() ?? "").GetValueOrThrow(),
        day.GetProperty("name").GetString() ?? "",
        day.GetProperty("isOffDay").GetBoolean());

    private static ImmutableArray<string> Sources(JsonElement file) =>
        file.TryGetProperty("papers", out var papers) ? [.. papers.EnumerateArray().Select(paper => paper.GetString() ?? "")] : [];
}
