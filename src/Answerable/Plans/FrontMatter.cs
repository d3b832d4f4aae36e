using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Title, issuing bodies, document number, date and the opening paragraph that says what the plan is for.</summary>
internal sealed partial class FrontMatter(Claims claims, ItemBook items)
{
    private readonly List<PlanItem> _issuers = [];

    public PlanItem Title { get; private set; } = new() { Id = "title" };
    public PlanItem? DocumentNumber { get; private set; }
    public PlanItem? IssuedOn { get; private set; }
    public IReadOnlyList<PlanItem> IssuedBy => _issuers;

    /// <summary>Takes what stands before the first part, and signature and date wherever they stand; gives back the rest.</summary>
    public IEnumerable<OutlineNode> Read(OutlineNode root)
    {
        Signature(root);
        var body = new List<OutlineNode>();
        var inFront = true;
        foreach (var node in root.Children)
        {
            if (node.Mark is { Style: NumberStyle.Markdown } && inFront && TitleEnd().IsMatch(node.Text.Text) && Title.Text.Length == 0)
            {
                TakeTitle(node.Source, node.Text);
                body.AddRange(node.Children.Where(child => !Front(child)));
                inFront = body.Count == 0;
                continue;
            }

            inFront &= node.Mark is null;
            if (!inFront || !Front(node))
                body.Add(node);
        }

        return body;
    }

    private bool Front(OutlineNode node)
    {
        var text = node.Text.Text;
        if (node.Mark is not null)
            return false;
        if (Taken(node))
            return true;
        if (Number().IsMatch(text) && DocumentNumber is null)
            DocumentNumber = items.Make(PlanTopic.General, node.Source, node.Text, null, "document-number");
        else if (Issuer().IsMatch(text))
            TakeIssuer(node);
        else if (IsTitleLine(text))
            TakeTitle(node.Source, node.Text);
        else if (Aim().IsMatch(text))
            items.Add(PlanTopic.Purpose, node.Source, node.Text, null, "purpose");
        else if (Addressees().IsMatch(text))
            items.Add(PlanTopic.General, node.Source, node.Text, null, "provision");
        else
            return false;
        return true;
    }

    private bool Taken(OutlineNode node) => node.Source.Line == IssuedOn?.Line || _issuers.Any(i => i.Line == node.Source.Line);

    // A title may take two lines, and the cover repeats it.
    private bool IsTitleLine(string text) =>
        text.Length <= 80 && !Sentence().IsMatch(text) && (TitleEnd().IsMatch(text) || text.StartsWith("关于", StringComparison.Ordinal) || Title.Text.Length > 0 && !TitleEnd().IsMatch(Title.Text));

    private void TakeTitle(Passage source, Passage text)
    {
        claims.Take(source, "title");
        var before = TitleEnd().IsMatch(Title.Text) ? "" : Title.Text;
        if (Title.Text.Length == 0 || before.Length > 0)
            Title = Title with { Text = before + text.Text, Line = Title.Line == 0 ? source.Line : Title.Line, EndLine = source.EndLine };
    }

    private void TakeIssuer(OutlineNode node)
    {
        var known = _issuers.Find(issuer => issuer.Text == node.Text.Text);
        if (known is not null)
            claims.Take(node.Source, known.Id);
        else
            _issuers.Add(items.Make(PlanTopic.General, node.Source, node.Text, null, $"issuer-{_issuers.Count + 1}"));
    }

    // 落款: the body and, under it, the date.
    private void Signature(OutlineNode root)
    {
        var all = root.All.ToList();
        for (var i = 1; i < all.Count; i++)
        {
            if (all[i].Mark is not null || !Date().IsMatch(all[i].Text.Text) || IssuedOn is not null)
                continue;
            IssuedOn = items.Make(PlanTopic.General, all[i].Source, all[i].Text, null, "issued-on");
            for (var above = i - 1; above > 0 && all[above].Mark is null && Issuer().IsMatch(all[above].Text.Text); above--)
                TakeIssuer(all[above]);
        }
    }

    [GeneratedRegex(@"^(中共|中国共产党)?[\p{IsCJKUnifiedIdeographs}]{2,24}(委员会|人民政府|党委|政府|办公室|街道办事处|指挥部|工作委员会|管理局|应急局|局)$")]
    private static partial Regex Issuer();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}]{1,12}\s*[〔\[（(【]\s*[12][0-9]{3}\s*[〕\]）)】]\s*第?\s*[0-9]+\s*号$")]
    private static partial Regex Number();

    [GeneratedRegex(@"(预案|方案|办法|细则|规定|计划|制度|意见|通知|工作手册)(（(试行|修订稿?|征求意见稿|[0-9]{4}年?修订.*)）|\((试行|修订)\))?$")]
    private static partial Regex TitleEnd();

    [GeneratedRegex("^为了?|^根据|^按照|^依据|制定本(预案|方案|办法)|制定如下")]
    private static partial Regex Aim();

    [GeneratedRegex("^各.{2,60}[:：]$")]
    private static partial Regex Addressees();

    [GeneratedRegex("[。；;：:，,]")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^[（(]?([0-9]{4}|[二〇零一三四五六七八九]{4})\s*年\s*[0-9一二三四五六七八九十]{1,2}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日([印发布制定]{0,4})?[)）]?$")]
    private static partial Regex Date();
}
