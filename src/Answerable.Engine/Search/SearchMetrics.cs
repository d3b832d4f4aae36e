using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Answerable.Engine.Search;

/// <summary>How far the index is behind the record. Summed over all records: it tells nothing about one office.</summary>
internal static class SearchMetrics
{
    private static readonly ConcurrentDictionary<JurisdictionId, long> Waiting = new();
    private static readonly Meter Meter = new(Metrics.Name);

    static SearchMetrics() => Meter.CreateObservableGauge("answerable.search.lag", static () => Waiting.Values.Sum(), "{event}", "Events that the search index has not followed yet.");

    public static void Behind(JurisdictionId jurisdiction, long events) => Waiting[jurisdiction] = events;
}
