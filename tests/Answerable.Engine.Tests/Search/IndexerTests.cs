using System.Diagnostics.Metrics;
using Answerable.Engine.Registrars;
using Answerable.Engine.Search;
using Answerable.Engine.Tests.Registrars;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Reading;
using Answerable.Storage.Search;
using Answerable.Storage.Sqlite.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Answerable.Engine.Tests.Search;

/// <summary>The index is where the record is, whenever either was stopped; and nothing is in it that must not be.</summary>
public sealed class IndexerTests
{
    private static readonly PersonId Clerk = new("clerk");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_is_found_by_its_words_and_by_what_is_added_to_it()
    {
        await using var record = new TempRecord();
        using var index = new SqliteSearchIndex(record.Folder);
        await using var registrar = await Office(record);
        var filed = await Cases.Lodge(registrar, "水沟堵了，打我电话" + Cases.Phone);
        var indexer = Indexer(record, index);
        Assert.Equal(1, await indexer.CatchUp(TempRecord.Town, Cancel));
        Assert.Equal([filed.Stream.Value], await Find(record, registrar, index, "水沟"));
        Assert.Equal([filed.Stream.Value], await Find(record, registrar, index, "路灯 测试村"));
        Assert.Empty(await Find(record, registrar, index, "测试甲"));

        await registrar.Submit(new(filed.Stream, new Note("现场看过，井盖破损"), new Actor.Staff(Clerk)));
        Assert.Empty(await Find(record, registrar, index, "井盖"));
        await indexer.CatchUp(TempRecord.Town, Cancel);
        Assert.Equal([filed.Stream.Value], await Find(record, registrar, index, "井盖 水沟"));
    }

    [Fact]
    public async Task It_goes_on_where_it_stopped_and_says_how_far_it_is_behind()
    {
        await using var record = new TempRecord();
        await using var registrar = await Office(record);
        using (var index = new SqliteSearchIndex(record.Folder))
        {
            for (var i = 0; i < 5; i++)
                await Cases.Lodge(registrar, $"第一批{i}");
            var indexer = Indexer(record, index);
            Assert.Equal(registrar.Head.Size, await indexer.Lag(TempRecord.Town, Cancel));
            Assert.Equal(5, await indexer.CatchUp(TempRecord.Town, Cancel));
            Assert.Equal(0, await indexer.Lag(TempRecord.Town, Cancel));
        }

        await registrar.PadTo(registrar.Head.Size + 7); // blanks leave gaps in the numbers
        for (var i = 0; i < 3; i++)
            await Cases.Lodge(registrar, $"第二批{i}");
        using var again = new SqliteSearchIndex(record.Folder);
        var later = Indexer(record, again);
        Assert.Equal(3, await later.Lag(TempRecord.Town, Cancel));
        Assert.Equal(3, await later.CatchUp(TempRecord.Town, Cancel));
        Assert.Equal(8, (await Find(record, registrar, again, "路灯")).Count);
        Assert.Equal(3, (await Find(record, registrar, again, "第二批")).Count);
    }

    [Fact]
    public async Task The_lag_is_a_metric_and_the_service_brings_it_to_zero()
    {
        await using var record = new TempRecord();
        await using var registrar = await Office(record);
        using var index = new SqliteSearchIndex(record.Folder);
        var seen = new List<long>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "answerable.search.lag") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>((_, value, _, _) => seen.Add(value));
        meters.Start();
        await Cases.Lodge(registrar);
        using var service = new SearchService(record.Databases, Indexer(record, index), new(TimeSpan.FromHours(1)), NullLogger<SearchService>.Instance);
        await service.Look(Cancel);
        meters.RecordObservableInstruments();
        Assert.Equal([0L], seen);
        Assert.Single(await Find(record, registrar, index, "路灯"));
    }

    [Fact]
    public async Task An_index_that_is_gone_of_another_tokeniser_or_ahead_of_the_record_is_made_anew()
    {
        await using var record = new TempRecord();
        await using var registrar = await Office(record);
        for (var i = 0; i < 4; i++)
            await Cases.Lodge(registrar);
        using var index = new SqliteSearchIndex(record.Folder);
        var indexer = Indexer(record, index);
        await indexer.CatchUp(TempRecord.Town, Cancel);
        var at = await index.Position(TempRecord.Town, Cancel);
        foreach (var wrong in (SearchPosition[])[at with { Tokens = 0 }, at with { Seq = 1000 }, at with { Growing = 9 }])
        {
            var now = await index.Position(TempRecord.Town, Cancel);
            Assert.True(await index.Write(TempRecord.Town, now, wrong with { Generation = now.Generation }, [new("grievance/stray", ["路灯", "灯"], [])], Cancel));
            Assert.Equal(4, await indexer.CatchUp(TempRecord.Town, Cancel));
            Assert.Equal(4, (await Find(record, registrar, index, "路灯")).Count);
        }

        Assert.Equal(4, await indexer.Rebuild(TempRecord.Town, Cancel));
        Assert.True((await index.Position(TempRecord.Town, Cancel)).IsWhole);
    }

    [Fact]
    public async Task An_accusation_is_never_indexed()
    {
        await using var record = new TempRecord();
        await using var registrar = await Office(record);
        var texts = new CaseTexts(record.Databases, record.Vault);
        var filed = await Cases.Lodge(registrar);
        Assert.NotNull((await texts.Read(TempRecord.Town, [filed.Stream.Value], Cancel))[filed.Stream.Value]);
        var lodged = (Lodged)filed.Events[0] with { Kind = GrievanceKind.Accusation };
        Assert.Null(CaseText.Of([lodged]));
        Assert.Null(CaseText.Of([(Lodged)filed.Events[0], new Reclassified(GrievanceKind.Claim, GrievanceKind.Accusation, null, [], "测试")]));
        Assert.Null(CaseText.Of([new AccusationSealed("N", Channel.Web, "", new("xinfang"), false, [], "-----BEGIN AGE")]));
    }

    [Fact]
    public async Task An_erased_case_leaves_no_word_anywhere_in_the_data_folder()
    {
        await using var record = new TempRecord();
        using var index = new SqliteSearchIndex(record.Folder);
        record.Derivatives.Add(index);
        await using var registrar = await Office(record);
        var indexer = Indexer(record, index);
        for (var i = 0; i < 30; i++)
            await Cases.Lodge(registrar, $"路灯坏了，沿街第{i}家");
        var filed = await Cases.Lodge(registrar, "鼍龙蹊跷的词只在此处，Zyzzyva也是。");
        await indexer.CatchUp(TempRecord.Town, Cancel);
        foreach (var word in (string[])["鼍龙", "zyzzyva"])
        {
            Assert.Single(await Find(record, registrar, index, word));
            Assert.NotEmpty(Holding(record, word));
        }

        await registrar.Submit(Cases.Erase(filed.Stream));
        Assert.Empty(await Find(record, registrar, index, "鼍"));
        await indexer.CatchUp(TempRecord.Town, Cancel);
        foreach (var word in (string[])["鼍龙", "龙蹊", "蹊跷", "zyzzyva", "Zyzzyva", "yzzyva"])
            Assert.Empty(Holding(record, word));
        Assert.Equal(30, (await Find(record, registrar, index, "沿街")).Count);
    }

    [Fact]
    public async Task Without_being_told_the_indexer_finds_the_erasure_itself()
    {
        await using var record = new TempRecord();
        using var index = new SqliteSearchIndex(record.Folder);
        await using var registrar = await Office(record);
        var indexer = Indexer(record, index);
        await Cases.Lodge(registrar);
        var filed = await Cases.Lodge(registrar, "鼍龙");
        await indexer.CatchUp(TempRecord.Town, Cancel);
        await registrar.Submit(Cases.Erase(filed.Stream));
        await indexer.CatchUp(TempRecord.Town, Cancel);
        Assert.Empty(Holding(record, "鼍龙"));
        Assert.Single(await Find(record, registrar, index, "路灯"));
    }

    [Fact]
    public async Task Whoever_may_not_see_a_case_does_not_find_it()
    {
        await using var record = new TempRecord();
        using var index = new SqliteSearchIndex(record.Folder);
        await using var registrar = await Office(record);
        await Cases.Lodge(registrar);
        var hidden = await Cases.Lodge(registrar);
        await registrar.Submit(new(hidden.Stream, new Hide(Clerk), new Actor.Engine()));
        await Indexer(record, index).CatchUp(TempRecord.Town, Cancel);
        Assert.Single(await Find(record, registrar, index, "路灯"));
        Assert.Empty(await Find(record, registrar, index, "路灯", new Actor.Staff(new("nobody"))));
    }

    private static SearchIndexer Indexer(TempRecord record, ISearchIndex index) => new(record.Databases, new(record.Databases, record.Vault), index);

    /// <summary>A record with an office that receives, and a clerk who sees what lies with it.</summary>
    private static async Task<Registrar> Office(TempRecord record)
    {
        var registrar = await record.Open();
        foreach (var command in (ICommand[])[
            TempRecord.Found,
            new SetOffice(new(new("xinfang"), Text.Of("明山镇信访办", "Petition office"), OfficeRole.PetitionOffice, 1), Receives: true),
            new SetPerson(Clerk, "测试员"),
            new SetPost(new(new("p1"), new("xinfang"), null, Text.Zh("测试岗"), [Power.Disposition])),
            new FillPost(new("p1"), Clerk)])
            Assert.IsType<Answer.Recorded>(await registrar.Submit(new(Town.Stream, command, TempRecord.Operator)));
        return registrar;
    }

    private static async Task<List<string>> Find(TempRecord record, Registrar registrar, ISearchIndex index, string typed, Actor? actor = null)
    {
        await using var db = record.Db();
        var reader = actor ?? new Actor.Staff(Clerk);
        var visible = db.VisibleTo(reader, registrar.Book.Town, TempRecord.Town);
        return await (await index.Narrow(db, visible, TempRecord.Town, SearchQuery.Read(typed), Visibility.ScopeOf(reader, registrar.Book.Town, TempRecord.Town), Cancel)).Select(c => c.Stream).ToListAsync(Cancel);
    }

    private static List<string> Holding(TempRecord record, string word) =>
        [.. Directory.GetFiles(record.Folder, "*", SearchOption.AllDirectories).Where(file => Read(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0)];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Hide(PersonId From) : ICommand<Grievance>
    {
        public Decision Decide(Grievance grievance, Context context) => Decision.Record(new Recused([From], "测试"));
    }
}
