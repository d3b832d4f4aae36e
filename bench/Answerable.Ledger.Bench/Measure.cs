using System.Diagnostics;

namespace Answerable.Ledger.Bench;

/// <summary>Medians of three, the contestants taking turns so that a noisy neighbour disturbs both alike.</summary>
internal static class Measure
{
    public static double[] Medians(params Action[] contestants)
    {
        var seconds = contestants.Select(_ => new List<double>()).ToArray();
        foreach (var contestant in contestants) contestant();
        for (var turn = 0; turn < 3; turn++)
            for (var i = 0; i < contestants.Length; i++)
            {
                GC.Collect();
                var started = Stopwatch.GetTimestamp();
                contestants[i]();
                seconds[i].Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        return [.. seconds.Select(Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
