using System.Text;

namespace Answerable.Plans;

/// <summary>
/// Text as the rules read it: narrow letters and digits, lower case, simplified characters, and no blanks, dots or invisible
/// characters between Chinese characters, so that 稳·控 and 穩 控 are 稳控. Every character knows where it came from.
/// </summary>
internal sealed class Normalised
{
    private readonly List<int> _from = [];

    public Normalised(string source)
    {
        var text = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var c = Simple(source[i]);
            if (IsFiller(c) && text.Length > 0 && IsHan(text[^1]) && NextHan(source, i))
                continue;
            if (c is '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad')
                continue;
            text.Append(c);
            _from.Add(i);
        }

        Text = text.ToString();
        _from.Add(source.Length);
    }

    public string Text { get; }

    /// <summary>The stretch of the source that a stretch of <see cref="Text"/> stands for.</summary>
    public (int Start, int Length) Source(int start, int length)
    {
        if (length == 0)
            return (_from[start], 0);
        return (_from[start], _from[start + length - 1] + 1 - _from[start]);
    }

    private static bool NextHan(string source, int i)
    {
        while (i < source.Length && IsFiller(Simple(source[i]))) i++;
        return i < source.Length && IsHan(Simple(source[i]));
    }

    private static bool IsFiller(char c) => char.IsWhiteSpace(c) && c is not ('\n' or '\t') || c is '·' or '•' or '*' or '_' or '-' or '－' or '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff';

    private static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff';

    private static char Simple(char c) => c switch
    {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        >= '！' and <= '～' when char.IsLetterOrDigit((char)(c - 0xFEE0)) => char.ToLowerInvariant((char)(c - 0xFEE0)),
        _ when Traditional.IndexOf(c) is var at and >= 0 => Simplified[at],
        _ => char.ToLowerInvariant(c),
    };

    private const string Traditional = "穩維訪勸訓誡攔對員單羣會裝監視軌蹤檔圍驅鬧纏戶領導組責調處報舉訴記錄發現給動態勢網絡親屬進參與團體驗斷離開";
    private const string Simplified = "稳维访劝训诫拦对员单群会装监视轨踪档围驱闹缠户领导组责调处报举诉记录发现给动态势网络亲属进参与团体验断离开";
}
