using System.Text;

namespace Answerable.Server.Plans;

/// <summary>Decodes text from UTF-8, UTF-16 or GB 18030, marked or not.</summary>
internal static class PlainTextReader
{
    private const string Common = "，。、：；（）“”的一是在和人有为不工作组应急报告责任镇村\n\r ";

    static PlainTextReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return Strict(new UTF8Encoding(false, true), content.AsSpan(3)) ?? throw PlanFileException.Unreadable();
        if (content.AsSpan().StartsWith<byte>([0xFF, 0xFE]))
            return Strict(new UnicodeEncoding(false, false, true), content.AsSpan(2)) ?? throw PlanFileException.Unreadable();
        if (content.AsSpan().StartsWith<byte>([0xFE, 0xFF]))
            return Strict(new UnicodeEncoding(true, false, true), content.AsSpan(2)) ?? throw PlanFileException.Unreadable();
        if (Strict(new UTF8Encoding(false, true), content) is { } utf8)
            return utf8;
        return new[] { Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), new UnicodeEncoding(false, false, true), new UnicodeEncoding(true, false, true) }
            .Select(encoding => Strict(encoding, content)).OfType<string>().Where(text => Likeness(text) > 0.08).MaxBy(Likeness)
            ?? throw PlanFileException.Unreadable();
    }

    // How many characters are among the commonest of official Chinese: a wrong guess has next to none.
    private static double Likeness(string text) => text.Length == 0 ? 0 : text.Take(20_000).Count(Common.Contains) / (double)Math.Min(text.Length, 20_000);

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = encoding.GetString(content);
            return text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0 ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
