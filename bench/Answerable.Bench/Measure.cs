using System.Diagnostics;
using System.Globalization;

namespace Answerable.Bench;

/// <summary>Clocks and medians.</summary>
internal static class Measure
{
    public const int Turns = 3;

    public static async Task<double> Seconds(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <param name="sorted">Ascending.</param>
    public static double Percentile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    public static void Say(string what, FormattableString figure) => Console.WriteLine($"  {what,-34}{figure.ToString(CultureInfo.InvariantCulture)}");
}
