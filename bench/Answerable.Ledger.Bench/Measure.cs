namespace Answerable.Ledger.Bench;

/// <summary>
/// Processor time (of all threads of the process), medians of three, the contestants taking turns: a busy neighbour on the machine
/// slows both alike and is not counted.
/// </summary>
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
                var started = Environment.CpuUsage.TotalTime;
                contestants[i]();
                seconds[i].Add((Environment.CpuUsage.TotalTime - started).TotalSeconds);
            }
        return [.. seconds.Select(Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
