using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Answerable.Ledger.Tests;

/// <summary>What <c>docs/record.md</c> and <c>docs/verify-the-record.md</c> say is what the code does.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Docs = FindDocs();
    private static readonly Dictionary<string, string> Example =
        Files().Matches(File.ReadAllText(Path.Combine(Docs, "record.md"))).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [Fact]
    public void The_worked_example_is_what_the_code_writes()
    {
        var seed = Enumerable.Repeat((byte)0x22, 32).ToArray();
        var fields = new[] { ("kind", "\"claim\""), ("title", "\"路灯坏了\"") }
            .Select(f => new FieldOpening(f.Item1, HMACSHA256.HashData(seed, Encoding.ASCII.GetBytes(f.Item1)), Encoding.UTF8.GetBytes(f.Item2))).ToList();
        var noon = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
        var record = new Record("grievance.lodged/1", Guid.Parse("0f3c5b7a9d1e4f60829fa0b1c2d3e4f5"), 1, 1, noon, noon.AddMicroseconds(123_456), "complainant",
            [.. fields.Select(f => new RecordField(f.Name, Commitment.Field(f.Name, f.Salt.Span, f.Value.Span)))]);
        var leaf = new LeafOpening(Enumerable.Repeat((byte)0x11, 32).ToArray(), RecordText.Write(record), fields);
        Assert.Equal(Example["record.txt"], Encoding.UTF8.GetString(leaf.Record.Span));
        Assert.Equal(Example["extra.txt"], Encoding.UTF8.GetString(leaf.ToBytes()));
        Assert.Equal("e9e6720b368e901b4d5bc7a9b2677168d7e0a0177cd91a07969dc07d4698acb1", Convert.ToHexStringLower(leaf.Entry.Bytes));
        Assert.Equal(Example["extra.txt"], Encoding.UTF8.GetString(Receipt.Parse(Bytes("receipt.tlog-proof")).Leaf.ToBytes()));
    }

    [Fact]
    public void The_receipt_of_the_worked_example_verifies_with_its_key()
    {
        var key = Key().Match(File.ReadAllText(Path.Combine(Docs, "record.md"))).Groups[1].Value;
        var finding = Receipt.Parse(Bytes("receipt.tlog-proof")).Check(VerifierKey.Parse(key));
        Assert.Equal("\"路灯坏了\"", Encoding.UTF8.GetString(finding.Fields.Single(f => f.Name == "title").Value.Span));
        var tree = LogHead.Empty.Append([Commitment.Blank(Of(0x33)), Receipt.Parse(Bytes("receipt.tlog-proof")).Leaf.Entry, Commitment.Blank(Of(0x44))]).Head;
        Assert.Equal(finding.Checkpoint.Root, tree.Root);
    }

    [Fact]
    public async Task The_commands_of_the_worked_example_print_what_it_says()
    {
        if (!File.Exists("/bin/bash") || !File.Exists("/usr/bin/openssl")) Assert.Skip("bash and openssl are not here.");
        var folder = Directory.CreateTempSubdirectory("ledger-example-").FullName;
        foreach (var (name, text) in Example) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        await File.WriteAllTextAsync(Path.Combine(folder, "run.sh"), Commands().Match(await File.ReadAllTextAsync(Path.Combine(Docs, "record.md"))).Groups[1].Value);
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-euo", "pipefail", "run.sh"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var lines = (await shell.StandardOutput.ReadToEndAsync()).TrimEnd().Split('\n');
        await shell.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(4, lines.Length);
        Assert.Equal("Signature Verified Successfully", lines[3]);
    }

    [Fact]
    public void Every_code_of_failure_is_explained()
    {
        var explained = File.ReadAllText(Path.Combine(Docs, "verify-the-record.md"));
        var source = Directory.EnumerateFiles(Path.Combine(Docs, "../src/Answerable.Ledger"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/")).Select(File.ReadAllText);
        var codes = source.SelectMany(text => Codes().Matches(text)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 25);
        Assert.DoesNotContain(codes, code => !explained.Contains($"`{code}`"));
    }

    private static byte[] Of(byte value) => [.. Enumerable.Repeat(value, 32)];
    private static byte[] Bytes(string name) => Encoding.UTF8.GetBytes(Example[name]);

    private static string FindDocs()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "docs/record.md"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "docs");
    }

    [GeneratedRegex(@"```text (\S+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Files();

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"whose key is `([^`]+)`")]
    private static partial Regex Key();

    [GeneratedRegex("(?:LogException\\(|walk\\.Expect\\([^\"]*, |Code = )\"([a-z0-9-]+)\"")]
    private static partial Regex Codes();
}
