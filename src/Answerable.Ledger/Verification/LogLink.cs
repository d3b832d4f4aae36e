namespace Answerable.Ledger;

/// <summary>One log of a chain of successors, with what is claimed of it.</summary>
/// <param name="Source">Where it is published.</param>
/// <param name="Key">Its key.</param>
/// <param name="Newest">The newest checkpoint known of it.</param>
/// <param name="Checkable">Entries that can still be read.</param>
/// <param name="ContinuedBy">Its successor's statement, or null for the newest log.</param>
internal sealed record LogLink(ILogSource Source, VerifierKey Key, SignedCheckpoint Newest, long Checkable, Succession? ContinuedBy)
{
    /// <summary>The statement by which this log itself continues another.</summary>
    internal Succession? Continues { get; private init; }

    internal string Origin => Key.Name;

    internal LogFinding Finding => new(Origin, Newest.Size, Newest.Root, Checkable, ContinuedBy?.Lost ?? 0, Newest.Cosignatures);

    /// <summary>Whether this log's last checkpoint, signed by its own key, names that key as the one that goes on, and nothing was lost between them.</summary>
    internal bool Names(VerifierKey successor) => ContinuedBy is { Lost: 0 } statement && Ledger.Checkpoint.Names(statement.LastKnown.Text, successor);

    /// <summary>The newest log and, one after another, those it says it continues.</summary>
    internal static async Task<List<LogLink>> Follow(ILogSource source, VerifierKey key, VerifyOptions options, CancellationToken ct)
    {
        var published = await source.Checkpoint(ct) ?? throw new LogException("checkpoint-missing", $"{source.Place} has no checkpoint.");
        var newest = Checkpoint.Open(published, key, options.Witnesses);
        var link = await new LogLink(source, key, newest, newest.Size, null).WithStatement(ct);
        var chain = new List<LogLink> { link };
        while (link.Continues is { } statement) chain.Add(link = await Predecessor(link.Source.Predecessor, statement, ct));
        return chain;
    }

    private static async Task<LogLink> Predecessor(ILogSource source, Succession statement, CancellationToken ct)
    {
        var promised = Checkpoint.Open(statement.LastKnown.ToBytes(), statement.Predecessor);
        if (await source.Checkpoint(ct) is { } published && Checkpoint.Open(published, statement.Predecessor).Size > promised.Size)
            throw new LogException("loss-understated", $"{statement.Predecessor.Name} had promised more entries than its successor admits.");
        // What the backup held can always be published again; the rest may be gone with the disk.
        var whole = promised.Size == 0 || await source.Read(LastBundle(promised.Size), ct) is not null || await source.Read(LastBundle(promised.Size).Full, ct) is not null;
        var checkable = whole ? promised.Size : statement.Kept;
        if (checkable > 0 && await source.Read(LastBundle(checkable), ct) is null && await source.Read(LastBundle(checkable).Full, ct) is null)
            throw new LogException("predecessor-missing", $"{statement.Predecessor.Name}, which this log continues, is not published at {source.Place}: its {statement.Kept} entries cannot be checked.");
        return await new LogLink(source, statement.Predecessor, promised, checkable, statement).WithStatement(ct);
    }

    /// <summary>The walk that checks this log, with every root its own papers give.</summary>
    internal async Task<LogWalk> Walk(IProgress<VerifyProgress>? progress, CancellationToken ct)
    {
        var walk = new LogWalk(Source, Origin, Checkable, progress);
        if (Continues is { } statement)
            walk.Expect(0, statement.Entry.Bytes, "succession-altered", $"The first entry of {Origin} does not commit to its succession statement.");
        if (Newest.Size <= Checkable)
            walk.Expect(Newest.Size, Newest.Root, "root-differs", $"The entries of {Origin} do not give the root that its checkpoint of size {Newest.Size} signs.");
        if (ContinuedBy is null) return walk;
        walk.Expect(ContinuedBy.Kept, ContinuedBy.KeptRoot, "root-differs", $"The entries of {Origin} are not those that its successor says were kept.");
        if (await Source.Checkpoint(ct) is { } bytes && Checkpoint.Open(bytes, Key) is { } left && left.Size <= Checkable)
            walk.Expect(left.Size, left.Root, "root-differs", $"The entries of {Origin} do not give the root that its checkpoint of size {left.Size} signs.");
        return walk;
    }

    private static TileId LastBundle(long size) => TileId.InTree(TileId.Entries, (size - 1) / TileId.FullWidth, size);

    private async Task<LogLink> WithStatement(CancellationToken ct)
    {
        if (await Source.Succession(ct) is not { } bytes)
            return Succession.IsSuccessor(Origin)
                ? throw new LogException("succession-missing", $"{Origin} continues another log but does not publish the statement that says which.")
                : this;
        var statement = Succession.Parse(bytes);
        if (statement.Origin != Origin) throw new LogException("bad-succession", $"The succession statement is of {statement.Origin}, not {Origin}.");
        return Checkable > 0
            ? this with { Continues = statement }
            : throw new LogException("succession-altered", $"{Origin} has no entry that commits to its succession statement.");
    }
}
