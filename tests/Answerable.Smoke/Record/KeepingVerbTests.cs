using System.Net;

namespace Answerable.Smoke.Record;

/// <summary><c>backup</c>, <c>restore</c> and <c>rebuild</c> on the folder of a real server.</summary>
public sealed class KeepingVerbTests : IAsyncLifetime
{
    private static readonly object Lamp = new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。" };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-keeping-");
    private GrievanceHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrievanceHost.Start();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_of_the_running_server_restored_after_a_loss_goes_on_as_a_log_that_states_it()
    {
        var kept = await Filed("kept");
        var made = (await Verb.Run("backup", Place("backup"), "--data", host.Folder, "--keys", Place("keys"))).Well();
        Assert.StartsWith($"Backed up to {Place("backup")}: mingshan (", made.Output, StringComparison.Ordinal);
        var lost = await Filed("lost");
        await host.StopServer();

        var restored = (await Verb.Run("restore", Place("backup"), "--data", host.Folder, "--json")).Well().Json;
        Assert.True(restored.GetProperty("ok").GetBoolean());
        var record = restored.GetProperty("records")[0];
        Assert.Equal("answerable.localhost/log/mingshan~2", record.GetProperty("origin").GetString());
        Assert.True(record.GetProperty("lost").GetInt64() > 0);

        await host.StartServer();
        await Filed("after"); // its receipt is in the successor
        foreach (var place in (string[])[host.Folder, $"{host.Address}/log/mingshan"])
        {
            var told = (await Verb.Run("verify", place)).Well();
            Assert.Equal("VERIFIED", told.LastLine);
            Assert.Contains("mingshan~2", told.Output);
            Assert.Matches(@"\d+ were lost", told.Output);
            Assert.Equal("VERIFIED", (await Verb.Run("verify", place, "--receipt", Place("kept"))).Well().LastLine);
            Assert.Equal("VERIFIED", (await Verb.Run("verify", place, "--receipt", Place("after"))).Well().LastLine);
        }

        Assert.Equal("registered", (await host.Track(kept.Number, kept.Code)).GetProperty("stage").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/api/v1/grievances/{lost.Number}", lost.Code)).StatusCode);
    }

    [Fact]
    public async Task A_whole_machine_is_restored_from_backup_and_keys_and_nothing_promised_is_missing()
    {
        var (number, code) = await Filed("mine");
        await host.StopServer();
        (await Verb.Run("backup", Place("backup"), "--data", host.Folder, "--keys", Place("keys"))).Well();

        var elsewhere = Place("new machine");
        var told = (await Verb.Run("restore", Place("backup"), "--data", elsewhere, "--keys", Place("keys"))).Well();
        Assert.Contains("nothing promised was lost", told.Output);
        Directory.Delete(host.Folder, recursive: true);
        Directory.Move(elsewhere, host.Folder);
        await host.StartServer();
        Assert.Equal("registered", (await host.Track(number, code)).GetProperty("stage").GetString());
        Assert.Equal("VERIFIED", (await Verb.Run("verify", host.Folder, "--receipt", Place("mine"))).Well().LastLine);
    }

    [Fact]
    public async Task What_would_harm_is_refused_and_says_what_to_do()
    {
        (await Verb.Run("backup", Place("backup"), "--data", host.Folder)).Well();
        Assert.Contains("is not empty", (await Verb.Run("backup", Place("backup"), "--data", host.Folder)).Refused().Errors);
        Assert.Contains("apart from the backup", (await Verb.Run("backup", Place("other"), "--data", host.Folder, "--keys", Path.Combine(Place("other"), "keys"))).Refused().Errors);
        Assert.False((await Verb.Run("backup", Place("backup"), "--data", host.Folder, "--json")).Refused().Json.GetProperty("ok").GetBoolean());
        Assert.Contains("Another Answerable is running", (await Verb.Run("restore", Place("backup"), "--data", host.Folder)).Refused().Errors);
        Assert.Contains("manifest.json", (await Verb.Run("restore", folder.FullName, "--data", Place("empty"))).Refused().Errors);
        Assert.Contains("Put the keys of this record there first", (await Verb.Run("restore", Place("backup"), "--data", Place("without keys"))).Refused().Errors);
    }

    [Theory, InlineData("backup"), InlineData("rebuild")]
    public async Task A_folder_that_holds_no_record_is_not_made_into_one(string verb)
    {
        string[] arguments = verb == "backup" ? [verb, Place("backup"), "--data", Place("nothing")] : [verb, "--data", Place("nothing")];
        var told = (await Verb.Run(arguments)).Refused();
        Assert.DoesNotContain("   at ", told.Output + told.Errors);
        Assert.False(File.Exists(Path.Combine(Place("nothing"), "keys", "kek")));
    }

    [Fact]
    public async Task A_rebuild_beside_the_running_server_changes_nothing_that_is_shown()
    {
        var (number, code) = await Filed("mine");
        var before = (await host.Track(number, code)).GetRawText();
        var rows = (await Verb.Run("rebuild", "--data", host.Folder, "--json")).Well().Json.GetProperty("rows");
        Assert.Equal(1, rows.GetProperty("cases").GetInt64());
        Assert.Equal(before, (await host.Track(number, code)).GetRawText());
        await host.StopServer(); // beside it, the server's own indexer may have been the quicker one
        var told = (await Verb.Run("rebuild", "--data", host.Folder)).Well().Output;
        Assert.Contains("cases: 1 rows", told);
        Assert.Contains("search: 1 rows", told);
    }

    private string Place(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Files, and keeps the receipt under a name.</summary>
    private async Task<(string Number, string Code)> Filed(string name)
    {
        var filed = await host.File(Lamp);
        await File.WriteAllBytesAsync(Place(name), await host.Receipt(filed.Number, filed.Code));
        return filed;
    }
}
