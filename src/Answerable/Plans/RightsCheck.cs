using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <param name="Start">First character of the words that ask for it, in the text that was given.</param>
/// <param name="Part">The rest of the clause says something else and may be carried over without these words.</param>
public sealed record RightsMatch(RightsRule Rule, int Start, int Length, bool Part = false)
{
    public int End => Start + Length;
}

/// <summary>Finds the words that ask for what is never built. Pure: same text, same answer.</summary>
public static partial class RightsCheck
{
    /// <param name="text">A paragraph or a name.</param>
    /// <param name="around">Headings it stands under: they say whom an unnamed object means.</param>
    /// <param name="name">The text is a name somebody gives, not a sentence.</param>
    public static IReadOnlyList<RightsMatch> Find(string text, string around = "", bool name = false)
    {
        var rules = RightsRules.Shipped;
        var read = new Normalised(text);
        var known = rules.Petition.IsMatch(read.Text) || rules.Crowd.IsMatch(read.Text) || rules.Petitioner.IsMatch(read.Text) || rules.Petition.IsMatch(new Normalised(around).Text);
        var found = new List<RightsMatch>();
        foreach (var (at, sentence) in Pieces(read.Text))
        {
            var scene = new Scene(rules, sentence, known);
            foreach (var rule in rules.All.Where(rule => name ? !rule.TextOnly : !rule.NamesOnly))
                foreach (var (start, length, part) in scene.Find(rule))
                {
                    var (from, size) = read.Source(at + start, length);
                    found.Add(new(rule, from, size, part));
                }
        }

        return [.. found.Distinct().OrderBy(match => match.Start)];
    }

    // A rule looks at one sentence. An endless one is cut at a comma, or with an overlap where there is none, so that work stays in
    // proportion to the text.
    private static IEnumerable<(int At, string Sentence)> Pieces(string text)
    {
        foreach (Match sentence in Sentences().Matches(text))
            for (var at = 0; at < sentence.Length;)
            {
                var length = Math.Min(Longest, sentence.Length - at);
                var comma = at + length < sentence.Length ? sentence.Value.LastIndexOf('，', at + length - 1, length) : -1;
                if (comma > at)
                    length = comma + 1 - at;
                yield return (sentence.Index + at, sentence.Value.Substring(at, length));
                at += at + length < sentence.Length && comma <= at ? length - Overlap : length;
            }
    }

    private const int Longest = 400;
    private const int Overlap = 40;

    [GeneratedRegex(@"(?:[^。！？；\n.]|\.(?!\s|$))+[。！？；\n.]?")]
    private static partial Regex Sentences();

    [GeneratedRegex("[，：]")]
    private static partial Regex ClauseEnd();

    // What forbids the words after it. "不得放松稳控" forbids the contrary and is therefore no prohibition.
    [GeneratedRegex(@"(严禁|禁止|不得|不准|不许|不允许|决不允许|绝不允许|[决绝]不给|切忌|不搞|不再(?=搞|实行|采取|设)|不能(?=对|以|把|将|采取|搞|限制|用)|不应|不宜|不可(?=对|以|采取)|无权|不采取|不实行|不进行|不使用|不采用|不安装|不设置?|不建立?|never|must not|shall not|may not|do not|don't|no one may|nobody may|forbidden|prohibited|not allowed|without)(?!\s?(放松|松懈|松劲|麻痹|脱|漏|失控|失去|中断|忽视|弱化|懈怠|缺位|停止|擅自停|间断|使|让))")]
    private static partial Regex Prohibitions();

    // What corrects it: 纠正稳控的做法, 撤销重点人员名单.
    [GeneratedRegex(@"(纠正|查处|整治|制止|整改|清理|废止|废除|取缔|取消|撤销|停止|杜绝|防止|避免|抵制|反对|拒绝|销毁|abolish|stop|end)(?!\s?(脱|漏|失控|松))")]
    private static partial Regex Corrections();

    [GeneratedRegex(@"^[^，。；]{0,16}(?<link>的|行为|做法|现象|问题|情形)[^。；]{0,30}(追究|问责|处分|严肃处理|责令改正|纠正|查处|通报批评|(可以|有权)[^，。；]{0,6}(举报|投诉|控告)|移送|(干部|单位|责任人|工作人员)[^。；]{0,12}(停职|免职|撤职|调查|处理|通报))")]
    private static partial Regex Sanctions();

    // Somebody says that it was done to them: 信访人称受到跟踪. Who is described by it (受到跟踪的人员) is another matter.
    [GeneratedRegex("(称|诉称|自述|反映|投诉|举报|发现|认为)[^，。；的]{0,6}(受到|遭到|遭受|被)[^，。；的]{0,12}$")]
    private static partial Regex Suffered();

    [GeneratedRegex("不力|不到位|不及时|不落实|未落实|没有|失控|脱管|缺位|未按|不扎实")]
    private static partial Regex Slackness();

    // A duty stated after the prohibition ends it: 不得推诿并做好稳控.
    [GeneratedRegex("(?<!严)(确保|务必|必须|要做好|并做好|落实好|切实做好|加强)")]
    private static partial Regex Resumes();

    // 不得以任何理由，对信访人采取… : the prohibition runs on into the next clause.
    [GeneratedRegex("(严禁|禁止|不得|不准|不许)(以|因|借|用|通过|利用)[^，]*$")]
    private static partial Regex RunsOn();

    /// <summary>One sentence, with what is spoken of in it.</summary>
    private sealed class Scene(RightsRules rules, string text, bool known)
    {
        private readonly bool _petitioner = rules.Petitioner.IsMatch(text);
        private readonly bool _petition = rules.Petition.IsMatch(text);
        private readonly bool _danger = rules.Danger.IsMatch(text);
        private readonly bool _care = rules.Care.IsMatch(text);

        public IEnumerable<(int Start, int Length, bool Part)> Find(RightsRule rule)
        {
            var last = -1;
            foreach (var (start, length, part) in rule.Patterns.Where(Holds).SelectMany(p => Matches(rule, p)).OrderBy(m => m.Start).ThenByDescending(m => m.Length))
            {
                if (start < last)
                    continue;
                last = start + length;
                yield return (start, length, part);
            }
        }

        private bool Holds(RightsPattern pattern) => pattern.Conditions.All(condition => condition switch
        {
            'P' => _petitioner,
            'C' => _petition || _petitioner,
            'K' => known,
            'H' => !_care,
            _ => !_danger,
        });

        private IEnumerable<(int Start, int Length, bool Part)> Matches(RightsRule rule, RightsPattern pattern)
        {
            for (var match = pattern.Words.Match(text); match.Success; match = match.NextMatch())
            {
                var part = match.Groups["part"];
                var act = part.Success ? part : match.Groups["mark"] is { Success: true } mark ? mark : (Group)match;
                var clause = ClauseOf(act.Index, act.Index + act.Length);
                if (rule.Never?.IsMatch(text[clause]) is true || pattern.Prohibitable && Forbidden(act, clause))
                    continue;
                yield return (act.Index, act.Length, part.Success);
            }
        }

        private Range ClauseOf(int start, int end)
        {
            var from = start;
            while (from > 0 && text[from - 1] is not ('，' or '：')) from--;
            var to = end;
            while (to < text.Length && text[to] is not ('，' or '：' or '。' or '；')) to++;
            return from..to;
        }

        private bool Forbidden(Group act, Range clause)
        {
            var from = clause.Start.Value;
            var before = text[from..act.Index];
            var upTo = text[from..(act.Index + act.Length)];
            if (Prohibitions().Match(upTo) is { Success: true } no && !Resumes().IsMatch(upTo[(no.Index + no.Length)..]))
                return true;
            if (Corrections().Match(before) is { Success: true } fix && !Resumes().IsMatch(before[(fix.Index + fix.Length)..]))
                return true;
            if (Suffered().IsMatch(before))
                return true;
            if (from > 0 && RunsOn().IsMatch(text[..(from - 1)].Split('，')[^1]))
                return true;
            var after = text[(act.Index + act.Length)..];
            return Sanctions().Match(after) is { Success: true } sanction && !Slackness().IsMatch(act.Value + sanction.Value)
                && !rules.Petitioner.IsMatch(sanction.Value[(sanction.Groups["link"].Index + 1)..].Split('，')[0]);
        }
    }
}
