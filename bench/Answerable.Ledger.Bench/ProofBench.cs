using System.Diagnostics;

namespace Answerable.Ledger.Bench;

/// <summary>Proofs out of a log of ten million leaves, from tile files on disk.</summary>
internal static class ProofBench
{
    private const int Leaves = 10_000_000;
    private const int Proofs = 1000;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-").FullName;
        try
        {
            var random = new Random(1);
            var asked = Enumerable.Range(0, Proofs).Select(_ => random.Next(Leaves)).ToArray();
            var older = Enumerable.Range(0, Proofs / 10).Select(_ => 1 + random.Next(Leaves - 1)).ToArray();
            var tiles = new LogDirectory(folder);
            var root = Build(tiles, [.. asked.Concat(older).Select(i => (long)i / TileId.FullWidth)]);
            var inclusion = await Time("inclusion proof (made from files and checked)", asked, async index =>
            {
                var path = await Ledger.Proofs.Inclusion(tiles, index, Leaves);
                if (!ProofCheck.Includes(root, Leaves, Leaf(index), index, path)) throw new InvalidOperationException("A proof is wrong.");
            });
            var consistency = await Time("consistency proof (made from files)", older, async size => await Ledger.Proofs.Consistency(tiles, size, Leaves));
            Print(inclusion);
            Print(consistency);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    // Only the leaf tiles that will be read are written; all upper ones are.
    private static Hash Build(LogDirectory tiles, HashSet<long> wanted)
    {
        var tree = Tree.Empty;
        var batch = new Hash[100_000];
        var kept = new Dictionary<(int, long), Tile>();
        for (var start = 0; start < Leaves; start += batch.Length)
        {
            for (var i = 0; i < batch.Length; i++) batch[i] = Leaf(start + i);
            var changed = new List<Tile>();
            tree = tree.Append(batch, changed);
            foreach (var tile in changed)
                if (tile.Id.Level > 0 || tile.Id.IsPartial || wanted.Contains(tile.Id.Index)) kept[(tile.Id.Level, tile.Id.Index)] = tile;
        }
        tiles.Write(kept.Values.Where(t => t.Id == TileId.InTree(t.Id.Level, t.Id.Index, Leaves)));
        return tree.Root;
    }

    private static Hash Leaf(long index) => Merkle.Leaf(BitConverter.GetBytes(index));

    private static async Task<List<double>> Time(string name, int[] arguments, Func<int, Task> act)
    {
        foreach (var argument in arguments.Take(50)) await act(argument);
        var milliseconds = new List<double>();
        var processor = Environment.CpuUsage.TotalTime;
        foreach (var argument in arguments)
        {
            var started = Stopwatch.GetTimestamp();
            await act(argument);
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        Console.WriteLine($"{name} at 10M leaves: {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / arguments.Length:0.000} ms of processor time");
        return milliseconds;
    }

    private static void Print(List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine($"  by the clock: median {Measure.Median(milliseconds):0.000} ms, p99 {milliseconds[milliseconds.Count * 99 / 100]:0.000} ms");
    }
}
