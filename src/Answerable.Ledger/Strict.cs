using System.Globalization;
using System.Text;

namespace Answerable.Ledger;

/// <summary>One reading for each text: whatever has two spellings is refused, so that equal values are equal bytes.</summary>
internal static class Strict
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Valid UTF-8 without control characters below U+0020 other than the newline.</summary>
    internal static string Text(ReadOnlySpan<byte> bytes, int limit, string what)
    {
        if (bytes.Length > limit) throw new LogException("too-long", $"The {what} is longer than {limit} bytes.");
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] < 0x20 && bytes[i] != '\n') throw Control(bytes[i..], what);
        try { return Utf8.GetString(bytes); }
        catch (DecoderFallbackException) { throw new LogException("not-utf8", $"The {what} is not valid UTF-8."); }
    }

    // The specifications allow no other line end than LF, and what was signed is bytes; but mail and editors change them, and that is no forgery.
    private static LogException Control(ReadOnlySpan<byte> at, string what) => at.StartsWith("\r\n"u8)
        ? new("line-ends-changed", $"The line ends of the {what} were changed to CR LF, as editors and mail programs do. This says nothing against it: fetch the file again, or take the CRs out (tr -d '\\r').")
        : new("control-character", $"The {what} holds a control character.");

    /// <summary>UTF-8 bytes; a lone surrogate is an error, never a question mark.</summary>
    internal static byte[] Bytes(string text) => Utf8.GetBytes(text);

    /// <summary>Standard padded base64 in its only canonical spelling: no white space, no stray bits (RFC 4648 section 3.5).</summary>
    internal static byte[] Base64(ReadOnlySpan<char> text, string what)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (text.Length % 4 != 0 || !Convert.TryFromBase64Chars(text, bytes, out var length) ||
            !text.SequenceEqual(Convert.ToBase64String(bytes.AsSpan(0, length))))
            throw new LogException("bad-base64", $"The {what} is not canonical base64.");
        return bytes[..length];
    }

    /// <summary>A non-negative decimal of at most 2^63-1 without leading zeros.</summary>
    internal static long Number(ReadOnlySpan<char> text, string what) =>
        text.Length is > 0 and <= 19 && text.IndexOfAnyExceptInRange('0', '9') < 0 && (text.Length == 1 || text[0] != '0')
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LogException("bad-number", $"The {what} is not a plain decimal number.");

    /// <summary>The rest of a line after a fixed word and one space.</summary>
    internal static string After(string line, string word) =>
        line.StartsWith(word, StringComparison.Ordinal) && line.Length > word.Length + 1 && line[word.Length] == ' '
            ? line[(word.Length + 1)..]
            : throw new LogException("bad-line", $"A line starting with '{word}' was expected.");
}
