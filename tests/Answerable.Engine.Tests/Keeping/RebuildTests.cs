using System.Text.Json;
using Answerable.Engine.Keeping;
using Answerable.Engine.Reading;
using Answerable.Engine.Tests.Registrars;
using Answerable.Storage;
using Answerable.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Engine.Tests.Keeping;

/// <summary>The read model is a function of the events: whatever became of it, it can be folded again.</summary>
public sealed class RebuildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rebuilt_equals_live()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        for (var i = 0; i < 30; i++)
            await Cases.Lodge(registrar, $"测试正文 {i}");
        await registrar.Submit(Cases.Erase((await Cases.Lodge(registrar)).Stream));
        var live = await Everything(record);
        await using (var db = record.Db())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE cases SET stage = 'spoiled' WHERE rowid % 2 = 0; DELETE FROM cases WHERE rowid % 3 = 0; DELETE FROM deadlines", Cancel);
            db.Deadlines.Add(new() { Jurisdiction = "mingshan", Stream = "grievance/gone", Key = "stray", DueAt = default });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.NotEqual(live, await Everything(record));
        var rows = await new Rebuild(record.Databases, record.Store, new BookShelf(record.Databases, record.Store)).Run(null, Cancel);
        Assert.Equal(live, await Everything(record));
        Assert.Equal(31, rows["cases"]);
    }

    [Fact]
    public async Task What_is_recorded_while_a_rebuild_runs_is_in_it()
    {
        await using var record = new TempRecord();
        await using var registrar = await record.Open();
        for (var i = 0; i < 250; i++)
            await Cases.Lodge(registrar);
        // Reported after each batch of streams: between them, and before the swap, life goes on.
        var meanwhile = new List<Task>();
        var rebuild = new Rebuild(record.Databases, record.Store, new BookShelf(record.Databases, record.Store));
        await rebuild.Run(new Meanwhile(() => meanwhile.Add(Cases.Lodge(registrar))), Cancel);
        await Task.WhenAll(meanwhile);
        Assert.NotEmpty(meanwhile);
        var after = await Everything(record);
        await rebuild.Run(null, Cancel);
        Assert.Equal(after, await Everything(record));
        await using var db = record.Db();
        Assert.Equal(250 + meanwhile.Count, await db.Set<CaseEntry>().CountAsync(Cancel));
    }

    private static async Task<string> Everything(TempRecord record)
    {
        await using var db = record.Db();
        var cases = await db.Set<CaseEntry>().AsNoTracking().OrderBy(c => c.Stream).ToListAsync(Cancel);
        var deadlines = await db.Deadlines.AsNoTracking().OrderBy(d => d.Stream).ThenBy(d => d.Key).ToListAsync(Cancel);
        return JsonSerializer.Serialize(new { cases, deadlines }, Recording.Json.Options);
    }

    private sealed class Meanwhile(Action act) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => act();
    }
}
