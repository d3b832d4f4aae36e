namespace Answerable.Server.Attachments;

/// <summary>Keeps the sound of an MP3 and drops its tags: ID3v2 in front, ID3v1 and APE behind.</summary>
internal static class Mp3Cleaner
{
    public static bool IsFrame(ReadOnlySpan<byte> head) => head.Length > 4 && head[0] == 0xff && (head[1] & 0xe6) is 0xe2 && (head[1] & 0x18) != 0x08 && (head[2] & 0xf0) != 0xf0 && (head[2] & 0x0c) != 0x0c;

    public static byte[] Clean(byte[] bytes)
    {
        int start = 0, end = bytes.Length;
        while (end - start > 10 && bytes.AsSpan(start).StartsWith("ID3"u8))
            start += 10 + ((bytes[start + 6] & 127) << 21 | (bytes[start + 7] & 127) << 14 | (bytes[start + 8] & 127) << 7 | bytes[start + 9] & 127) + ((bytes[start + 5] & 16) != 0 ? 10 : 0);
        if (start >= end) throw new RefusedFile(RefusedFile.Damaged);
        if (end - start > 128 && bytes.AsSpan(end - 128).StartsWith("TAG"u8)) end -= 128;
        if (end - start > 32 && bytes.AsSpan(end - 32).StartsWith("APETAGEX"u8))
        {
            var footer = bytes.AsSpan(end - 32);
            var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(footer[12..]);
            end -= (int)Math.Min(end - start, size + ((footer[23] & 0x80) != 0 ? 32 : 0));
        }
        while (start < end && bytes[start] == 0) start++; // padding
        return start < end && IsFrame(bytes.AsSpan(start, end - start)) ? bytes[start..end] : throw new RefusedFile(RefusedFile.Damaged);
    }
}
