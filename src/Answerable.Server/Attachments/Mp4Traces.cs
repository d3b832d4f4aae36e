using Answerable.Grievances;

namespace Answerable.Server.Attachments;

/// <summary>What a film or a recording says beside pictures and sound: the names of its items, found outside the media themselves.</summary>
internal static class Mp4Traces
{
    private static readonly (byte[] Name, FileTrace Trace)[] Items =
    [
        ([0xa9, .. "xyz"u8], FileTrace.Position), ([.. "loci"u8], FileTrace.Position), ([.. "com.apple.quicktime.location"u8], FileTrace.Position),
        ([0xa9, .. "mak"u8], FileTrace.Device), ([0xa9, .. "mod"u8], FileTrace.Device), ([0xa9, .. "swr"u8], FileTrace.Device), ([0xa9, .. "too"u8], FileTrace.Device), ([0xa9, .. "enc"u8], FileTrace.Device),
        ([.. "com.apple.quicktime.m"u8], FileTrace.Device), ([.. "com.apple.quicktime.software"u8], FileTrace.Device), ([.. "com.android.m"u8], FileTrace.Device),
        ([0xa9, .. "aut"u8], FileTrace.Author), ([0xa9, .. "ART"u8], FileTrace.Author), ([0xa9, .. "cmt"u8], FileTrace.Author), ([0xa9, .. "cpy"u8], FileTrace.Author), ([.. "auth"u8], FileTrace.Author), ([.. "cprt"u8], FileTrace.Author),
        ([0xa9, .. "day"u8], FileTrace.Time), ([.. "com.apple.quicktime.creationdate"u8], FileTrace.Time),
    ];

    public static void Find(byte[] film, SortedSet<FileTrace> found)
    {
        foreach (var (type, body) in Mp4Cleaner.TopBoxes(film))
        {
            if (type == "mdat")
                continue;
            var box = film.AsSpan()[body];
            foreach (var (name, trace) in Items)
                if (box.IndexOf(name) >= 0)
                    found.Add(trace);
            if (type == "moov" && SaysWhen(box))
                found.Add(FileTrace.Time);
        }
    }

    // mvhd: a version, three flags, then when it was made; zero where nobody set the clock.
    private static bool SaysWhen(ReadOnlySpan<byte> moov) =>
        moov.IndexOf("mvhd"u8) is >= 0 and var at && at + 12 <= moov.Length && moov.Slice(at + 8, 4).ContainsAnyExcept((byte)0);
}
