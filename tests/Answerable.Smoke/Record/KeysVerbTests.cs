namespace Answerable.Smoke.Record;

/// <summary><c>keys</c> on the folder of a real server: what was promised under the old key stays promised.</summary>
public sealed class KeysVerbTests : IAsyncLifetime
{
    private static readonly object Lamp = new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。", contact = new { name = "测试居民", phone = "13900000001" } };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-keys-");
    private GrievanceHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrievanceHost.Start();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_new_log_key_is_named_by_the_old_one_and_every_receipt_from_before_verifies()
    {
        await Filed("before");
        var old = (await host.Http.GetStringAsync("/log/mingshan/vkey")).Trim();
        Assert.Contains("Another Answerable is running", (await Verb.Run("keys", "exchange-log", "--data", host.Folder)).Refused().Errors);
        await host.StopServer();
        var told = (await Verb.Run("keys", "exchange-log", "--data", host.Folder, "--json")).Well().Json;
        Assert.Equal("answerable.localhost/log/mingshan~2", told.GetProperty("origin").GetString());
        Assert.Equal(old, told.GetProperty("former").GetString());

        await host.StartServer();
        await Filed("after");
        var now = (await host.Http.GetStringAsync("/log/mingshan/vkey")).Trim();
        Assert.Equal(told.GetProperty("key").GetString(), now);
        Assert.NotEqual(old.Split('+')[2], now.Split('+')[2]); // another secret, not another name
        foreach (var place in (string[])[host.Folder, $"{host.Address}/log/mingshan"])
            foreach (var key in (string[])[old, now]) // whoever knows only the old one is led to the new one by it
                foreach (var receipt in (string[])["before", "after"])
                {
                    var verified = (await Verb.Run("verify", place, "--key", key, "--receipt", Place(receipt))).Well();
                    Assert.Equal("VERIFIED", verified.LastLine);
                    Assert.Contains("ended with an exchange of its key", verified.Output);
                    Assert.DoesNotContain("were lost", verified.Output);
                }

        using var stranger = Ledger.SigningKey.Generate("answerable.localhost/log/mingshan");
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", host.Folder, "--key", stranger.Verifier.ToString())).Refused().LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_of_a_filing_from_before_can_be_fetched_after_two_exchanges()
    {
        var (number, code) = await Filed("before");
        for (var time = 0; time < 2; time++)
        {
            await host.StopServer();
            (await Verb.Run("keys", "exchange-log", "--data", host.Folder)).Well();
            await host.StartServer();
            await Filed($"in between {time}");
        }

        await File.WriteAllBytesAsync(Place("again"), await host.Receipt(number, code));
        foreach (var receipt in (string[])["before", "again", "in between 0", "in between 1"])
            Assert.Equal("VERIFIED", (await Verb.Run("verify", host.Folder, "--receipt", Place(receipt))).Well().LastLine);
    }

    [Fact]
    public async Task A_backup_from_before_the_exchange_is_restored_and_says_what_is_lost()
    {
        await Filed("before");
        (await Verb.Run("backup", Place("backup"), "--data", host.Folder)).Well();
        await Filed("since");
        await host.StopServer();
        (await Verb.Run("keys", "exchange-log", "--data", host.Folder)).Well();
        (await Verb.Run("keys", "exchange-kek", "--data", host.Folder)).Well();
        await host.StartServer();
        await Filed("after");
        await host.StopServer();

        var restored = (await Verb.Run("restore", Place("backup"), "--data", host.Folder, "--json")).Well().Json.GetProperty("records")[0];
        Assert.Equal("answerable.localhost/log/mingshan~3", restored.GetProperty("origin").GetString());
        await host.StartServer();
        await Filed("last");
        foreach (var receipt in (string[])["before", "since", "after", "last"])
            Assert.Equal("VERIFIED", (await Verb.Run("verify", host.Folder, "--receipt", Place(receipt))).Well().LastLine);
    }

    [Fact]
    public async Task A_new_key_encryption_key_opens_everything_and_the_old_one_opens_only_older_backups()
    {
        var (number, code) = await Filed("mine");
        var kek = await File.ReadAllBytesAsync(Key("kek"));
        await host.StopServer();
        (await Verb.Run("backup", Place("backup"), "--data", host.Folder)).Well();
        var told = (await Verb.Run("keys", "exchange-kek", "--data", host.Folder, "--json")).Well().Json;
        Assert.Equal("former-kek-1", told.GetProperty("kept").GetString());
        Assert.True(told.GetProperty("wrapped").GetInt32() > 0);
        Assert.NotEqual(kek, await File.ReadAllBytesAsync(Key("kek")));
        Assert.Equal(kek, await File.ReadAllBytesAsync(Key("former-kek-1")));

        // Nothing stored needs the old key any more.
        File.Move(Key("former-kek-1"), Place("away"));
        await host.StartServer();
        await SeesTitle(number, code);
        await host.StopServer();

        // An older backup does.
        File.Move(Place("away"), Key("former-kek-1"));
        (await Verb.Run("restore", Place("backup"), "--data", host.Folder)).Well();
        await host.StartServer();
        await SeesTitle(number, code);
        await host.StopServer();
        Assert.Equal("former-kek-2", (await Verb.Run("keys", "exchange-kek", "--data", host.Folder, "--json")).Well().Json.GetProperty("kept").GetString());
        await host.StartServer();
        await SeesTitle(number, code);
    }

    [Fact]
    public async Task Where_there_are_no_keys_none_are_made() =>
        Assert.Contains("there is no key to exchange", (await Verb.Run("keys", "exchange-kek", "--data", Place("nothing"))).Refused().Errors);

    private string Place(string name) => Path.Combine(folder.FullName, name);

    private string Key(string name) => Path.Combine(host.Folder, "keys", name);

    // The receipt opens personal fields: only who has the case's key can write it.
    private async Task SeesTitle(string number, string code) =>
        Assert.Contains("路灯不亮", System.Text.Encoding.UTF8.GetString(await Opened(number, code)));

    private async Task<byte[]> Opened(string number, string code) =>
        [.. Ledger.Receipt.Parse(await host.Receipt(number, code)).Leaf.Fields.SelectMany(field => field.Value.ToArray())];

    private async Task<(string Number, string Code)> Filed(string name)
    {
        var filed = await host.File(Lamp);
        await File.WriteAllBytesAsync(Place(name), await host.Receipt(filed.Number, filed.Code));
        return filed;
    }
}
