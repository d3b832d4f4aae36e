using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Takes 宣传科副科长、信息室主任 apart into posts of a unit and a title.</summary>
public static partial class PostTitles
{
    public static IReadOnlyList<PlanPost> Read(string text) =>
        [.. Separators().Split(text.Trim()).Select(part => part.Trim()).Where(part => part.Length > 0).Select(One)];

    /// <summary>Ends in a title such as 主任 or 副镇长.</summary>
    public static bool IsTitle(string text) => Title().IsMatch(Blanks().Replace(text, ""));

    private static PlanPost One(string text)
    {
        var tight = Blanks().Replace(text, "");
        var match = Title().Match(tight);
        if (!match.Success)
            return new(UnitNames.IsUnit(tight) ? tight : null, UnitNames.IsUnit(tight) ? null : tight, text);
        var title = match.Value;
        var unit = tight[..match.Index];
        if (unit.Length == 0)
            return new(null, title, text);
        // 宣传科长 leaves 宣传: the character is said once and meant twice.
        if (!UnitNames.IsUnit(unit) && Shared().Match(title) is { Success: true } shared && UnitNames.IsUnit(unit + shared.Value))
            unit += shared.Value;
        return new(unit, title, text);
    }

    [GeneratedRegex(@"\s*[、，,；;]\s*|(?<=[长任记员席])\s*[兼]\s*|(?<=[长任记员席])[\s\u3000]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(专职|兼职|常务|第一|执行)?副?(书记|主任|科长|所长|站长|局长|院长|主席|镇长|乡长|县长|区长|市长|中队长|大队长|支队长|队长|组长|校长|园长|厂长|总经理|经理|董事长|部长|处长|股长|会长|行长|社长|总指挥|指挥长|政委|教导员|指导员|秘书长|秘书|干事|专干|专员|委员|会计|网格员|调研员|负责人|科员|办事员|工程师|支书|主管|馆长|场长|村长|台长|监督员|安全员|信息员|报告员|值班员)$")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<=^副?)[科所站局院队室股处部](?=长$)")]
    private static partial Regex Shared();
}
