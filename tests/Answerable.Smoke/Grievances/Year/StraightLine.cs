using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Answerable.Smoke.Grievances.Year;

/// <summary>
/// The law's periods counted a second time, without a line of the program: numbers and days off are read from the raw data, and whoever counts
/// steps from day to day.
/// </summary>
internal static class StraightLine
{
    private static readonly Dictionary<string, JsonElement> Rows =
        JsonDocument.Parse(File.ReadAllText(Repository.Path("data/statutory-clocks.json"))).RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("id").GetString()!);

    private static readonly Dictionary<LocalDate, bool> Announced = Directory.GetFiles(Repository.Path("data/holidays"), "cn-*.json")
        .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("days").EnumerateArray())
        .ToDictionary(day => LocalDatePattern.Iso.Parse(day.GetProperty("date").GetString()!).Value, day => day.GetProperty("isOffDay").GetBoolean());

    // The Regulation's own, by their row; then ours, by hand: days, and whether they are working days.
    private static readonly Dictionary<string, string> Law = new()
    {
        ["disposition"] = "XF-22-DISP", ["notice"] = "XF-23-NOTICE-DIRECT", ["notice-after-transfer"] = "XF-23-NOTICE-TRANSFER", ["objection"] = "XF-23-OBJECT",
        ["close"] = "XF-34-CLOSE", ["review-request"] = "XF-35-REQ", ["review"] = "XF-35-DEC", ["final-review-request"] = "XF-36-REQ", ["final-review"] = "XF-36-DEC",
    };

    private static readonly Dictionary<string, (int Days, bool Worked)> Ours = new()
    {
        ["own-rules-answer"] = (60, false), ["withdrawal-reversal"] = (30, false), ["redo"] = (60, false), ["redo-request"] = (15, false), ["position"] = (7, false),
        ["taken-over"] = (30, false), ["first-human-answer"] = (1, false), ["higher-answer"] = (5, true), ["objection-answer"] = (5, true), ["overdue-step"] = (5, true),
    };

    /// <summary>What a complainant may do until then.</summary>
    public static bool IsRight(string rule) => rule is "review-request" or "final-review-request" or "withdrawal-reversal";

    public static bool IsOff(LocalDate day) =>
        Announced.TryGetValue(day, out var off) ? off : day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    /// <summary>The last day of a period that began on a day, which is not counted itself.</summary>
    /// <param name="left">Days that are left out.</param>
    public static LocalDate Last(string rule, LocalDate began, int more = 0, Func<LocalDate, bool>? left = null)
    {
        var (days, worked) = Ours.TryGetValue(rule, out var own) ? own : Read(Rows[Law[rule]]);
        var day = began;
        for (var n = days + more; n > 0;)
        {
            day = day.PlusDays(1);
            if (left?.Invoke(day) is not true && !(worked && IsOff(day)))
                n--;
        }

        return day;
    }

    /// <summary>A right that would end on a day off ends on the next day worked.</summary>
    public static LocalDate Rolled(LocalDate day)
    {
        while (IsOff(day))
            day = day.PlusDays(1);
        return day;
    }

    private static (int Days, bool Worked) Read(JsonElement row) => (row.GetProperty("length").GetInt32(), row.GetProperty("unit").GetString() == "working_day");
}
