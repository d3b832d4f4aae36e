namespace Answerable.Ledger;

/// <summary>
/// A log published in a folder, as any web server can serve it: <c>checkpoint</c>, <c>vkey</c>, <c>tile/…</c>, and for a successor
/// <c>succession</c> and <c>predecessor/…</c>. One writer; any number of readers.
/// </summary>
public sealed class LogDirectory(string folder) : ILogSource
{
    public string Place { get; } = Path.GetFullPath(folder);

    public ILogSource Predecessor => new LogDirectory(PathOf("predecessor"));

    public ValueTask<byte[]?> Read(TileId id, CancellationToken ct = default) => new(ReadFile(id.Path));
    public ValueTask<byte[]?> Checkpoint(CancellationToken ct = default) => new(ReadFile("checkpoint"));
    public ValueTask<byte[]?> Key(CancellationToken ct = default) => new(ReadFile("vkey"));
    public ValueTask<byte[]?> Succession(CancellationToken ct = default) => new(ReadFile("succession"));

    /// <summary>
    /// Writes tiles durably. When it returns, all of them survive a power failure. Partial tiles that a full one replaces are removed.
    /// </summary>
    /// <exception cref="LogException">
    /// <c>fork</c>: another content is already published under a tile's name. Nothing published is ever overwritten.
    /// </exception>
    public void Write(IEnumerable<Tile> tiles)
    {
        var folders = new HashSet<string>();
        var replaced = new List<string>();
        foreach (var tile in tiles)
        {
            var path = PathOf(tile.Id.Path);
            if (!tile.Id.IsPartial) replaced.Add(path + ".p");
            if (IsPublished(path, tile)) continue;
            if (folders.Add(Path.GetDirectoryName(path)!)) DurableFile.CreateFolder(Path.GetDirectoryName(path)!);
            DurableFile.WriteWithoutFolder(path, tile.Bytes.Span);
        }
        foreach (var changed in folders) DurableFile.SyncFolder(changed);
        foreach (var partials in replaced.Where(Directory.Exists)) Directory.Delete(partials, recursive: true);
    }

    /// <summary>Writes a tile again, whatever stands in its place: for a publisher that has found its own file missing or damaged.</summary>
    public void Mend(Tile tile) => DurableFile.Write(PathOf(tile.Id.Path), tile.Bytes.Span);

    /// <summary>Writes every tile that a log needs to grow from one published size to another (from 0: all of them).</summary>
    /// <param name="from">Where the tiles are stored.</param>
    public async ValueTask Publish(ITileSource from, long oldSize, long newSize, CancellationToken ct = default)
    {
        foreach (var batch in TileId.Between(oldSize, newSize).Chunk(512))
        {
            var tiles = new List<Tile>(batch.Length);
            foreach (var id in batch) tiles.Add(new(id, await from.Get(id, ct)));
            Write(tiles);
        }
    }

    /// <summary>Publishes a checkpoint; its tiles MUST have been written before.</summary>
    public void WriteCheckpoint(Note checkpoint) => DurableFile.Write(PathOf("checkpoint"), checkpoint.ToBytes());

    /// <summary>Publishes the log's key.</summary>
    public void WriteKey(VerifierKey key) => DurableFile.Write(PathOf("vkey"), Strict.Bytes($"{key}\n"));

    /// <summary>Publishes the statement by which this log continues another.</summary>
    public void WriteSuccession(Succession succession) => DurableFile.Write(PathOf("succession"), succession.ToBytes());

    private static bool IsPublished(string path, Tile tile)
    {
        if (!File.Exists(path)) return false;
        return File.ReadAllBytes(path).AsSpan().SequenceEqual(tile.Bytes.Span)
            ? true
            : throw new LogException("fork", $"{tile.Id} is already published with another content.");
    }

    private byte[]? ReadFile(string path)
    {
        try { return File.ReadAllBytes(PathOf(path)); }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException) { return null; }
    }

    private string PathOf(string path) => Path.Combine(Place, path);
}
