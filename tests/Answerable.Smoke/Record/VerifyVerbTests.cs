using Answerable.Ledger;

namespace Answerable.Smoke.Record;

/// <summary>One town's server with a filing and its receipt, and a copy of the log it publishes.</summary>
public sealed class PublishedTown : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("answerable-verify-");

    internal GrievanceHost Host { get; private set; } = null!;

    /// <summary>A receipt's file.</summary>
    public string Receipt => Path.Combine(folder.FullName, "mine.tlog-proof");

    public string Url => $"{Host.Address}/log/{GrievanceHost.Town}";

    public async ValueTask InitializeAsync()
    {
        Host = await GrievanceHost.Start();
        var (number, code) = await Host.File(new { kind = "claim", title = "路灯不亮", body = "村口路灯坏了三个月。" });
        await File.WriteAllBytesAsync(Receipt, await Host.Receipt(number, code));
    }

    /// <summary>A copy that may be spoilt, as a newcomer would make one.</summary>
    public string Copy()
    {
        var to = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        var from = Path.Combine(Host.Folder, "log", GrievanceHost.Town.Value);
        for (var tries = 0; ; tries++)
            try
            {
                foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).OrderBy(file => !file.EndsWith("checkpoint", StringComparison.Ordinal)))
                {
                    var target = Path.Combine(to, Path.GetRelativePath(from, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Copy(file, target, overwrite: true);
                }

                return to;
            }
            catch (IOException) when (tries < 20)
            {
                // The log grew, and a partial tile gave way to a fuller one: copy again.
            }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary><c>verify</c> as somebody runs it who has just heard of it.</summary>
public sealed class VerifyVerbTests(PublishedTown town) : IClassFixture<PublishedTown>
{
    [Fact]
    public async Task The_running_server_and_a_copy_of_its_log_verify_and_the_last_line_says_so()
    {
        var online = (await Verb.Run("verify", town.Url)).Well();
        Assert.Equal("VERIFIED", online.LastLine);
        Assert.Contains("the key came from the log itself", online.Output);
        var key = await town.Host.Http.GetStringAsync($"{town.Url}/vkey");
        var copy = (await Verb.Run("verify", town.Copy(), "--key", key.Trim())).Well();
        Assert.Equal("VERIFIED", copy.LastLine);
        Assert.DoesNotContain("the key came from the log itself", copy.Output);
    }

    [Fact]
    public async Task The_data_folder_itself_can_be_named_since_it_holds_one_log() =>
        Assert.Equal("VERIFIED", (await Verb.Run("verify", town.Host.Folder)).Well().LastLine);

    [Fact]
    public async Task A_receipt_is_checked_and_its_fields_are_shown()
    {
        var told = (await Verb.Run("verify", town.Url, "--receipt", town.Receipt)).Well();
        Assert.Contains("title: \"路灯不亮\"", told.Output);
        Assert.Equal("VERIFIED", told.LastLine);
        var json = (await Verb.Run("verify", town.Url, "--receipt", town.Receipt, "--json")).Well().Json;
        Assert.True(json.GetProperty("verified").GetBoolean());
        Assert.Equal("VERIFIED", json.GetProperty("verdict").GetString());
        Assert.Equal("\"路灯不亮\"", json.GetProperty("receipt").GetProperty("fields").GetProperty("title").GetString());
        Assert.Equal("grievance.lodged/1", json.GetProperty("receipt").GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_flipped_bit_in_a_tile_or_an_entry_is_told()
    {
        foreach (var which in (string[])["tile/0", "tile/entries"])
        {
            var copy = town.Copy();
            foreach (var file in Directory.GetFiles(Path.Combine(copy, which), "*", SearchOption.AllDirectories))
                await Spoil(file);
            var told = (await Verb.Run("verify", copy)).Refused();
            Assert.StartsWith("FAILED: ", told.LastLine, StringComparison.Ordinal);
            var json = (await Verb.Run("verify", copy, "--json")).Refused().Json;
            Assert.EndsWith($" ({json.GetProperty("code").GetString()})", told.LastLine, StringComparison.Ordinal);
            Assert.False(json.GetProperty("verified").GetBoolean());
            Assert.Contains(json.GetProperty("code").GetString(), (string[])["tile-altered", "tile-malformed"]);
        }
    }

    [Fact]
    public async Task A_missing_tile_and_an_altered_checkpoint_are_told()
    {
        var without = town.Copy();
        Directory.Delete(Path.Combine(without, "tile", "0"), recursive: true);
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", without)).Refused().LastLine, StringComparison.Ordinal);
        var altered = town.Copy();
        await Spoil(Path.Combine(altered, "checkpoint"));
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", altered)).Refused().LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withheld_field_is_named_as_closed()
    {
        var receipt = Receipt.Parse(await File.ReadAllBytesAsync(town.Receipt));
        var leaf = receipt.Leaf with { Fields = [.. receipt.Leaf.Fields.Where(field => field.Name != "body")] };
        var shown = Path.Combine(Path.GetDirectoryName(town.Receipt)!, "shown.tlog-proof");
        await File.WriteAllBytesAsync(shown, (receipt with { Leaf = leaf, Proof = receipt.Proof with { Extra = leaf.ToBytes() } }).ToBytes());
        Assert.Contains("\n  body: closed (", (await Verb.Run("verify", town.Url, "--receipt", shown)).Well().Output);
        var json = (await Verb.Run("verify", town.Url, "--receipt", shown, "--json")).Well().Json.GetProperty("receipt");
        Assert.Contains("body", json.GetProperty("closed").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_receipt_whose_line_ends_were_changed_is_told_apart_from_a_forged_one()
    {
        var changed = Path.Combine(Path.GetDirectoryName(town.Receipt)!, "mailed.tlog-proof");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(town.Receipt)).ReplaceLineEndings("\r\n"));
        var told = (await Verb.Run("verify", town.Url, "--receipt", changed)).Refused();
        Assert.Contains("line ends", told.LastLine);
        Assert.EndsWith(" (line-ends-changed)", told.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_receipt_is_told()
    {
        var text = await File.ReadAllTextAsync(town.Receipt);
        var opened = Receipt.Parse(await File.ReadAllBytesAsync(town.Receipt));
        Assert.NotEmpty(opened.Leaf.Fields);
        var edited = Path.Combine(Path.GetDirectoryName(town.Receipt)!, "edited.tlog-proof");
        var bytes = await File.ReadAllBytesAsync(town.Receipt);
        for (var place = 40; place < bytes.Length; place += bytes.Length / 7)
        {
            var one = bytes.ToArray();
            one[place] ^= 1;
            await File.WriteAllBytesAsync(edited, one);
            Assert.StartsWith("FAILED: ", (await Verb.Run("verify", town.Url, "--receipt", edited)).Refused().LastLine, StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(edited, text[..(text.Length / 2)]);
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", town.Url, "--receipt", edited)).Refused().LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/at/all"), InlineData("/"), InlineData("http://127.0.0.1:9/log/mingshan"), InlineData("not a url://")]
    public async Task Where_there_is_no_log_it_fails_and_says_why(string place)
    {
        var told = (await Verb.Run("verify", place)).Refused();
        Assert.StartsWith("FAILED: ", told.LastLine, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", told.Output + told.Errors); // no stack trace for a person
        Assert.False((await Verb.Run("verify", place, "--json")).Refused().Json.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said_to_be_missing() =>
        Assert.EndsWith(" (file-missing)", (await Verb.Run("verify", "/nowhere/at/all")).Refused().LastLine, StringComparison.Ordinal);

    [Fact]
    public async Task A_key_that_is_not_this_logs_a_missing_file_and_a_later_checkpoint_of_another_log_fail()
    {
        using var other = SigningKey.Generate("elsewhere.example/log/x");
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", town.Url, "--key", other.Verifier.ToString())).Refused().LastLine, StringComparison.Ordinal);
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", town.Url, "--key", "rubbish")).Refused().LastLine, StringComparison.Ordinal);
        Assert.Equal("FAILED: There is no receipt file /nowhere. Check its name and folder. (file-missing)", (await Verb.Run("verify", town.Url, "--receipt", "/nowhere")).Refused().LastLine);
        var since = Path.Combine(Path.GetDirectoryName(town.Receipt)!, "since");
        await File.WriteAllBytesAsync(since, new Checkpoint(other.Name, 3, Merkle.Leaf("x"u8)).Sign(other).ToBytes());
        Assert.StartsWith("FAILED: ", (await Verb.Run("verify", town.Url, "--since", since)).Refused().LastLine, StringComparison.Ordinal);
    }

    private static async Task Spoil(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }
}
