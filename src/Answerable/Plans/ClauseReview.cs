using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <param name="Start">Where the clause begins in the text, its punctuation excluded.</param>
public sealed record ReviewedClause(int Start, int Length, PlanClause Clause);

/// <summary>
/// Takes a paragraph apart into clauses and says of each what becomes of it. Sentences are mixed: the lawful clauses of a sentence are
/// carried over although others are not (safeguards A22).
/// </summary>
public static partial class ClauseReview
{
    public static IReadOnlyList<ReviewedClause> Read(string text, string around = "")
    {
        var found = RightsCheck.Find(text, around);
        var spans = Clauses().Matches(text).Where(m => m.Value.Any(char.IsLetterOrDigit)).Select(Trim(text)).ToList();
        var rules = spans.Select(span => found.Where(match => match.Start < span.Start + span.Length && match.End > span.Start).ToList()).ToList();
        Spread(text, spans, rules);
        return [.. spans.Select((span, i) => new ReviewedClause(span.Start, span.Length, Judge(text.Substring(span.Start, span.Length), span.Start, rules[i], around)))];
    }

    private static Func<Match, (int Start, int Length)> Trim(string text) => match =>
    {
        var value = match.Value.TrimEnd('，', ',', '。', '；', ';', '！', '？', '：', ':', ' ', '　', '\n');
        var lead = value.Length - value.TrimStart(' ', '　').Length;
        return (match.Index + lead, value.Length - lead);
    };

    // Fragments that only make sense with their neighbour share its fate.
    private static void Spread(string text, List<(int Start, int Length)> spans, List<List<RightsMatch>> rules)
    {
        string Words(int i) => text.Substring(spans[i].Start, spans[i].Length);
        for (var i = 0; i < spans.Count; i++)
        {
            if (rules[i].Count > 0)
                continue;
            if (i > 0 && rules[i - 1].Exists(m => !m.Part || m.Length >= spans[i - 1].Length) && (MoreEvents().IsMatch(Words(i)) || Disobedient().IsMatch(Words(i))))
                rules[i] = [rules[i - 1][0]];
            else if (i + 1 < spans.Count && rules[i + 1].Count > 0 && ObjectOnly().IsMatch(Words(i)))
                rules[i] = [rules[i + 1][0]];
        }
    }

    private static PlanClause Judge(string clause, int start, List<RightsMatch> matches, string around)
    {
        if (matches.Count == 0)
            return new(clause, ClauseVerdict.Carried, clause);
        var worst = matches.MaxBy(match => match.Rule.Severity)!.Rule;
        var own = matches.Where(match => match.Start < start + clause.Length && match.End > start).ToList();
        foreach (var candidate in own.Count == 0 ? [] : Rewordings(clause, start, own))
            if (candidate.Length >= 4 && candidate != clause && RightsCheck.Find(candidate, around).Count == 0)
                return new(clause, ClauseVerdict.Reworded, candidate, worst.Id);
        return new(clause, ClauseVerdict.Replaced, worst.Duty.In("zh"), worst.Id);
    }

    private static IEnumerable<string> Rewordings(string clause, int start, List<RightsMatch> matches)
    {
        var named = GroupName().Replace(clause, match => NameGuard.Lawful(match.Value));
        yield return named;
        foreach (var (from, to) in matches.SelectMany(match => match.Rule.Rewords))
            clause = clause.Replace(from, to, StringComparison.Ordinal);
        yield return clause;
        yield return Segments(clause, start, matches);
        var kept = clause;
        foreach (var match in matches.Where(match => match.Part && match.Start >= start && match.End - start <= clause.Length).OrderByDescending(match => match.Start))
            kept = kept.Remove(match.Start - start, match.Length);
        yield return Dangling().Replace(kept, "$1").Trim('、', '和', '及');
    }

    // 严格落实领导包案责任制、落实稳控措施: two duties of which the first stands.
    private static string Segments(string clause, int start, List<RightsMatch> matches)
    {
        var parts = clause.Split('、');
        var at = start;
        var kept = new List<string>();
        foreach (var part in parts)
        {
            var (from, to) = (at, at + part.Length);
            if (!matches.Exists(match => match.Start < to && match.End > from))
                kept.Add(part);
            else if (!Verb().IsMatch(part))
                return "";
            at = to + 1;
        }

        return string.Join('、', kept);
    }

    [GeneratedRegex("^(?:严格|认真|切实|全面)?(?:落实|做好|开展|加强|确保|进行|实行|强化|组织|建立|签订|保)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?:“[^”\n]*”|《[^》\n]*》|（[^）\n]*）|[^，,。；;！？\n：:])+[，,。；;！？\n：:]?")]
    private static partial Regex Clauses();

    // 越级上访、非正常上访及围堵…事件 goes on counting what must not happen.
    [GeneratedRegex("^(?:及|和|以及)?(?:其他|其它)?(?:越级|集体|非正常|恶性|非法|极端|进京|赴|个人|围堵|不可控|重复)[^，。；]*(?:访|事件|行为|告状)$")]
    private static partial Regex MoreEvents();

    [GeneratedRegex("^(?:对)?(?:不听|拒不|不服|仍不)[^，。；]{0,12}的?$")]
    private static partial Regex Disobedient();

    [GeneratedRegex("^并?(?:对|把|将)[^，。；]{1,30}(?:人员|群众|人|的|者|对象|户|群体)$")]
    private static partial Regex ObjectOnly();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}]{0,4}(?:稳控|劝返|劝访|截访|维稳|接返|盯控|管控|吸附)[\p{IsCJKUnifiedIdeographs}]{0,6}?(?:工作领导小组|领导小组|工作小组|工作组|小组|专班|办公室|组)")]
    private static partial Regex GroupName();

    [GeneratedRegex("(坚持|做好|开展|落实|进行|的)、")]
    private static partial Regex Dangling();
}
