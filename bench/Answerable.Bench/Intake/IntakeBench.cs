using System.Text.Json;

namespace Answerable.Bench.Intake;

/// <summary>POST → durable → 201 over loopback, with full rules, beside a bare endpoint in the same run; then memory after many cases.</summary>
internal static class IntakeBench
{
    private const int WarmUp = 20_000; // until the compiler has nothing left to improve
    private static readonly int[] Clients = [1, 8, 32];

    public static async Task Run(int cases)
    {
        await Run("SQLite", cases, null);
        if (await BenchRecord.NewPostgres() is { } connection)
            await Run("PostgreSQL", cases / 10, connection);
    }

    private static async Task Run(string name, int cases, string? postgres)
    {
        using var folder = new Folder();
        using var bareFolder = new Folder();
        await using var town = await (postgres is null ? Child.Start("town", folder.Path) : Child.Start("town", folder.Path, postgres));
        await using var bare = await Child.Start("bare", bareFolder.Path);
        var filings = Enumerable.Range(0, 256).Select(Filing).ToArray();
        var (ours, theirs) = (Requests(town, "/api/v1/grievances", filings), Requests(bare, "/bare", filings));
        Load.Run(town.Address, 32, WarmUp, ours, 201);
        Load.Run(bare.Address, 32, WarmUp, theirs, 201);
        Console.WriteLine($"Intake over HTTP, {name}: POST of {filings[0].Length:N0} bytes, medians of {Measure.Turns}");
        var filed = WarmUp;
        foreach (var clients in Clients)
            filed += Compare(town, ours, bare, theirs, clients, requests: clients == 1 ? 1_000 : 6_000);
        while (filed < cases)
            filed += Load.Run(town.Address, 32, Math.Min(10_000, cases - filed), ours, 201).Latencies.Length;
        Measure.Say($"memory after {filed:N0} cases", $"{town.Megabytes:N0} MB resident, {town.PeakMegabytes:N0} MB at most{(postgres is null ? " (asked: under 400)" : "")}");
    }

    private static int Compare(Child town, Func<int, byte[]> ours, Child bare, Func<int, byte[]> theirs, int clients, int requests)
    {
        var (us, them) = (new List<LoadResult>(), new List<LoadResult>());
        var (ourTime, theirTime) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Measure.Turns; turn++)
        {
            theirTime.Add(Processor(bare, requests * 2, () => them.Add(Load.Run(bare.Address, clients, requests * 2, theirs, 201))));
            ourTime.Add(Processor(town, requests, () => us.Add(Load.Run(town.Address, clients, requests, ours, 201))));
        }

        if (us.Sum(run => run.Unexpected) is > 0 and var wrong)
            throw new InvalidOperationException($"{wrong} filings were not answered with 201.");
        var (mine, ceiling) = (Measure.Median(us.Select(run => run.PerSecond)), Measure.Median(them.Select(run => run.PerSecond)));
        Measure.Say($"{clients} clients", $"{mine:N0}/s; bare {ceiling:N0}/s; ratio {mine / ceiling:N2}; p50 {Percentile(us, 0.5):N1} ms, p99 {Percentile(us, 0.99):N1} ms (bare p99 {Percentile(them, 0.99):N1} ms); processor {Measure.Median(ourTime):N0} µs each (bare {Measure.Median(theirTime):N0})");
        return requests * Measure.Turns;
    }

    // Microseconds that the server spent on one request, whoever else is busy on the machine.
    private static double Processor(Child server, int requests, Action load)
    {
        var before = server.Processor;
        load();
        return (server.Processor - before).TotalMicroseconds / requests;
    }

    private static double Percentile(List<LoadResult> runs, double share) => Measure.Median(runs.Select(run => Measure.Percentile(run.Latencies, share)));

    private static Func<int, byte[]> Requests(Child server, string path, byte[][] filings)
    {
        var requests = filings.Select(filing => Load.Post(server.Address, path, filing)).ToArray();
        return i => requests[i % requests.Length];
    }

    internal static byte[] Filing(int i) => JsonSerializer.SerializeToUtf8Bytes(
        new { kind = "claim", title = Words.Text(i, 12), body = Words.Text(i + 1, 700), place = "测试村", contact = new { name = "测试甲", phone = $"139{i:00000000}" } },
        new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
