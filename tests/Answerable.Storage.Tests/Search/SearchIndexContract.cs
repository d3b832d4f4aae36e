using Answerable.Recording;
using Answerable.Storage.Postgres.Search;
using Answerable.Storage.Rows;
using Answerable.Storage.Search;
using Answerable.Storage.Sqlite.Search;
using Microsoft.EntityFrameworkCore;

namespace Answerable.Storage.Tests.Search;

/// <summary>What an index promises, whichever database is under it. Each test has a jurisdiction of its own.</summary>
public abstract class SearchIndexContract(ITestDatabase database, ISearchIndex index)
{
    private static readonly string[] Pieces = ["路", "灯", "水", "沟", "𠮷", "lamp", "lamps", "la", "12", "，", " "];
    private static int made;
    private readonly JurisdictionId town = new($"search{Interlocked.Increment(ref made)}");

    protected ISearchIndex Index { get; } = index;
    protected JurisdictionId Jurisdiction => town;
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("路灯", "1 2"), InlineData("灯", "1 2 3"), InlineData("路", "1 2"), InlineData("坏", "1 3"), InlineData("路灯坏了", "1"), InlineData("路灯 没修", "2"), InlineData("坏路", "")]
    [InlineData("LAMP", "4"), InlineData("lam", "4"), InlineData("la", ""), InlineData("12", "4"), InlineData("1", ""), InlineData("𠮷野", "3"), InlineData("𠮷", "3"), InlineData("野", "3"), InlineData("，", ""), InlineData("灯'\" OR *", "1 2 3")]
    public async Task A_query_finds(string typed, string expected)
    {
        await Put(("1", "路灯坏了"), ("2", "路灯还没修"), ("3", "坏灯，𠮷野"), ("4", "Street lamp 12"));
        // "OR" is a word like any other, and nothing here says it.
        Assert.Equal(typed.Contains("OR", StringComparison.Ordinal) ? "" : expected, await Find(typed));
    }

    [Fact]
    public async Task It_agrees_with_the_meaning_of_a_query_for_any_texts()
    {
        var chance = new Random(20260302);
        var texts = Enumerable.Range(0, 60).Select(i => (Name: $"{i:00}", Text: Any(chance, 14))).ToArray();
        await Put([.. texts.Select(text => (text.Name, (string?)text.Text))]);
        foreach (var typed in Enumerable.Range(0, 40).Select(_ => Any(chance, 4)))
        {
            var query = SearchQuery.Read(typed);
            Assert.Equal(string.Join(' ', texts.Where(t => InMemory.Matches(Tokens.Terms(t.Text).ToList(), query)).Select(t => t.Name)), await Find(typed));
        }
    }

    [Fact]
    public async Task A_word_is_found_wherever_it_stands_in_a_very_long_text()
    {
        var filler = string.Concat(Enumerable.Range(0, 1500).Select(i => $"甲乙{(char)('丁' + i % 90)}，"));
        await Put(("1", filler + "下水道堵塞" + filler + "wells" + filler), ("2", filler));
        foreach (var typed in (string[])["下水道堵塞", "水道", "塞", "wells", "下水道 wells"])
            Assert.Equal("1", await Find(typed));
    }

    [Fact]
    public async Task A_document_replaces_the_one_before_it_and_null_removes_it()
    {
        await Put(("1", "路灯"), ("2", "路灯"));
        await Put(("1", "水沟"));
        Assert.Equal(("2", "1"), (await Find("路灯"), await Find("水沟")));
        await Put(("2", null));
        Assert.Equal("", await Find("路灯"));
        await Index.Forget(town, [Stream("1"), Stream("9")], Cancel);
        Assert.Equal("", await Find("水沟"));
    }

    [Fact]
    public async Task What_somebody_may_not_see_is_neither_found_nor_counted()
    {
        await Put(("1", "路灯"), ("2", "路灯"), ("3", "路灯"));
        await using var db = database.Db();
        var visible = db.Set<CaseEntry>().AsNoTracking().Where(c => c.Jurisdiction == town.Value && c.Number != $"{town.Value}-2");
        var found = await Index.Narrow(db, visible, town, SearchQuery.Read("路灯"), SearchScope.Whole(town), Cancel);
        Assert.Equal(2, await found.CountAsync(Cancel));
        Assert.Equal(["3"], (await found.OrderBy(c => c.Number).Skip(1).Select(c => c.Number).ToListAsync(Cancel)).Select(Name));
    }

    [Fact]
    public async Task A_scope_is_kept_to_whatever_is_found_in_words_alone()
    {
        var (office, mine, recused) = (Marks.Office("office-a"), Marks.Person("officer|\"1'"), Marks.Recused("officer"));
        var start = await Index.Restart(town, 1, Cancel);
        Assert.True(await Index.Write(town, start, start with { Log = 1, Seq = 1 }, [
            Document("1", "路灯坏了", office, Marks.Open), Document("2", "路灯坏了", office), Document("3", "路灯坏了", mine, Marks.Open), Document("4", "路灯坏了", office, recused, Marks.Open),
            Document("5", "水沟 office", office, Marks.Open), Document("6", string.Concat(Enumerable.Repeat("甲乙丙，", 1_000)) + "路灯" + string.Concat(Enumerable.Repeat("甲乙丙，", 1_000)) + "水沟", office, Marks.Open)], Cancel));
        foreach (var name in (string[])["1", "2", "3", "4", "5", "6"])
            await Case(name);
        await Index.Finish(town, Cancel);

        var sight = new SearchScope([office, mine], [], [recused]);
        Assert.Equal("1 2 3 6", await Find("路灯", sight));
        Assert.Equal("1 3 6", await Find("路灯", sight.With(Marks.Open)));
        Assert.Equal("2", await Find("路灯", sight.Without(Marks.Open)));
        Assert.Equal("3", await Find("路灯 坏", new([mine], [], [])));
        Assert.Equal("6", await Find("水沟 路灯", sight));
        Assert.Equal("1 2 6", await Find("路灯", new([office], [Marks.Jurisdiction(town)], [recused, Marks.Recused("nobody")])));
        Assert.Equal("", await Find("路灯", new([], [], [])));
        Assert.Equal("5", await Find("office", sight)); // a mark is no word
    }

    [Fact]
    public async Task Another_jurisdiction_s_words_are_not_found()
    {
        await Put(("1", "路灯"));
        await using var db = database.Db();
        var found = await Index.Narrow(db, db.Set<CaseEntry>().AsNoTracking(), new("elsewhere"), SearchQuery.Read("路灯"), SearchScope.Whole(new("elsewhere")), Cancel);
        Assert.Empty(await found.ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_position_moves_with_the_documents_or_not_at_all()
    {
        Assert.Equal(SearchPosition.Nowhere, await Index.Position(town, Cancel));
        var start = await Index.Restart(town, 1, Cancel);
        Assert.Equal((1, 1L, -1L, Tokens.Version, false), (start.Growing, start.Generation, start.Seq, start.Tokens, start.IsWhole));
        var next = start with { Log = 1, Seq = 9 };
        Assert.True(await Index.Write(town, start, next, [Document("1", "路灯")], Cancel));
        Assert.False(await Index.Write(town, start, next with { Seq = 20 }, [Document("1", "水沟")], Cancel));
        Assert.Equal(next, await Index.Position(town, Cancel));
        await Case("1");
        Assert.Equal(("1", ""), (await Find("路灯"), await Find("水沟")));
    }

    [Fact]
    public async Task Making_it_anew_keeps_everything_findable_and_drops_what_is_no_longer_there()
    {
        await Put(("1", "路灯"), ("2", "路灯"));
        var start = await Index.Restart(town, 1, Cancel);
        Assert.Equal("1 2", await Find("路灯"));
        Assert.True(await Index.Write(town, start, start with { Log = 1, Seq = 5 }, [Document("1", "路灯")], Cancel));
        Assert.Equal("1 2", await Find("路灯"));
        await Index.Finish(town, Cancel);
        Assert.Equal("1", await Find("路灯"));
        Assert.True((await Index.Position(town, Cancel)).IsWhole);
    }

    private static string Any(Random chance, int most) => string.Concat(Enumerable.Range(0, chance.Next(1, most + 1)).Select(_ => Pieces[chance.Next(Pieces.Length)]));

    protected async Task Put(params (string Name, string? Text)[] texts)
    {
        var at = await Index.Position(town, Cancel);
        if (at == SearchPosition.Nowhere)
            at = await Index.Restart(town, 1, Cancel);
        foreach (var (name, _) in texts)
            await Case(name);
        Assert.True(await Index.Write(town, at, at with { Log = 1, Seq = at.Seq + 1 }, [.. texts.Select(text => Document(text.Name, text.Text))], Cancel));
        await Index.Finish(town, Cancel);
    }

    protected async Task<string> Find(string typed, SearchScope? scope = null)
    {
        await using var db = database.Db();
        var found = await Index.Narrow(db, db.Set<CaseEntry>().AsNoTracking().Where(c => c.Jurisdiction == town.Value), town, SearchQuery.Read(typed), scope ?? SearchScope.Whole(town), Cancel);
        return string.Join(' ', (await found.Select(c => c.Number).ToListAsync(Cancel)).Select(Name).Order(StringComparer.Ordinal));
    }

    private static string Name(string number) => number[(number.IndexOf('-') + 1)..];
    private static StreamId Stream(string name) => new($"grievance/{name.PadLeft(32, '0')}");
    private static SearchDocument Document(string name, string? text, params string[] marks) => new(Stream(name).Value, text is null ? null : Tokens.Terms(text).ToList(), marks);

    private async Task Case(string name)
    {
        await using var db = database.Db();
        if (await db.Set<CaseEntry>().AnyAsync(c => c.Jurisdiction == town.Value && c.Stream == Stream(name).Value, Cancel))
            return;
        db.Add(new CaseEntry
        {
            Jurisdiction = town.Value, Stream = Stream(name).Value, Version = 1, Number = $"{town.Value}-{name}", Kind = "claim", Stage = "registered", Channel = "web",
            Office = "o1", Offices = "|o1|", Recused = "|", ReceivedDay = "2026-03-02",
        });
        await db.SaveChangesAsync(Cancel);
    }
}

public sealed class SearchOnPostgres(PostgresDatabase database) : SearchIndexContract(database, new PostgresSearchIndex(database.Source)), IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_backup_has_no_words_of_the_index()
    {
        await Put(("1", "下水道"));
        var folder = Path.Combine(Path.GetTempPath(), $"answerable-copy-{Environment.ProcessId}-{Jurisdiction}");
        try
        {
            await database.Copy.Write(folder, Cancel);
            Assert.Contains(Directory.GetFiles(folder), file => Path.GetFileName(file) == "cases.copy");
            Assert.DoesNotContain(Directory.GetFiles(folder), file => Path.GetFileName(file).StartsWith("search", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

public sealed class SearchOnSqlite(SqliteDatabase database) : SearchIndexContract(database, new SqliteSearchIndex(database.Folder)), IClassFixture<SqliteDatabase>, IDisposable
{
    [Fact]
    public async Task A_damaged_file_is_made_anew()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-search-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "search.db"), new string('x', 5000), Cancel);
            using (var damaged = new SqliteSearchIndex(folder))
                Assert.Equal(SearchPosition.Nowhere, await damaged.Position(Jurisdiction, Cancel));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => ((SqliteSearchIndex)Index).Dispose();
}
