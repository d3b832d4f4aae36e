using System.Net;

namespace Answerable.Smoke.Record;

/// <summary>The same on PostgreSQL: a backup of the running server is restored into an empty database, and the world is told what was lost.</summary>
public sealed class PostgresKeepingTests(TestPostgres first, PostgresKeepingTests.Second second) : IClassFixture<TestPostgres>, IClassFixture<PostgresKeepingTests.Second>
{
    [Fact]
    public async Task A_backup_restored_into_an_empty_database_opens_a_successor_log_with_every_receipt_still_good()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-pg-keeping-");
        await using var host = await GrievanceHost.Start(postgres: first.ConnectionString);
        string Place(string name) => Path.Combine(folder.FullName, name);
        async Task<(string Number, string Code)> Filed(string name)
        {
            var filed = await host.File(new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。", contact = new { name = "测试居民", phone = "13900000001" } });
            await File.WriteAllBytesAsync(Place(name), await host.Receipt(filed.Number, filed.Code));
            return filed;
        }

        var kept = await Filed("kept");
        (await Verb.Run("backup", Place("backup"), "--data", host.Folder, "--postgres", first.ConnectionString)).Well();
        var lost = await Filed("lost");
        await host.StopServer();

        Assert.Contains("empty", (await Verb.Run("restore", Place("backup"), "--data", host.Folder, "--postgres", first.ConnectionString)).Refused().Errors);
        // The old database stays where it was; that it had promised more is known from the log folder.
        var record = (await Verb.Run("restore", Place("backup"), "--data", host.Folder, "--postgres", second.Database.ConnectionString, "--json")).Well().Json.GetProperty("records")[0];
        Assert.Equal("answerable.localhost/log/mingshan~2", record.GetProperty("origin").GetString());
        Assert.True(record.GetProperty("lost").GetInt64() > 0);

        host.Postgres = second.Database.ConnectionString;
        await host.StartServer();
        await Filed("after");
        foreach (var place in (string[])[host.Folder, $"{host.Address}/log/mingshan"])
            foreach (var receipt in (string[])["kept", "lost", "after"]) // what was lost is still proven by the one who holds its receipt
            {
                var told = (await Verb.Run("verify", place, "--receipt", Place(receipt))).Well();
                Assert.Equal("VERIFIED", told.LastLine);
                Assert.Matches(@"\d+ were lost", told.Output);
            }

        Assert.Equal("registered", (await host.Track(kept.Number, kept.Code)).GetProperty("stage").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/api/v1/grievances/{lost.Number}", lost.Code)).StatusCode);
        Assert.Equal(2, (await Verb.Run("rebuild", "--data", host.Folder, "--postgres", second.Database.ConnectionString, "--json")).Well().Json.GetProperty("rows").GetProperty("cases").GetInt64());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_of_one_kind_of_database_is_not_restored_into_the_other()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-pg-keeping-");
        await using var host = await GrievanceHost.Start();
        var backup = Path.Combine(folder.FullName, "backup");
        (await Verb.Run("backup", backup, "--data", host.Folder)).Well();
        await host.StopServer();
        Assert.Contains("cannot be restored into postgres", (await Verb.Run("restore", backup, "--data", host.Folder, "--postgres", second.Database.ConnectionString)).Refused().Errors);
        folder.Delete(recursive: true);
    }

    /// <summary>Another empty database on the same server.</summary>
    public sealed class Second : IAsyncLifetime
    {
        public TestPostgres Database { get; } = new();
        public ValueTask InitializeAsync() => Database.InitializeAsync();
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
