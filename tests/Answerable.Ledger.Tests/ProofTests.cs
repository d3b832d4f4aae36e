namespace Answerable.Ledger.Tests;

public sealed class ProofTests
{
    private static readonly int[] Edges = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537];

    [Fact]
    public async Task Every_inclusion_proof_up_to_300_is_the_reference_and_verifies()
    {
        var entries = Enumerable.Range(0, 300).Select(Shelf.Entry).ToList();
        var (reference, shelf) = (new Reference(entries), Shelf.Of(entries).Shelf);
        for (var size = 1; size <= 300; size++)
        {
            var root = new Hash(reference.Root(size));
            for (var index = 0; index < size; index++)
            {
                var path = await Proofs.Inclusion(shelf, index, size);
                Assert.True(Hash.BytesOf(path).SequenceEqual(reference.Inclusion(index, size).SelectMany(h => h).ToArray()));
                var leaf = Merkle.Leaf(entries[index]);
                Assert.True(ProofCheck.Includes(root, size, leaf, index, path));
                if (path.Length > 0) Assert.False(ProofCheck.Includes(root, size, leaf, index, Flip(path, index * 31 + size)));
                Assert.False(ProofCheck.Includes(root, size, leaf, index ^ 1, path) && size > 1);
            }
        }
    }

    [Fact]
    public async Task Every_consistency_proof_up_to_300_is_the_reference_and_verifies()
    {
        var entries = Enumerable.Range(0, 300).Select(Shelf.Entry).ToList();
        var (reference, shelf) = (new Reference(entries), Shelf.Of(entries).Shelf);
        for (var to = 0; to <= 300; to++)
            for (var from = 0; from <= to; from++)
            {
                var path = await Proofs.Consistency(shelf, from, to);
                Assert.True(Hash.BytesOf(path).SequenceEqual(reference.Consistency(from, to).SelectMany(h => h).ToArray()));
                var (older, newer) = (new Hash(reference.Root(from)), new Hash(reference.Root(to)));
                Assert.True(ProofCheck.IsConsistent(from, older, to, newer, path));
                if (path.Length > 0) Assert.False(ProofCheck.IsConsistent(from, older, to, newer, Flip(path, from * 31 + to)));
                Assert.False(ProofCheck.IsConsistent(from, Flip([older], from)[0], to, newer, path));
                if (from > 0) Assert.False(ProofCheck.IsConsistent(from, older, to, Flip([newer], to)[0], path));
            }
    }

    [Fact]
    public async Task Proofs_around_tile_boundaries_verify_and_no_flipped_bit_does()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 65_537).Select(Shelf.Entry));
        foreach (var size in Edges)
        {
            var root = await Proofs.Root(shelf, size);
            foreach (var index in Edges.SelectMany(e => new[] { e - 2, e - 1, e }).Where(i => i >= 0 && i < size).Distinct())
            {
                var leaf = Merkle.Leaf(Shelf.Entry(index));
                var path = await Proofs.Inclusion(shelf, index, size);
                Assert.True(ProofCheck.Includes(root, size, leaf, index, path));
                NoFlipHolds(path, flipped => ProofCheck.Includes(root, size, leaf, index, flipped), 7);
                NoFlipHolds([leaf], flipped => ProofCheck.Includes(root, size, flipped[0], index, path), 1);
                NoFlipHolds([root], flipped => ProofCheck.Includes(flipped[0], size, leaf, index, path), 1);
            }
            foreach (var from in Edges.Where(e => e <= size))
            {
                var older = await Proofs.Root(shelf, from);
                var path = await Proofs.Consistency(shelf, from, size);
                Assert.True(ProofCheck.IsConsistent(from, older, size, root, path));
                NoFlipHolds(path, flipped => ProofCheck.IsConsistent(from, older, size, root, flipped), 7);
                NoFlipHolds([older], flipped => ProofCheck.IsConsistent(from, flipped[0], size, root, path), 1);
                NoFlipHolds([root], flipped => ProofCheck.IsConsistent(from, older, size, flipped[0], path), 1);
            }
        }
    }

    [Fact]
    public async Task Every_single_bit_of_every_proof_up_to_24_counts()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 24).Select(Shelf.Entry));
        for (var size = 1; size <= 24; size++)
        {
            var root = await Proofs.Root(shelf, size);
            for (var index = 0; index < size; index++)
            {
                var path = await Proofs.Inclusion(shelf, index, size);
                NoFlipHolds(path, flipped => ProofCheck.Includes(root, size, Merkle.Leaf(Shelf.Entry(index)), index, flipped), 1);
                for (var other = 0; other < size; other++)
                    Assert.Equal(other == index, ProofCheck.Includes(root, size, Merkle.Leaf(Shelf.Entry(index)), other, path));
            }
        }
    }

    [Fact]
    public async Task A_proof_that_is_too_short_too_long_or_out_of_range_is_refused()
    {
        var (head, shelf) = Shelf.Of(Enumerable.Range(0, 100).Select(Shelf.Entry));
        var (leaf, path) = (Merkle.Leaf(Shelf.Entry(42)), await Proofs.Inclusion(shelf, 42, 100));
        Assert.False(ProofCheck.Includes(head.Root, 100, leaf, 42, path[..^1]));
        Assert.False(ProofCheck.Includes(head.Root, 100, leaf, 42, [.. path, path[0]]));
        Assert.False(ProofCheck.Includes(head.Root, 100, leaf, 100, path));
        Assert.False(ProofCheck.Includes(head.Root, 100, leaf, -1, path));
        var (older, steps) = (await Proofs.Root(shelf, 33), await Proofs.Consistency(shelf, 33, 100));
        Assert.False(ProofCheck.IsConsistent(33, older, 100, head.Root, steps[..^1]));
        Assert.False(ProofCheck.IsConsistent(33, older, 100, head.Root, [.. steps, steps[0]]));
        Assert.False(ProofCheck.IsConsistent(101, older, 100, head.Root, steps));
        Assert.False(ProofCheck.IsConsistent(0, older, 100, head.Root, []));
        Assert.False(ProofCheck.IsConsistent(33, older, 100, head.Root, []));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Proofs.Inclusion(shelf, 100, 100));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Proofs.Consistency(shelf, 101, 100));
    }

    [Fact]
    public async Task A_proof_needs_few_tiles()
    {
        var (_, shelf) = Shelf.Of(Enumerable.Range(0, 70_000).Select(Shelf.Entry));
        var before = shelf.Reads;
        await Proofs.Inclusion(shelf, 12_345, 70_000);
        Assert.InRange(shelf.Reads - before, 1, 5);
    }

    private static void NoFlipHolds(Hash[] hashes, Func<Hash[], bool> holds, int stride)
    {
        for (var bit = 0; bit < hashes.Length * 256; bit += stride) Assert.False(holds(Flip(hashes, bit)));
    }

    private static Hash[] Flip(Hash[] hashes, int bit)
    {
        var (which, within) = (bit / 256 % hashes.Length, bit % 256);
        var bytes = hashes[which].ToArray();
        bytes[within / 8] ^= (byte)(1 << within % 8);
        return [.. hashes[..which], new Hash(bytes), .. hashes[(which + 1)..]];
    }
}
