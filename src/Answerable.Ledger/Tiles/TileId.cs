using System.Globalization;

namespace Answerable.Ledger;

/// <summary>
/// The name of a tile, as c2sp.org/tlog-tiles defines it: a run of up to 256 hashes, or of log entries when <see cref="Level"/> is
/// <see cref="Entries"/>. A storage row is this name and the bytes.
/// </summary>
/// <param name="Level">0 for leaf hashes, then up; −1 for entries.</param>
/// <param name="Index">Position within the level, from 0.</param>
/// <param name="Width">1 to 256 hashes or entries; fewer than 256 is a partial tile.</param>
public readonly record struct TileId(int Level, long Index, int Width)
{
    /// <summary>The level of entry bundles.</summary>
    public const int Entries = -1;

    /// <summary>Hashes (entries) in a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of hash tiles that a tree of up to 2^63−1 leaves can have.</summary>
    public const int Levels = 8;

    public bool IsPartial => Width < FullWidth;

    /// <summary>The full tile this one is, or will become, the beginning of.</summary>
    public TileId Full => this with { Width = FullWidth };

    /// <summary>Where the tile is found under a log's base, for example <c>tile/0/x001/x234/067.p/8</c>.</summary>
    public string Path => IsPartial ? $"{FullPath}.p/{Width}" : FullPath;

    private string FullPath => $"tile/{(Level == Entries ? "entries" : Level)}/{Spell(Index)}";

    /// <summary>Reads a path in its only valid spelling; anything else is not a tile.</summary>
    public static bool TryParse(string path, out TileId id)
    {
        id = default;
        var parts = path.Split('/');
        if (parts.Length < 3) return false;
        var partial = parts.Length > 3 && parts[^2].EndsWith(".p", StringComparison.Ordinal);
        var width = FullWidth;
        if (partial && !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out width)) return false;
        var digits = string.Concat(parts[2..(partial ? ^1 : ^0)]).Replace("x", "", StringComparison.Ordinal);
        if (partial) digits = digits[..^2];
        if (!TryLevel(parts[1], out var level) || width is < 1 or > FullWidth) return false;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;
        id = new(level, index, width);
        return id.Path == path;
    }

    /// <summary>The tile as it stands in a tree of that many leaves: its width says how full it is; 0 means it does not exist.</summary>
    public static TileId InTree(int level, long index, long size) =>
        new(level, index, (int)Math.Clamp(Count(level, size) - index * FullWidth, 0, FullWidth));

    /// <summary>Index of the last tile of a level in a tree of that many leaves; 0 where the level is empty.</summary>
    public static long LastIn(int level, long size) => Math.Max(0, Count(level, size) - 1) / FullWidth;

    /// <summary>
    /// Every tile, entry bundles included, that a log must publish when it grows from one size to another: those filled on the way
    /// and the partial ones of the new right edge. From 0: all tiles of the tree.
    /// </summary>
    public static IEnumerable<TileId> Between(long from, long to)
    {
        for (var level = Entries; level < Levels && Count(level, to) > 0; level++)
        {
            if (Count(level, from) == Count(level, to)) continue;
            for (var index = Count(level, from) / FullWidth; index * FullWidth < Count(level, to); index++)
                yield return InTree(level, index, to);
        }
    }

    public override string ToString() => Path;

    /// <summary>How many hashes (entries) a tree of that size has at a level.</summary>
    internal static long Count(int level, long size) => level >= Levels ? 0 : size >> (8 * Math.Max(level, 0));

    private static bool TryLevel(string text, out int level)
    {
        level = Entries;
        return text == "entries" || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= 63);
    }

    private static string Spell(long index)
    {
        var path = $"{index % 1000:000}";
        for (index /= 1000; index > 0; index /= 1000) path = $"x{index % 1000:000}/{path}";
        return path;
    }
}
