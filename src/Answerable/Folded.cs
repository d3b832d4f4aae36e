using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Answerable;

/// <summary>One letter or digit of a folded text.</summary>
/// <param name="Rune">Half width, lower case.</param>
/// <param name="Start">Where it begins in <see cref="Folded.Text"/>; <paramref name="End"/> is after it.</param>
/// <param name="Gap">Punctuation signs left out since the one before.</param>
/// <param name="Spaced">White space was left out since the one before.</param>
public readonly record struct Sign(Rune Rune, int Start, int End, int Gap, bool Spaced);

/// <summary>
/// A text without what does not tell two spellings apart: width and case (NFKC, sign by sign), spaces, punctuation, invisible signs.
/// Every sign knows where it stood, so that what is found here can be hidden or marked there.
/// </summary>
public sealed class Folded
{
    private const int WidestGap = 3;
    private static readonly Dictionary<int, int> ChineseDigits = Digits("零〇○", "一壹弌幺", "二贰弍貳", "三叁弎參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖");

    // Characters that no other stands for and that combine with none: most of what is written here, and no need to ask for its normal form.
    private static readonly SearchValues<char> ComposedAlready = SearchValues.Create([.. Range('\u0020', '\u007E'), '\n', '\r', '\t', .. Range('\u2010', '\u2027'), .. Range('\u3000', '\u3029'), .. Range('\u4E00', '\u9FFF'), .. Range('\uFF01', '\uFF5E')]);

    private static readonly ConcurrentDictionary<Rune, Rune[]> PlainForms = new();
    private readonly List<Sign> signs;

    private Folded(string text, List<Sign> signs) => (Text, this.signs) = (text, signs);

    /// <summary>The text that the positions refer to: as given, in NFC, half surrogates replaced.</summary>
    public string Text { get; }

    public IReadOnlyList<Sign> Signs => signs;

    public static Folded Of(string text) => Fold(text, numerals: false);

    /// <summary>As <see cref="Of"/>, with the numerals of every script, Chinese ones included, as 0 to 9: 一三九 is 139.</summary>
    public static Folded WithNumerals(string text) => Fold(text, numerals: true);

    /// <summary>A script that puts no space between words: Han, kana, hangul, Thai and their like.</summary>
    public static bool IsDense(Rune rune) => rune.Value is >= 0x0E00 and <= 0x0EFF or >= 0x1000 and <= 0x109F or >= 0x1780 and <= 0x17FF
        or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7FF or >= 0xF900 and <= 0xFAFF or >= 0x1B000 and <= 0x1B16F or >= 0x20000 and <= 0x3FFFF;

    /// <summary>Where <paramref name="value"/>, itself folded, stands: with at most three punctuation signs between any two of its own.</summary>
    /// <param name="whole">Not as a part of a longer word or number.</param>
    public IReadOnlyList<(int Start, int End)> Find(IReadOnlyList<Sign> value, bool whole)
    {
        if (value.Count == 0)
            return [];
        var all = CollectionsMarshal.AsSpan(signs);
        var first = value[0].Rune;
        List<(int Start, int End)>? found = null;
        for (var at = 0; at + value.Count <= all.Length; at++)
            if (all[at].Rune == first && StandsAt(at, value) && !(whole && IsPartOfMore(at, value.Count)))
                (found ??= []).Add((all[at].Start, all[at + value.Count - 1].End));
        return found ?? (IReadOnlyList<(int Start, int End)>)[];
    }

    private bool StandsAt(int at, IReadOnlyList<Sign> value)
    {
        for (var i = 1; i < value.Count; i++)
            if (signs[at + i].Rune != value[i].Rune || signs[at + i].Gap > WidestGap)
                return false;
        return true;
    }

    private bool IsPartOfMore(int at, int length) => (at > 0 && Joins(at)) || (at + length < signs.Count && Joins(at + length));

    // Han words have no edge to look at: the name in 我是测试甲住 is a name all the same.
    private bool Joins(int second) =>
        signs[second] is { Gap: 0, Spaced: false } && !IsDense(signs[second - 1].Rune) && !IsDense(signs[second].Rune)
        && Rune.IsDigit(signs[second - 1].Rune) == Rune.IsDigit(signs[second].Rune);

    private static Folded Fold(string given, bool numerals)
    {
        var text = Composed(given);
        var signs = new List<Sign>(text.Length);
        var (gap, spaced) = (0, false);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            if (IsIdeograph(rune))
                Add(rune, at, length);
            else if (Rune.IsWhiteSpace(rune))
                spaced = true;
            else if (!IsInvisible(rune))
                foreach (var plain in Plain(rune))
                    if (IsSign(plain))
                        Add(plain, at, length);
                    else
                        gap++;

            at += length;
        }

        return new(text, signs);

        void Add(Rune plain, int at, int length)
        {
            signs.Add(new(numerals ? Numeral(plain) : plain, at, at + length, gap, spaced));
            (gap, spaced) = (0, false);
        }
    }

    private static string Composed(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(ComposedAlready))
            return text;
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
    }

    private static Rune[] Plain(Rune rune) => PlainForms.GetOrAdd(rune, static rune =>
        rune.IsAscii ? [Rune.ToLowerInvariant(rune)] : [.. rune.ToString().Normalize(NormalizationForm.FormKC).EnumerateRunes().Select(Rune.ToLowerInvariant)]);

    private static bool IsIdeograph(Rune rune) => rune.Value is >= 0x4E00 and <= 0x9FFF;

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control || rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    private static bool IsSign(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || rune.Value is '〇' or '○' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Rune Numeral(Rune rune) =>
        ChineseDigits.TryGetValue(rune.Value, out var digit) ? new('0' + digit)
        : Rune.IsDigit(rune) ? new('0' + (int)Rune.GetNumericValue(rune))
        : rune;

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);

    private static Dictionary<int, int> Digits(params string[] spellings) =>
        spellings.SelectMany((signs, digit) => signs.EnumerateRunes().Select(sign => (sign.Value, digit))).ToDictionary(pair => pair.Value, pair => pair.digit);
}
