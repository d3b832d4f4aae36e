using System.Text;
using MimeKit;
using MimeKit.Text;
using MimeKit.Utils;

namespace Answerable.Server.Grievances.Mailbox;

/// <summary>
/// The words of a mail, whatever it says of its encoding. Much mail in Chinese is labelled gb2312 and holds characters of GB 18030, or says
/// nothing at all; what is valid UTF-8 and reads as Chinese is UTF-8.
/// </summary>
public static class MailWords
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, true);
    private static readonly Encoding StrictGb = Strict("GB18030");
    private static readonly string[] NationalNames = ["gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "ms936", "hz-gb-2312", "euc-cn"];

    /// <summary>How headers without any label are read.</summary>
    public static ParserOptions Parsing { get; } = new() { CharsetEncoding = Lenient("GB18030") };

    /// <returns>Null: in no encoding that could be meant.</returns>
    public static string? Of(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return Decode(bytes.ToArray(), part.ContentType.Charset) is { } text ? part.IsHtml ? FromHtml(text) : text : null;
    }

    public static string? Decode(byte[] bytes, string? label)
    {
        if (bytes is [0xef, 0xbb, 0xbf, ..])
            bytes = bytes[3..];
        var isNational = NationalNames.Contains(label?.Trim(), StringComparer.OrdinalIgnoreCase);
        if (Try(StrictUtf8, bytes) is { } utf8 && (!isNational || bytes.All(one => one < 0x80) || utf8.Any(IsChinese)))
            return utf8;
        if (!isNational && label is { Length: > 0 } && Named(label) is { } named && Try(named, bytes) is { } text)
            return text;
        return Try(StrictGb, bytes) ?? (isNational ? Lenient("GB18030").GetString(bytes) : null); // one broken byte spoils no letter
    }

    /// <summary>A subject, in which the label of an encoded word may be as wrong as that of a body.</summary>
    public static string Subject(MimeMessage mail)
    {
        if (mail.Headers.FirstOrDefault(header => header.Id == HeaderId.Subject) is not { } header)
            return "";
        var raw = Encoding.Latin1.GetString(header.RawValue);
        foreach (var name in NationalNames)
            raw = raw.Replace($"=?{name}?", "=?gb18030?", StringComparison.OrdinalIgnoreCase);
        return OneLine(Rfc2047.DecodeText(Parsing, Encoding.Latin1.GetBytes(raw)));
    }

    public static string OneLine(string words) => string.Join(' ', Clean(words).Split((char[])[' ', '\n', '\r', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Without control characters, and with no more than two empty lines in a row.</summary>
    public static string Clean(string words)
    {
        var clean = new StringBuilder(words.Length);
        var breaks = 0;
        foreach (var c in words.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
        {
            breaks = c == '\n' ? breaks + 1 : char.IsWhiteSpace(c) ? breaks : 0;
            if (breaks <= 3)
                clean.Append(char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c);
        }

        return clean.ToString().Trim();
    }

    /// <summary>What a reader would see: no script, no style, no picture is fetched; an address that is shown as other words stands beside them.</summary>
    public static string FromHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        var skipped = 0;
        string? link = null;
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Head or HtmlTagId.Title or HtmlTagId.NoScript or HtmlTagId.Object } tag:
                    skipped = Math.Max(0, skipped + (tag.IsEndTag ? -1 : tag.IsEmptyElement ? 0 : 1));
                    break;
                case HtmlTagToken { Id: HtmlTagId.Body, IsEndTag: false }:
                    skipped = 0; // a head that nobody closed hides nothing of the body
                    break;
                case HtmlTagToken { Id: HtmlTagId.A } tag:
                    if (tag.IsEndTag && link is { } address && !Ends(text, address))
                        text.Append(" <").Append(address).Append('>');
                    link = tag.IsEndTag ? null : tag.Attributes.FirstOrDefault(one => one.Id == HtmlAttributeId.Href)?.Value is { } href && Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? href : null;
                    break;
                case HtmlTagToken tag when skipped == 0 && Breaks(tag):
                    text.Append('\n');
                    break;
                case HtmlTagToken { Id: HtmlTagId.TD or HtmlTagId.TH, IsEndTag: true }:
                    text.Append('\t');
                    break;
                case HtmlDataToken data and not HtmlCDataToken when skipped == 0:
                    text.Append(Flow(data.Data));
                    break;
            }
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.Trim(' ')));
    }

    private static bool Ends(StringBuilder text, string with) => text.Length >= with.Length && text.ToString(text.Length - with.Length, with.Length) == with;

    private static bool Breaks(HtmlTagToken tag) => tag.Id is HtmlTagId.Br or HtmlTagId.HR
        || (tag.IsEndTag && tag.Id is HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.BlockQuote or HtmlTagId.Pre or HtmlTagId.Table);

    // Spaces and breaks of the source are one space.
    private static string Flow(string data)
    {
        var flow = new StringBuilder(data.Length);
        foreach (var c in data)
            if (!(c is ' ' or '\n' or '\r' or '\t' or '\f') || flow is { Length: > 0 } && flow[^1] != ' ' || flow.Length == 0)
                flow.Append(c is '\n' or '\r' or '\t' or '\f' ? ' ' : c);
        return flow.ToString();
    }

    private static bool IsChinese(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uff01' and <= '\uff5e') or (>= '\u3000' and <= '\u303f');

    private static string? Try(Encoding encoding, byte[] bytes)
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

    private static Encoding? Named(string label)
    {
        try
        {
            return Strict(label);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strict(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static Encoding Lenient(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }
}
