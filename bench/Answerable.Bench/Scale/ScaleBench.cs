using System.Net.Http.Json;
using Answerable.Bench.Intake;
using Answerable.Bench.Reading;
using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Engine.Search;
using Answerable.Grievances;
using Answerable.Recording;
using Microsoft.EntityFrameworkCore;
using StreamId = Answerable.Recording.StreamId;

namespace Answerable.Bench.Scale;

/// <summary>
/// A county's years in one record: queue, search and case page as a browser asks for them, by readers who see much and little of it, while 20 filings
/// a second go on coming in. Filed through the registrar and indexed in bulk, then followed live; nine in ten are closed, in the projection alone.
/// </summary>
internal static class ScaleBench
{
    private const int OpenIn = 10, AssignedIn = 60, Length = 700, Requests = 400;

    // By rank of their words: in nearly every case, in every tenth, hundredth, thousandth; two at once; one character; in none.
    private static readonly string[] Queries =
    [
        Words.Word(1), Words.Word(4), Words.Word(20), Words.Word(150), Words.Word(1_500), Words.Word(15_000), $"{Words.Word(2)} {Words.Word(9)}", $"{Words.Word(30)} {Words.Word(700)}",
        $"{Words.Word(3_000)} {Words.Word(5)}", Words.Word(60)[..1], "鼍龙",
    ];

    /// <param name="cases">On SQLite; five times as many on PostgreSQL.</param>
    public static async Task Run(int cases)
    {
        await Run("SQLite", null, cases);
        if (await BenchRecord.NewPostgres() is { } connection)
            await Run("PostgreSQL", connection, cases * 5);
    }

    private static async Task Run(string name, string? postgres, int cases)
    {
        using var folder = new Folder();
        string[] arguments = postgres is null ? ["county", folder.Path] : ["county", folder.Path, postgres];
        await using (await Child.Start(arguments)) { } // founds the county
        Console.WriteLine($"Scale, {name}: {cases:N0} cases of {Length} characters");
        var numbers = await Fill(folder.Path, postgres, cases);
        await using var county = await Child.Start(arguments);
        Measure.Say("log written out after", $"{await Measure.Seconds(() => Published(county.Address, cases)):N0} s");
        using var filing = new CancellationTokenSource();
        var live = Task.Run(() => KeepFiling(county.Address, filing.Token));
        foreach (var reader in County.Readers)
            await Compare(county.Address, reader, reader == TownServer.Clerk ? numbers : []);
        await filing.CancelAsync();
        Measure.Say("filed meanwhile", $"{await live:N0}");
        Measure.Say("memory", $"{county.Megabytes:N0} MB");
    }

    private static async Task Compare(Uri server, string reader, IReadOnlyList<string> numbers)
    {
        var cookie = $"Cookie: {await ReadingBench.SignIn(server, reader)}\r\n";
        Say($"{reader}: queue", server, cookie, [.. Enumerable.Range(1, 20).Select(page => $"/desk/grievances?page={page}"), "/desk/grievances?state=overdue", "/desk/grievances?state=all", "/desk/grievances?kind=claim", "/desk/grievances?mine=1"], 50);
        Say($"{reader}: search", server, cookie, [.. Queries.Select(query => $"/desk/grievances?q={Uri.EscapeDataString(query)}"), .. Queries.Select(query => $"/desk/grievances?state=all&q={Uri.EscapeDataString(query)}")], 100);
        foreach (var query in Queries)
            Say($"  “{query}”", server, cookie, [$"/desk/grievances?q={Uri.EscapeDataString(query)}", $"/desk/grievances?state=all&q={Uri.EscapeDataString(query)}"], null, Requests / 10);
        if (numbers.Count > 0)
            Say($"{reader}: case page", server, cookie, [.. numbers.Select(number => $"/desk/grievances/{number}")], 30);
    }

    private static void Say(string what, Uri server, string cookie, string[] paths, int? asked, int requests = Requests)
    {
        var pages = paths.Select(path => Load.Get(server, path, cookie)).ToArray();
        Load.Run(server, 1, Math.Min(requests / 4, pages.Length), i => pages[i], 200);
        var took = Load.Run(server, 1, requests, i => pages[i % pages.Length], 200);
        if (took.Unexpected > 0)
            throw new InvalidOperationException($"{took.Unexpected} answers for {what} were not 200.");
        Measure.Say(what, $"p50 {Measure.Percentile(took.Latencies, 0.5):N1} ms, p95 {Measure.Percentile(took.Latencies, 0.95):N1} ms{(asked is { } most ? $" (asked: under {most})" : "")}");
    }

    private static async Task<IReadOnlyList<string>> Fill(string folder, string? postgres, int cases)
    {
        await using var record = await BenchRecord.Of(folder, postgres);
        var ids = new SecureIds();
        var numbers = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using (var registrar = await record.Open())
        {
            var took = await Measure.Seconds(() => Parallel.ForEachAsync(Enumerable.Range(0, cases), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
            {
                if (await File(registrar, ids, i) is var number && i % (cases / 300 * 5) == 0) // brought to the petition office
                    numbers.Add(number);
            }));
            Measure.Say("filed", $"{cases / took:N0}/s");
        }

        await using (var db = record.Db())
        {
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await db.Database.ExecuteSqlRawAsync(Closing(postgres));
            if (postgres is not null)
                await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE");
        }

        var indexed = await Measure.Seconds(() => new SearchIndexer(record.Databases, record.Texts, record.Index).Rebuild(BenchRecord.Jurisdiction, CancellationToken.None));
        Measure.Say("indexed", $"{cases / indexed:N0} cases/s");
        return [.. numbers];
    }

    // What is filed under "other" is closed in the queue's rows; the events of a closing would only take longer to write.
    private static string Closing(string? postgres) => postgres is null
        ? "UPDATE cases SET is_open = 0, stage = 'closed', next_clock = NULL, next_due_at = NULL WHERE category = 'other'; ANALYZE;"
        : "UPDATE cases SET is_open = false, stage = 'closed', next_clock = NULL, next_due_at = NULL WHERE category = 'other'";

    private static async Task<string> File(Registrar registrar, SecureIds ids, int i)
    {
        var stream = StreamId.New(Grievance.Kind, ids);
        var isOpen = i % OpenIn == 0;
        var filing = new Filing(GrievanceKind.Claim, Words.Rich(i, 12), Words.Rich(i + 500_000_000, Length), Category: isOpen ? "roads" : "other", Place: "测试村", Contact: new("测试甲", $"139{i:00000000}"));
        var to = i % 5 < 3 ? County.Petitions : County.Office(i / 5 % County.Offices);
        var number = Expect(await registrar.Submit(new(stream, new Lodge(filing, Channel.Web, AccessCode.Draw(ids), to), new Actor.Complainant(), ExpectedVersion: 0))).Events.OfType<Lodged>().Single().Number;
        if (isOpen && to == County.Petitions)
            Expect(await registrar.Submit(new(stream, new Note(Words.Rich(i + 1_000_000_000, 60)), BenchRecord.Clerk)));
        if (i % AssignedIn == 0 && to == County.Petitions)
        {
            Expect(await registrar.Submit(new(stream, new Accept("已受理。"), BenchRecord.Clerk)));
            Expect(await registrar.Submit(new(stream, new Assign(County.Unit, County.Officer(i / AssignedIn % County.Officers)), BenchRecord.Clerk)));
        }

        return number;
    }

    private static Answer.Recorded Expect(Answer answer) => answer as Answer.Recorded ?? throw new InvalidOperationException(((Answer.Refused)answer).Code);

    // The log is written out first, so that it does not take the processors from what is measured.
    private static async Task Published(Uri server, int cases)
    {
        using var browser = new HttpClient { BaseAddress = server };
        while (long.Parse((await browser.GetStringAsync($"/log/{TownServer.Jurisdiction}/checkpoint")).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture) < cases)
            await Task.Delay(TimeSpan.FromSeconds(1));
    }

    private static async Task<int> KeepFiling(Uri server, CancellationToken cancel)
    {
        using var browser = new HttpClient { BaseAddress = server };
        var filed = 0;
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            for (; await beat.WaitForNextTickAsync(cancel); filed++)
            {
                using var answer = await browser.PostAsJsonAsync("/api/v1/grievances", new { kind = "claim", title = Words.Rich(filed, 12), body = Words.Rich(filed + 1, Length) }, cancel);
                answer.EnsureSuccessStatusCode();
            }
        }
        catch (OperationCanceledException)
        {
            // enough
        }

        return filed;
    }
}
