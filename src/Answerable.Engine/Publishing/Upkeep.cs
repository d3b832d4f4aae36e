using Answerable.Ledger;
using Microsoft.Extensions.Logging;

namespace Answerable.Engine.Publishing;

/// <summary>
/// Looks after what was published long ago, a little at each beat, round and round: a full tile that is missing from the folder or no
/// longer what the database holds is written again. So a start need not read the whole log, and a disk that forgets is noticed.
/// What proves the log to others is <c>verify</c>, which trusts neither folder nor database.
/// </summary>
public sealed partial class Upkeep(LogDirectory directory, ITileSource tiles, ILogger log)
{
    private TileId next = First;

    private static TileId First => new(TileId.Entries, 0, TileId.FullWidth);

    /// <summary>Looks at the next tiles of a log of that size.</summary>
    /// <param name="most">How many.</param>
    /// <returns>How many were written again.</returns>
    public async Task<int> Look(long published, int most, CancellationToken cancel)
    {
        var mended = 0;
        for (var looked = 0; looked < most && Next(published) is { } id; looked++)
            if (await Mend(id, published, cancel))
                mended++;
        return mended;
    }

    /// <summary>
    /// Whether the folder plausibly holds all that its checkpoint of that size promises: the first and the last tile of each level. It
    /// was complete when the checkpoint was written, so only a folder that was copied in part or emptied is not.
    /// </summary>
    public async Task<bool> LooksComplete(long size, CancellationToken cancel)
    {
        for (var level = TileId.Entries; TileId.InTree(level, 0, size).Width > 0; level++)
            foreach (var index in (long[])[0, TileId.LastIn(level, size)])
                if (TileId.InTree(level, index, size) is var id && await directory.Read(id, cancel) is null && await directory.Read(id.Full, cancel) is null)
                    return false;
        return true;
    }

    // The next full tile; after the last one of the highest level the first again. Null when there is none.
    private TileId? Next(long published)
    {
        for (var levels = 0; levels <= TileId.Levels + 1; levels++)
        {
            if (TileId.InTree(next.Level, next.Index, published) is { IsPartial: false } found)
            {
                next = next with { Index = next.Index + 1 };
                return found;
            }

            next = next.Level >= TileId.Levels || TileId.InTree(next.Level, 0, published).IsPartial ? First : new(next.Level + 1, 0, TileId.FullWidth);
        }

        return null;
    }

    private async Task<bool> Mend(TileId id, long published, CancellationToken cancel)
    {
        var held = await tiles.Get(id, cancel);
        if (await directory.Read(id, cancel) is { } there && there.AsSpan().SequenceEqual(held.Span))
            return false;
        if (!await Agrees(id, held, published, cancel))
        {
            LogNotHeld(id.Path, directory.Place);
            return false;
        }

        directory.Mend(new(id, held));
        LogMended(id.Path, directory.Place);
        return true;
    }

    // Folder and database differ: which of them is right, the level above tells, and above all levels the signed root.
    private async Task<bool> Agrees(TileId id, ReadOnlyMemory<byte> held, long published, CancellationToken cancel)
    {
        if (id.Level == TileId.Entries)
            return (await tiles.Get(id with { Level = 0 }, cancel)).Span.SequenceEqual(Hash.BytesOf(EntryBundle.Split(held).ConvertAll(entry => Merkle.Leaf(entry.Span)).ToArray()))
                && await Agrees(id with { Level = 0 }, await tiles.Get(id with { Level = 0 }, cancel), published, cancel);
        var above = await tiles.Get(TileId.InTree(id.Level + 1, id.Index / TileId.FullWidth, published), cancel);
        return Hash.In(above.Span)[(int)(id.Index % TileId.FullWidth)] == Merkle.OfTile(held.Span);
    }

    [LoggerMessage(LogLevel.Warning, "{Tile} was missing or damaged in {Folder} and has been written again from the database.")]
    private partial void LogMended(string tile, string folder);

    [LoggerMessage(LogLevel.Critical, "{Tile} in {Folder} and in the database differ, and the database's does not fit the tree: the database is damaged. Nothing was changed. Restore a backup.")]
    private partial void LogNotHeld(string tile, string folder);
}
