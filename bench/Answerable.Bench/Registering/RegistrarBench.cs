using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Grievances;
using Answerable.Recording;
using Microsoft.Data.Sqlite;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Bench.Registering;

/// <summary>
/// Grievances a second through the registrar in process, nothing acknowledged before it is durable: 64 callers at once, 700 Chinese
/// characters, contact sealed, clocks started, leaf and tree written. The ceiling writes as many bytes into one table, as many to a commit.
/// </summary>
internal static class RegistrarBench
{
    private const int Callers = 64;
    private static readonly SecureIds Ids = new();
    private static readonly Filing[] Filings = [.. Enumerable.Range(0, 256).Select(i =>
        new Filing(GrievanceKind.Claim, Words.Text(i, 12), Words.Text(i + 1, 700), Place: "测试村", Contact: new("测试甲", $"139{i:00000000}", "someone@example.org")))];
    private static readonly string[] Bodies = [.. Filings.Select(filing => filing.Body + filing.Body)];

    public static async Task Run(int grievances)
    {
        await using (var sqlite = await BenchRecord.OnSqlite())
            await Run("SQLite, synchronous = FULL", sqlite, grievances, asked: 5_000);
        if (await BenchRecord.NewPostgres() is { } connection)
            await using (var postgres = await BenchRecord.OnPostgres(connection))
                await Run("PostgreSQL", postgres, grievances / 4, asked: null);
    }

    private static async Task Run(string name, BenchRecord record, int grievances, int? asked)
    {
        await using var registrar = await record.Open();
        await Lodge(registrar, grievances);
        var (rates, ceilings, processor, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < Measure.Turns; turn++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var allocated = GC.GetTotalAllocatedBytes();
            rates.Add(grievances / await Measure.Seconds(() => Lodge(registrar, grievances)));
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / grievances);
            memory.Add((GC.GetTotalAllocatedBytes() - allocated) / 1024d / grievances);
            ceilings.Add(grievances / await Measure.Seconds(() => Bare(grievances)));
        }

        Console.WriteLine($"Registrar, {name}: {Callers} callers, {Measure.Turns} × {grievances} grievances");
        Measure.Say("recorded", $"{Measure.Median(rates):N0} grievances/s{(asked is null ? "" : $" (asked: {asked:N0})")}");
        Measure.Say("processor time, all threads", $"{Measure.Median(processor):N0} µs a grievance");
        Measure.Say("allocated", $"{Measure.Median(memory):N0} kB a grievance");
        Measure.Say("one bare insert each, SQLite", $"{Measure.Median(ceilings):N0}/s; ratio {Measure.Median(rates) / Measure.Median(ceilings):N2}");
    }

    private static Task Lodge(Registrar registrar, int grievances)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < grievances;)
            {
                var envelope = new Envelope(StreamId.New(Grievance.Kind, Ids), new Lodge(Filings[i % Filings.Length], Channel.Web, AccessCode.Draw(Ids)), new Actor.Complainant(), IdempotencyKey: Ids.Hex(16), ExpectedVersion: 0);
                if (await registrar.Submit(envelope) is Answer.Refused refused)
                    throw new InvalidOperationException(refused.Code);
            }
        })));
    }

    private static Task Bare(int grievances) => Task.Run(() =>
    {
        var folder = Directory.CreateTempSubdirectory("answerable-bench-");
        using (var connection = BareRows.Open(folder.FullName))
            for (var done = 0; done < grievances; done += Callers)
                BareRows.Insert(connection, Enumerable.Range(done, Callers).Select(i => Bodies[i % Bodies.Length]));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    });
}
