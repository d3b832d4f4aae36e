using System.Diagnostics;
using Answerable.Engine.Search;
using Answerable.Storage.Reading;
using Answerable.Storage.Search;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Bench.Search;

/// <summary>How fast a backlog is drained, and how long a clerk waits for the first page.</summary>
internal static class SearchBench
{
    private static readonly string[] Queries = ["路灯", "灯", "下水道", "路灯 维修", "村口"];

    public static async Task Run(int cases)
    {
        await using (var sqlite = await BenchRecord.OnSqlite())
            await Run("SQLite", sqlite, cases, Measure.Turns, asked: 1_000);
        if (await BenchRecord.NewPostgres() is { } connection)
            await using (var postgres = await BenchRecord.OnPostgres(connection))
                await Run("PostgreSQL", postgres, cases, Measure.Turns, asked: 300);
    }

    private static async Task Run(string name, BenchRecord record, int cases, int turns, int asked)
    {
        await record.Fill(cases);
        var indexer = new SearchIndexer(record.Databases, record.Texts, record.Index);
        await indexer.CatchUp(BenchRecord.Jurisdiction, CancellationToken.None);
        var drained = new List<double>();
        for (var turn = 0; turn < turns; turn++)
            drained.Add(cases / await Measure.Seconds(() => indexer.Rebuild(BenchRecord.Jurisdiction, CancellationToken.None)));
        Console.WriteLine($"Search, {name}: {cases:N0} cases, two events each");
        Measure.Say("drained", $"{Measure.Median(drained):N0} cases/s (asked: {asked:N0})");
        foreach (var typed in Queries)
            await Query(record, typed, turns * 10);
        var erased = new List<double>();
        for (var turn = 0; turn < turns; turn++)
            erased.Add(await Erase(record));
        Measure.Say("forget one", $"{Measure.Median(erased) * 1000:N1} ms");
    }

    private static async Task Query(BenchRecord record, string typed, int times)
    {
        var (took, total) = (new List<double>(), 0);
        for (var i = 0; i < times; i++)
            took.Add(await Measure.Seconds(async () => total = await FirstPage(record, typed)));
        Measure.Say($"first page of “{typed}”", $"{Measure.Median(took) * 1000:N1} ms, {total} of at most 1,000 counted");
    }

    private static async Task<int> FirstPage(BenchRecord record, string typed)
    {
        await using var db = record.Db();
        var visible = db.VisibleTo(BenchRecord.Clerk, record.Town, BenchRecord.Jurisdiction);
        var found = await record.Index.Narrow(db, visible, BenchRecord.Jurisdiction, SearchQuery.Read(typed), Visibility.ScopeOf(BenchRecord.Clerk, record.Town, BenchRecord.Jurisdiction), CancellationToken.None);
        var total = await found.Take(1000).CountAsync();
        var rows = await found.OrderBy(c => c.NextDueAt).ThenBy(c => c.Stream).Take(50).Select(c => c.Stream).ToListAsync();
        await record.Texts.Read(BenchRecord.Jurisdiction, rows, CancellationToken.None);
        return total;
    }

    private static async Task<double> Erase(BenchRecord record)
    {
        await using var db = record.Db();
        var at = await record.Index.Position(BenchRecord.Jurisdiction, CancellationToken.None);
        await record.Index.Write(BenchRecord.Jurisdiction, at, at, [new("grievance/bench", ["鼍龙", "龙"], [])], CancellationToken.None);
        return await Measure.Seconds(async () =>
        {
            await record.Index.Forget(BenchRecord.Jurisdiction, [new("grievance/bench")], CancellationToken.None);
            await record.Index.Finish(BenchRecord.Jurisdiction, CancellationToken.None);
        });
    }
}
