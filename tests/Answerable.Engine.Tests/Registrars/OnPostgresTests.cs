using Answerable.Engine.Clocks;
using Answerable.Engine.Registrars;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage;
using Answerable.Storage.Appending;
using Answerable.Storage.Postgres;
using Answerable.Storage.Vaults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>The registrar on PostgreSQL: what another process and PostgreSQL's own refusals do to it.</summary>
public sealed class OnPostgresTests(TestPostgres postgres) : IClassFixture<TestPostgres>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_hold_fails_alone()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var store = new FaultyStore(await Store(source));
        await using var registrar = await Open(store, "nul");
        await registrar.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
        store.OnAppend = (batch, append) => append(batch.Events.Any(e => EventReader.Closed(e).Event is PersonSet { Person.Value: "bad" })
            ? batch with { DeadlinesSet = [new() { Jurisdiction = "nul", Stream = "town/x", Key = "a\0b", DueAt = default }] }
            : batch);
        var good = Enumerable.Range(0, 30).Select(i => registrar.Submit(Person($"p{i}"))).ToList();
        var bad = registrar.Submit(Person("bad"));
        good.AddRange(Enumerable.Range(30, 30).Select(i => registrar.Submit(Person($"p{i}"))));
        var refusal = await Assert.ThrowsAsync<RecordUnavailableException>(() => bad);
        Assert.False(refusal.IsOutcomeUnknown);
        Assert.All(await Task.WhenAll(good), answer => Assert.IsType<Answer.Recorded>(answer));
        Assert.Equal(61, (await store.Stream(new("nul"), Town.Stream, Cancel)).Count);
    }

    [Fact]
    public async Task Of_two_writers_on_one_database_one_loses_the_fence_and_steps_aside()
    {
        await using var mine = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var theirs = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var first = await Open(await Store(mine), "two");
        await first.Submit(new(Town.Stream, TempRecord.Found, TempRecord.Operator));
        await using var second = await Open(await Store(theirs), "two");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                return await (i % 2 == 0 ? first : second).Submit(Person($"p{i}"));
            }
            catch (FencedException)
            {
                return null;
            }
        }));
        await first.Finished;
        Assert.All(answers.Where((_, i) => i % 2 == 0), Assert.Null);
        Assert.All(answers.Where((_, i) => i % 2 == 1), answer => Assert.IsType<Answer.Recorded>(answer));
        Assert.Equal(21, (await (await Store(theirs)).Stream(new("two"), Town.Stream, Cancel)).Count);
    }

    private static Envelope Person(string id) => new(Town.Stream, new SetPerson(new(id), "测试甲"), TempRecord.Operator);

    private async Task<PostgresRecordStore> Store(NpgsqlDataSource source)
    {
        var builder = new DbContextOptionsBuilder<RecordDb>();
        PostgresRecord.Use(builder, postgres.ConnectionString);
        await using var db = new RecordDb(builder.Options);
        await db.Database.MigrateAsync(Cancel);
        return new(source, db.Model);
    }

    private static Task<Registrar> Open(IRecordStore store, string town) =>
        Registrar.Open(new(town), "test.example/log", store, Vault.InMemory(), new TestClock(), new SecureIds(), NullLogger.Instance, CancellationToken.None);
}
