using System.Diagnostics;
using Answerable.Engine.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Bench.Search;

/// <summary>How long after its commit a case is found, while 200 filings a second go on coming in.</summary>
internal static class LagBench
{
    private const int PerSecond = 200;

    public static async Task Run(int seconds)
    {
        await using (var sqlite = await BenchRecord.OnSqlite())
            await Run("SQLite", sqlite, seconds);
        if (await BenchRecord.NewPostgres() is { } connection)
            await using (var postgres = await BenchRecord.OnPostgres(connection))
                await Run("PostgreSQL", postgres, seconds);
    }

    private static async Task Run(string name, BenchRecord record, int seconds)
    {
        await using var registrar = await record.Open();
        using var service = new SearchService(record.Databases, new(record.Databases, record.Texts, record.Index), new(SearchOptions.Usual), NullLogger<SearchService>.Instance);
        await service.StartAsync(CancellationToken.None);
        var committed = new List<(long Seq, long At)>();
        var filing = Task.Run(() => File(registrar, committed, PerSecond * seconds));
        var lags = await Watch(record, committed, filing);
        await service.StopAsync(CancellationToken.None);
        Console.WriteLine($"Search index, {name}: {PerSecond} filings a second for {seconds} s");
        Measure.Say("found after its commit", $"p50 {Measure.Percentile(lags, 0.5):N0} ms, p99 {Measure.Percentile(lags, 0.99):N0} ms (asked: p99 under 1,000)");
    }

    private static async Task File(Engine.Registrars.Registrar registrar, List<(long Seq, long At)> committed, int cases)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < cases; i++)
        {
            var early = TimeSpan.FromSeconds(i / (double)PerSecond) - Stopwatch.GetElapsedTime(started);
            if (early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early);
            var seq = await BenchRecord.File(registrar, i);
            lock (committed)
                committed.Add((seq, Stopwatch.GetTimestamp()));
        }
    }

    // The index says how far it is; every case up to there is found.
    private static async Task<double[]> Watch(BenchRecord record, List<(long Seq, long At)> committed, Task filing)
    {
        var (lags, next) = (new List<double>(), 0);
        while (!filing.IsCompleted || next < committed.Count)
        {
            var position = await record.Index.Position(BenchRecord.Jurisdiction, CancellationToken.None);
            lock (committed)
                for (; next < committed.Count && committed[next].Seq <= position.Seq; next++)
                    lags.Add(Stopwatch.GetElapsedTime(committed[next].At).TotalMilliseconds);
            await Task.Delay(5);
        }

        await filing;
        return [.. lags.Order()];
    }
}
