using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>What a label in front of a colon announces.</summary>
public enum LabelKind { Lead, Units, Duties, Leader, Deputies, Members }

/// <summary>The labels plans put in front of a colon: 责任领导：, 副组长：, 主要职责： …</summary>
public static partial class Labels
{
    public static bool StartsWithOne(string line) => Label().IsMatch(line);

    /// <summary>The label at the start and what follows it.</summary>
    public static (LabelKind Kind, Passage After)? Read(Passage line)
    {
        var match = Label().Match(line.Text);
        if (!match.Success)
            return null;
        var kind = Blanks().Replace(match.Groups["label"].Value, "") switch
        {
            var l when l.EndsWith("单位", StringComparison.Ordinal) || l.EndsWith("部门", StringComparison.Ordinal) => LabelKind.Units,
            var l when l.Contains("职责", StringComparison.Ordinal) || l.Contains("任务", StringComparison.Ordinal) => LabelKind.Duties,
            var l when l.StartsWith('副') || l.StartsWith("常务副", StringComparison.Ordinal) => LabelKind.Deputies,
            var l when l.Contains("成员", StringComparison.Ordinal) => LabelKind.Members,
            "组长" or "总指挥" or "指挥长" => LabelKind.Leader,
            _ => LabelKind.Lead,
        };
        return (kind, line.From(match.Length).Trim());
    }

    /// <summary>"综合组。组长：某某。成员单位：甲、乙" is three statements.</summary>
    public static IEnumerable<Passage> Cut(Passage line) => line.CutBefore(LabelInside()).Select(part => part.Trim()).Where(part => !part.IsEmpty);

    private const string Words =
        @"(?<label>(责任|牵头|分管|包抓|带班|负责|联系)\s*(领导|人)|负\s*责\s*人|(责任|牵头|配合|成员|参加|协助|组成|协办|主办)\s*(单位|部门)|(主要|工作|具体)?\s*职\s*责|(主要|工作)?\s*任\s*务|(常务)?\s*副\s*组\s*长|组\s*长|(常务)?\s*副\s*总\s*指\s*挥|总\s*指\s*挥|(常务)?\s*副\s*指\s*挥\s*长|指\s*挥\s*长|成\s*员)";

    [GeneratedRegex("^" + Words + @"\s*[:：\t]\s*")]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<=[。；;，,\s：:）)])" + Words + "[:：]")]
    private static partial Regex LabelInside();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
