using System.Buffers.Binary;

namespace Answerable.Ledger;

/// <summary>Up to 256 log entries, each behind its length as two big-endian bytes (c2sp.org/tlog-tiles, "Log entries").</summary>
public static class EntryBundle
{
    /// <summary>The longest entry, in bytes.</summary>
    public const int MaxEntry = ushort.MaxValue;

    /// <summary>The longest full bundle, in bytes.</summary>
    public const int MaxBytes = TileId.FullWidth * (2 + MaxEntry);

    /// <summary>The entries of a bundle, without copying.</summary>
    /// <exception cref="LogException"><c>tile-malformed</c>: a length runs past the end.</exception>
    public static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>(TileId.FullWidth);
        for (var at = 0; at < bundle.Length;)
        {
            var length = EntryLength(bundle.Span, at);
            entries.Add(bundle.Slice(at + 2, length));
            at += 2 + length;
        }
        return entries;
    }

    /// <summary>Bytes that the first <paramref name="entries"/> entries take.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> bundle, int entries)
    {
        var at = 0;
        for (; entries > 0; entries--) at += 2 + EntryLength(bundle, at);
        return at;
    }

    internal static int Write(ReadOnlySpan<byte> entry, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)entry.Length);
        entry.CopyTo(to[2..]);
        return 2 + entry.Length;
    }

    private static int EntryLength(ReadOnlySpan<byte> bundle, int at)
    {
        if (at + 2 > bundle.Length) throw new LogException("tile-malformed", "An entry bundle ends too early.");
        var length = BinaryPrimitives.ReadUInt16BigEndian(bundle[at..]);
        return at + 2 + length <= bundle.Length ? length : throw new LogException("tile-malformed", "An entry bundle ends too early.");
    }
}
