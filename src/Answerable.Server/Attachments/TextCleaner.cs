using System.Text;

namespace Answerable.Server.Attachments;

/// <summary>Plain text in the encodings people here still meet, kept as UTF-8.</summary>
internal static class TextCleaner
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);
    private static readonly Encoding Gb = MakeGb();
    private static readonly string[] Markup = ["<!doctype", "<html", "<svg", "<script", "<?xml", "<body", "<iframe", "<?php", "#!/", "mz\u0090", "{\\rtf"];

    public static byte[] Clean(byte[] bytes) => Encoding.UTF8.GetBytes(Decode(bytes) ?? throw new RefusedFile(RefusedFile.Damaged));

    /// <summary>The text; null when it is not text: a zero, a control character, or no encoding fits.</summary>
    public static string? Decode(byte[] bytes)
    {
        var text = bytes switch
        {
            [0xef, 0xbb, 0xbf, ..] => Try(StrictUtf8, bytes.AsSpan(3)),
            [0xff, 0xfe, ..] => Try(new UnicodeEncoding(false, false, true), bytes.AsSpan(2)),
            [0xfe, 0xff, ..] => Try(new UnicodeEncoding(true, false, true), bytes.AsSpan(2)),
            _ => Try(StrictUtf8, bytes) ?? Try(Gb, bytes),
        };
        return text is null || text.Any(one => char.IsControl(one) && one is not ('\r' or '\n' or '\t' or '\f')) ? null : text;
    }

    /// <summary>Would a browser or a shell run it? Then it is not plain text.</summary>
    public static bool IsMarkup(string text)
    {
        var head = text[..Math.Min(text.Length, 4096)].ToLowerInvariant();
        return Markup.Any(one => head.Contains(one, StringComparison.Ordinal));
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding MakeGb()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
