namespace Answerable.Server.Attachments;

/// <summary>Takes the metadata segments out of a JPEG stream without touching its pixels: for pictures inside a PDF.</summary>
internal static class JpegSegments
{
    /// <summary>The stream without APP1–APP13, APP15 and comments; APP0 and APP14 (Adobe) stay, since they say how colours are stored. Anything unexpected is returned as it is.</summary>
    public static byte[] Strip(byte[] jpeg)
    {
        if (jpeg is not [0xff, 0xd8, ..]) return jpeg;
        using var kept = new MemoryStream(jpeg.Length);
        kept.Write(jpeg, 0, 2);
        for (var at = 2; at + 4 <= jpeg.Length && jpeg[at] == 0xff;)
        {
            var marker = jpeg[at + 1];
            if (marker == 0xda) // start of scan: from here on, pixels
            {
                kept.Write(jpeg, at, jpeg.Length - at);
                return kept.ToArray();
            }
            var length = 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
            if (at + length > jpeg.Length) return jpeg;
            if (!(marker is >= 0xe1 and <= 0xef and not 0xee or 0xfe)) kept.Write(jpeg, at, length);
            at += length;
        }
        return jpeg;
    }
}
