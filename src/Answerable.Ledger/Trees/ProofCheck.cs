namespace Answerable.Ledger;

/// <summary>Verification of proofs, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2.</summary>
public static class ProofCheck
{
    /// <summary>Whether the leaf hash stands at that index of the tree with that root.</summary>
    public static bool Includes(Hash root, long size, Hash leaf, long index, ReadOnlySpan<Hash> path)
    {
        if (index < 0 || index >= size) return false;
        var (node, last) = (index, size - 1);
        foreach (ref readonly var sibling in path)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                leaf = Merkle.Node(in sibling, in leaf);
                SkipToRightChild(ref node, ref last);
            }
            else leaf = Merkle.Node(in leaf, in sibling);
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && leaf == root;
    }

    /// <summary>Whether the tree of <paramref name="from"/> leaves is the beginning of the tree of <paramref name="to"/> leaves.</summary>
    public static bool IsConsistent(long from, Hash fromRoot, long to, Hash toRoot, ReadOnlySpan<Hash> path)
    {
        if (from < 0 || from > to) return false;
        if (from == to) return path.IsEmpty && fromRoot == toRoot;
        if (from == 0) return path.IsEmpty && fromRoot == Merkle.Empty;
        if (path.IsEmpty) return false;
        var (node, last) = (from - 1, to - 1);
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);
        // A power of two: the old root is itself a node of the new tree, and the proof leaves it out.
        var whole = node == 0;
        var start = whole ? fromRoot : path[0];
        return Climb(node, last, start, whole ? path : path[1..], fromRoot, toRoot);
    }

    private static bool Climb(long node, long last, Hash start, ReadOnlySpan<Hash> path, Hash fromRoot, Hash toRoot)
    {
        var (older, newer) = (start, start);
        foreach (ref readonly var hash in path)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                older = Merkle.Node(in hash, in older);
                newer = Merkle.Node(in hash, in newer);
                SkipToRightChild(ref node, ref last);
            }
            else newer = Merkle.Node(in newer, in hash);
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && older == fromRoot && newer == toRoot;
    }

    // On the right edge a subtree without a sibling moves up unchanged.
    private static void SkipToRightChild(ref long node, ref long last)
    {
        while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
    }
}
