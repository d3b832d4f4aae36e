using CsCheck;
using System.Buffers.Binary;

namespace Answerable.Ledger.Tests;

public sealed class TreeTests
{
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    // The roots that the Certificate Transparency reference implementation gives for the inputs above.
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public async Task The_roots_of_sizes_0_to_8_are_those_of_RFC_6962(int size, string root)
    {
        var (head, shelf) = Shelf.Of(Inputs.Take(size).Select(Convert.FromHexString));
        Assert.Equal(root, Convert.ToHexStringLower(head.Root.Bytes));
        Assert.Equal(head.Root, await Proofs.Root(shelf, size));
    }

    [Fact]
    public async Task A_million_leaves_of_300_bytes_have_the_known_root()
    {
        var head = LogHead.Empty;
        var shelf = new Shelf();
        for (var start = 0; start < 1_000_000; start += 10_000)
        {
            var appended = head.Append([.. Enumerable.Range(start, 10_000).Select(LongLeaf)]);
            shelf.Put(appended.Tiles.Where(t => t.Id.Level != TileId.Entries));
            head = appended.Head;
        }
        Assert.StartsWith("38c39823b3971aa6", Convert.ToHexStringLower(head.Root.Bytes));
        Assert.Equal(head.Root, await Proofs.Root(shelf, 1_000_000));
    }

    [Fact]
    public async Task Every_root_up_to_600_is_the_reference_and_can_be_resumed_from_tiles()
    {
        var entries = Enumerable.Range(0, 600).Select(Shelf.Entry).ToList();
        var reference = new Reference(entries);
        var head = LogHead.Empty;
        var shelf = new Shelf();
        for (var size = 1; size <= entries.Count; size++)
        {
            var appended = head.Append([entries[size - 1]]);
            shelf.Put(appended.Tiles);
            head = appended.Head;
            var resumed = await LogHead.Load(size, shelf);
            Assert.Equal(reference.Root(size), head.Root.ToArray());
            Assert.Equal(head.Root, resumed.Root);
            Assert.Equal(Names(head.Append([entries[0]])), Names(resumed.Append([entries[0]])));
        }
    }

    [Fact]
    public async Task An_older_size_is_read_from_the_tiles_of_a_larger_tree()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 70_000).Select(Shelf.Entry));
        foreach (var size in new[] { 0, 1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 69_999 })
        {
            var head = LogHead.Empty.Append([.. Enumerable.Range(0, size).Select(i => (ReadOnlyMemory<byte>)Shelf.Entry(i))]).Head;
            Assert.Equal(head.Root, await Proofs.Root(shelf, size));
            Assert.Equal(head.Root, (await LogHead.Load(size, shelf)).Root);
        }
    }

    [Fact]
    public void Appending_leaves_the_older_head_as_it_was()
    {
        var (older, _) = Shelf.Of(Enumerable.Range(0, 300).Select(Shelf.Entry));
        var root = older.Root;
        var first = older.Append([Shelf.Entry(300), Shelf.Entry(301)]);
        var second = older.Append([Shelf.Entry(300), Shelf.Entry(301)]);
        Assert.Equal(300, older.Size);
        Assert.Equal(root, older.Root);
        Assert.Equal(first.Head.Root, second.Head.Root);
        Assert.Equal(Names(first), Names(second));
        Assert.NotEqual(first.Head.Root, older.Append([Shelf.Entry(300), Shelf.Entry(999)]).Head.Root);
    }

    [Fact]
    public void Batches_of_any_cut_give_the_same_tiles()
    {
        Gen.Int[0, 400].List[1, 6].Sample(cuts =>
        {
            var (head, one) = Shelf.Of(Enumerable.Range(0, cuts.Sum()).Select(Shelf.Entry));
            var (many, stepwise) = (LogHead.Empty, new Shelf());
            foreach (var cut in cuts)
            {
                var next = many.Append([.. Enumerable.Range((int)many.Size, cut).Select(i => (ReadOnlyMemory<byte>)Shelf.Entry(i))]);
                stepwise.Put(next.Tiles);
                many = next.Head;
            }
            Assert.Equal(head.Root, many.Root);
            foreach (var id in TileId.Between(0, head.Size))
                Assert.Equal(one.Get(id).Result.ToArray(), stepwise.Get(id).Result.ToArray());
        }, iter: 30);
    }

    [Fact]
    public void The_tiles_named_by_growth_are_those_the_specification_asks_for()
    {
        Gen.Select(Gen.Int[0, 1500], Gen.Int[0, 1500]).Sample((before, more) =>
        {
            var (head, _) = Shelf.Of(Enumerable.Range(0, before).Select(Shelf.Entry));
            var grown = head.Append([.. Enumerable.Range(before, more).Select(i => (ReadOnlyMemory<byte>)Shelf.Entry(i))]);
            Assert.Equal(TileId.Between(before, before + more).ToHashSet(), grown.Tiles.Select(t => t.Id).ToHashSet());
            Assert.Equal(grown.Tiles.Count, grown.Tiles.Select(t => t.Id).Distinct().Count());
        }, iter: 60);
    }

    [Fact]
    public void Entries_of_0_and_65535_bytes_are_kept_and_longer_ones_refused()
    {
        var appended = LogHead.Empty.Append([new byte[0], new byte[65_535], Shelf.Entry(2)]);
        var bundle = appended.Tiles.Single(t => t.Id.Level == TileId.Entries);
        Assert.Equal([0, 65_535, Shelf.Entry(2).Length], EntryBundle.Split(bundle.Bytes).Select(e => e.Length));
        Assert.Equal(new Reference([[], new byte[65_535], Shelf.Entry(2)]).Root(3), appended.Head.Root.ToArray());
        Assert.Throws<ArgumentException>(() => LogHead.Empty.Append([new byte[65_536]]));
    }

    [Fact]
    public void Commitments_are_entries_of_32_bytes()
    {
        var commitments = Enumerable.Range(0, 700).Select(i => Commitment.Blank(Reference.Sha(BitConverter.GetBytes(i)))).ToArray();
        var fast = LogHead.Empty.Append(commitments);
        var plain = LogHead.Empty.Append([.. commitments.Select(c => (ReadOnlyMemory<byte>)c.ToArray())]);
        Assert.Equal(plain.Head.Root, fast.Head.Root);
        Assert.Equal(Names(plain), Names(fast));
    }

    private static ReadOnlyMemory<byte> LongLeaf(int index)
    {
        var leaf = new byte[300];
        leaf.AsSpan(8).Fill((byte)'x');
        BinaryPrimitives.WriteInt64BigEndian(leaf, index);
        return leaf;
    }

    private static List<string> Names(Appended appended) =>
        [.. appended.Tiles.Select(t => $"{t.Id} {Convert.ToHexString(Reference.Sha(t.Bytes.ToArray()))}")];
}
