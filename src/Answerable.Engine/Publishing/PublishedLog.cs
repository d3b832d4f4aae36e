using System.Text;
using Answerable.Engine.Hosting;
using Answerable.Engine.Registrars;
using Answerable.Ledger;
using Answerable.Storage.Appending;

namespace Answerable.Engine.Publishing;

/// <summary>One file of a public log, as it is served.</summary>
/// <param name="IsForever">Whether it can never change: tiles. A checkpoint is asked for anew each time.</param>
public sealed record PublishedFile(ReadOnlyMemory<byte> Bytes, bool IsText, bool IsForever);

/// <summary>
/// What the world sees of a record, from any node: nothing beyond the newest published checkpoint, whatever is already committed
/// (safeguards A3). The running log comes from the database; its predecessors, which change no more, from the log folder.
/// </summary>
public sealed class PublishedLog(IRecordStore store, EngineOptions options)
{
    private const string Predecessor = "predecessor/";

    /// <summary>The file at <paramref name="path"/> under the log's base, or null where the log has none.</summary>
    public async Task<PublishedFile?> Find(JurisdictionId jurisdiction, string path, CancellationToken cancel = default)
    {
        if (await store.Head(jurisdiction, cancel) is not { } head)
            return null;
        ILogSource folder = new LogDirectory(options.LogFolder(jurisdiction));
        if (path.StartsWith(Predecessor, StringComparison.Ordinal))
            return await Old(folder, path, cancel);
        return path switch
        {
            "checkpoint" => Text(head.Checkpoint is { } note ? Encoding.UTF8.GetBytes(note) : null),
            "vkey" => Text(Key(jurisdiction, head.Origin)),
            "succession" => Text(await folder.Succession(cancel)),
            _ => TileId.TryParse(path, out var id) && IsCovered(id, head.Published) ? await Tile(new StoredTiles(jurisdiction, head.Log, store), id, cancel) : null,
        };
    }

    private static async Task<PublishedFile?> Old(ILogSource log, string path, CancellationToken cancel)
    {
        for (; path.StartsWith(Predecessor, StringComparison.Ordinal); path = path[Predecessor.Length..])
            log = log.Predecessor;
        return path switch
        {
            "checkpoint" => Text(await log.Checkpoint(cancel)),
            "vkey" => Text(await log.Key(cancel)),
            "succession" => Text(await log.Succession(cancel)),
            _ => TileId.TryParse(path, out var id) && await log.Read(id, cancel) is { } bytes ? new(bytes, IsText: false, IsForever: true) : null,
        };
    }

    // A narrower tile than the one the checkpoint asks for is the beginning of it; a wider one would show what is not yet published.
    private static bool IsCovered(TileId id, long published) => id.Width <= TileId.InTree(id.Level, id.Index, published).Width;

    private static async Task<PublishedFile?> Tile(ITileSource tiles, TileId id, CancellationToken cancel) => new(await tiles.Get(id, cancel), IsText: false, IsForever: true);

    private static PublishedFile? Text(byte[]? bytes) => bytes is null ? null : new(bytes, IsText: true, IsForever: false);

    private byte[] Key(JurisdictionId jurisdiction, string origin)
    {
        using var key = LogKey.Open(options.KeysFolder, jurisdiction, origin);
        return Encoding.ASCII.GetBytes($"{key.Verifier}\n");
    }
}
