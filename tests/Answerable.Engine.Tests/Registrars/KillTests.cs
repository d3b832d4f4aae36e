using Answerable.Engine.Tests.Hosts;
using Answerable.Ledger;
using Answerable.Offices;
using Answerable.Storage.Appending;

namespace Answerable.Engine.Tests.Registrars;

/// <summary>A process is killed in the middle of its work. Run longer with <c>ANSWERABLE_KILLS=500</c>.</summary>
public sealed class KillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_at_any_moment_loses_nothing_that_was_acknowledged()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("ANSWERABLE_KILLS"), out var many) ? many : 4;
        var folder = Directory.CreateTempSubdirectory("answerable-kill-").FullName;
        try
        {
            var acknowledged = new List<(string Person, long Seq)>();
            for (var kill = 0; kill < kills; kill++)
            {
                using var child = Child.Start(null, "writer", folder);
                var until = Random.Shared.Next(1, 120);
                for (var i = 0; i < until && await child.Line(Cancel) is { } line; i++)
                    Note(acknowledged, line);
                foreach (var line in await child.Kill(Cancel))
                    Note(acknowledged, line);
                await Check(folder, acknowledged);
            }

            Assert.NotEmpty(acknowledged);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_full_disk_refuses_what_it_cannot_keep_and_keeps_what_it_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("answerable-full-").FullName;
        try
        {
            // 512-byte blocks: no file may grow beyond 1.5 MB; writing further is an error, as on a full disk. (.NET would map its own code
            // through a larger file.)
            using var child = Child.Start("trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 3000", "writer", folder);
            var lines = await child.Rest(Cancel);
            Assert.Contains(lines, line => line.StartsWith("FULL", StringComparison.Ordinal));
            var acknowledged = new List<(string, long)>();
            foreach (var line in lines)
                Note(acknowledged, line);
            Assert.NotEmpty(acknowledged);
            await Check(folder, acknowledged);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Note(List<(string, long)> acknowledged, string line)
    {
        if (line.Split(' ') is ["ACK", var person, var seq] && long.TryParse(seq, out var index))
            acknowledged.Add((person, index));
    }

    private static async Task Check(string folder, List<(string Person, long Seq)> acknowledged)
    {
        await using var record = new TempRecord(folder, keep: true);
        await using var registrar = await record.Open();
        using var key = record.Key(registrar);
        var publisher = record.Publisher(registrar, key);
        await publisher.Start(Cancel);
        var rows = await record.Store.Stream(TempRecord.Town, Town.Stream, Cancel);
        var held = rows.ToDictionary(row => row.Seq, row => EventReader.Closed(row).Event);
        foreach (var (person, seq) in acknowledged)
            Assert.Equal(person, Assert.IsType<PersonSet>(held[seq]).Person.Value);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(v => (long)v), rows.Select(r => r.Version));
        while (publisher.Published < registrar.Head.Size)
            await publisher.PublishOnce(Cancel);
        var verdict = await LogVerifier.Verify(record.Log, new() { Key = key.Verifier }, ct: Cancel);
        Assert.Equal("VERIFIED", verdict.ToString());
        Assert.Equal(registrar.Head.Size, verdict.Logs[0].Checked);
    }
}
