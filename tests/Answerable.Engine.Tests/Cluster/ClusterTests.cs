using System.Diagnostics;
using Answerable.Engine.Hosting;
using Answerable.Engine.Tests.Hosts;
using Answerable.Engine.Tests.Registrars;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Storage.Appending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Answerable.Engine.Tests.Cluster;

/// <summary>Several processes on one PostgreSQL.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    // A database for each test: a record belongs to the keys it was begun with.
    private readonly TestPostgres postgres = new();

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => postgres.InitializeAsync();
    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    [Fact]
    public async Task When_a_node_is_killed_the_other_serves_and_nothing_acknowledged_is_lost()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-cluster-").FullName;
        try
        {
            using var first = Child.Start(null, "silo", folder, postgres.ConnectionString);
            Assert.Equal("READY", await first.Line(Cancel));
            using var host = SiloHost.Build(folder, postgres.ConnectionString);
            await host.StartAsync(Cancel);
            var desk = host.Services.GetRequiredService<RecordDesk>();

            // The first node opened the record, so these travel to it and back.
            Assert.IsType<Answer.Recorded>(await desk.Submit(TempRecord.Town, new(Town.Stream, TempRecord.Found, TempRecord.Operator, IdempotencyKey: "found")));
            Assert.Equal("already-founded", Assert.IsType<Answer.Refused>(await desk.Submit(TempRecord.Town, new(Town.Stream, TempRecord.Found, TempRecord.Operator))).Code);
            var people = new List<Task<Answer>>();
            for (var i = 0; i < 50; i++)
                people.Add(Person(desk, $"before{i}"));
            await Task.WhenAll(people);
            for (var i = 0; i < 50; i++)
                people.Add(Person(desk, $"during{i}"));
            await first.Kill(Cancel);
            var since = Stopwatch.StartNew();
            people.Add(Person(desk, "after"));
            await people[^1].WaitAsync(Patience, Cancel);
            TestContext.Current.TestOutputHelper?.WriteLine($"Served again {since.Elapsed.TotalSeconds:0.0} s after the kill");

            var answers = await Task.WhenAll(people).WaitAsync(Patience, Cancel);
            var store = host.Services.GetRequiredService<IRecordStore>();
            var held = (await store.Stream(TempRecord.Town, Town.Stream, Cancel)).ToDictionary(row => row.Seq, row => EventReader.Closed(row).Event);
            Assert.Equal(answers.Length, answers.Cast<Answer.Recorded>().Select(a => a.Seq).Distinct().Count());
            Assert.All(answers.Cast<Answer.Recorded>(), answer => Assert.Equal(((PersonSet)answer.Events[0]).Person, Assert.IsType<PersonSet>(held[answer.Seq]).Person));
            Assert.Equal(101 + 1, held.Count);
            await host.StopAsync(Cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Cutting_every_connection_again_and_again_loses_nothing_that_was_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-cut-").FullName;
        try
        {
            using var host = SiloHost.Build(folder, postgres.ConnectionString);
            await host.StartAsync(Cancel);
            var desk = host.Services.GetRequiredService<RecordDesk>();
            var town = new JurisdictionId("cut");
            Assert.IsType<Answer.Recorded>(await desk.Submit(town, new(Town.Stream, TempRecord.Found, TempRecord.Operator, IdempotencyKey: "found")));
            await using var admin = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false }.ConnectionString);
            await admin.OpenAsync(Cancel);
            var acknowledged = new List<string>();
            for (var round = 0; round < 8; round++)
            {
                var people = Enumerable.Range(0, 20).Select(i => $"r{round}x{i}").ToDictionary(id => id, id => Person(desk, id, town));
                await using (var cut = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", admin))
                    await cut.ExecuteNonQueryAsync(Cancel);
                foreach (var (id, answer) in people)
                    if (await Answered(answer.WaitAsync(Patience, Cancel)))
                        acknowledged.Add(id);
            }

            Assert.IsType<Answer.Recorded>(await Eventually(desk, "last", town));
            var events = (await host.Services.GetRequiredService<IRecordStore>().Stream(town, Town.Stream, Cancel)).Select(row => EventReader.Closed(row).Event).OfType<PersonSet>().Select(p => p.Person.Value).ToList();
            Assert.Empty(acknowledged.Except(events));
            Assert.Equal(events.Count, events.Distinct().Count());
            Assert.NotEmpty(acknowledged);
            await host.StopAsync(Cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<Answer> Person(RecordDesk desk, string id, JurisdictionId? town = null) =>
        desk.Submit(town ?? TempRecord.Town, new(Town.Stream, new SetPerson(new(id), "测试甲"), TempRecord.Operator, IdempotencyKey: id));

    private static async Task<bool> Answered(Task<Answer> answer)
    {
        try
        {
            return await answer is Answer.Recorded;
        }
        catch (Exception failure) when (failure is not TimeoutException)
        {
            return false; // Not acknowledged: the caller knows that it does not know.
        }
    }

    private static async Task<Answer> Eventually(RecordDesk desk, string id, JurisdictionId town)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await Person(desk, id, town);
            }
            catch (Engine.Registrars.RecordUnavailableException) when (attempt < 20)
            {
            }
        }
    }
}
