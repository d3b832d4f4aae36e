using System.Diagnostics.Metrics;

namespace Answerable.Engine;

/// <summary>Figures about the engine; none of them tells anything about a case.</summary>
public static class Metrics
{
    public const string Name = "Answerable.Engine";
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<int> FlushSize = Meter.CreateHistogram<int>("answerable.registrar.flush.commands", "{command}", "Commands decided in one flush.");
    private static readonly Histogram<double> FlushTime = Meter.CreateHistogram<double>("answerable.registrar.flush.duration", "s", "From the first command taken to the commit.");

    internal static void Flushed(int commands, TimeSpan took)
    {
        FlushSize.Record(commands);
        FlushTime.Record(took.TotalSeconds);
    }
}
