using System.Buffers.Binary;
using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>Blanks what an MP4 says about place, device and time: user data, metadata, foreign boxes and metadata tracks become empty "free" boxes of the same length, so that no offset moves.</summary>
internal static class Mp4Cleaner
{
    private static readonly string[] Blanked = ["udta", "meta", "uuid", "free", "skip", "mfra"];
    private static readonly string[] Opened = ["moov", "trak", "mdia", "minf", "edts", "moof", "traf", "mvex"];
    private static readonly string[] Dated = ["mvhd", "tkhd", "mdhd"];
    private const int Deepest = 8;

    public static byte[] Clean(byte[] bytes)
    {
        var copy = (byte[])bytes.Clone();
        var top = Boxes(copy, 0, copy.Length).ToArray();
        if (!top.Any(box => box.Type == "moov")) throw new RefusedFile(RefusedFile.Damaged);
        foreach (var box in top) Scrub(copy, box, 0);
        return copy;
    }

    /// <summary>The boxes of the file and where their bodies lie.</summary>
    public static IEnumerable<(string Type, Range Body)> TopBoxes(byte[] bytes) => Boxes(bytes, 0, bytes.Length).Select(box => (box.Type, box.From..box.To));

    private static void Scrub(byte[] file, Box box, int depth)
    {
        if (depth > Deepest) throw new RefusedFile(RefusedFile.Bomb);
        if (box.Type == "trak" && Handler(file, box) is not ("vide" or "soun")) BlankTrack(file, box);
        else if (Blanked.Contains(box.Type)) Blank(file, box);
        else if (Dated.Contains(box.Type)) ForgetDates(file.AsSpan(box.From..box.To));
        else if (Opened.Contains(box.Type))
            foreach (var inner in Boxes(file, box.From, box.To).ToArray()) Scrub(file, inner, depth + 1);
    }

    private static void Blank(byte[] file, Box box)
    {
        file.AsSpan(box.From..box.To).Clear();
        "free"u8.CopyTo(file.AsSpan(box.At + 4));
    }

    private static void ForgetDates(Span<byte> body)
    {
        if (body.Length > 20) body.Slice(4, body[0] == 1 ? 16 : 8).Clear(); // created, changed
    }

    // Phones and action cameras write positions as a track of their own: its samples are zeroed too, or they would still lie in the file.
    private static void BlankTrack(byte[] file, Box track)
    {
        if (Find(file, track, "mdia", "minf", "stbl") is { } table && Find(file, table, "stsz") is { } sizes && Find(file, table, "stsc") is { } groups)
        {
            if (Find(file, table, "stco") is { } narrow) ZeroSamples(file, sizes, groups, narrow, wide: false);
            else if (Find(file, table, "co64") is { } offsets) ZeroSamples(file, sizes, groups, offsets, wide: true);
        }
        Blank(file, track);
    }

    private static void ZeroSamples(byte[] file, Box sizes, Box groups, Box offsets, bool wide)
    {
        var (same, samples, chunks, groupCount) = (Number(file, sizes, 4), Number(file, sizes, 8), Number(file, offsets, 4), Number(file, groups, 4));
        long sample = 0, group = 0;
        for (long chunk = 0; chunk < chunks && sample < samples; chunk++)
        {
            while (group + 1 < groupCount && Number(file, groups, 8 + 12 * (group + 1)) <= chunk + 1) group++;
            var at = wide ? Number(file, offsets, 8 + 8 * chunk) << 32 | Number(file, offsets, 12 + 8 * chunk) : Number(file, offsets, 8 + 4 * chunk);
            for (var left = Number(file, groups, 12 + 12 * group); left > 0 && sample < samples; left--, sample++)
            {
                var size = same != 0 ? same : Number(file, sizes, 12 + 4 * sample);
                if (at < 0 || at + size > file.Length) throw new RefusedFile(RefusedFile.Damaged);
                file.AsSpan((int)at, (int)size).Clear();
                at += size;
            }
        }
    }

    private static long Number(byte[] file, Box box, long offset) => box.From + offset + 4 <= box.To
        ? BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)(box.From + offset)))
        : throw new RefusedFile(RefusedFile.Damaged);

    private static string? Handler(byte[] file, Box track) =>
        Find(file, track, "mdia", "hdlr") is { } box && box.To - box.From >= 12 ? Encoding.ASCII.GetString(file, box.From + 8, 4) : null;

    private static Box? Find(byte[] file, Box within, params string[] path)
    {
        foreach (var name in path)
        {
            var found = Boxes(file, within.From, within.To).Where(box => box.Type == name).ToArray();
            if (found.Length == 0) return null;
            within = found[0];
        }
        return within;
    }

    private static IEnumerable<Box> Boxes(byte[] file, int from, int to)
    {
        for (var at = from; at + 8 <= to;)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var head = 8;
            if (size == 1 && at + 16 <= to) (size, head) = (BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(at + 8)), 16);
            if (size == 0) size = to - at;
            if (size < head || size > to - at) throw new RefusedFile(RefusedFile.Damaged);
            yield return new(Encoding.ASCII.GetString(file, at + 4, 4), at, at + head, at + (int)size);
            at += (int)size;
        }
    }

    /// <param name="At">Where its length stands.</param>
    /// <param name="From">Where its body starts.</param>
    /// <param name="To">Just past its end.</param>
    private readonly record struct Box(string Type, int At, int From, int To);
}
