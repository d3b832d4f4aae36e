using System.Text.RegularExpressions;

namespace Answerable.Plans;

/// <summary>Does somebody answer for every role and every unit that is made responsible?</summary>
internal static partial class AnswerabilityCheck
{
    private static readonly LawArticle Workforce = LawArticle.Parse("cn-emergency-2024 22 1 “应当明确专门工作力量，负责突发事件应对有关工作”");
    private static readonly LawArticle Contacts = LawArticle.Parse("cn-plans-2024 17 0 “联络人员和电话等”");
    private static readonly Text OurRule = Text.Of("本系统规则（非法律规定）", "our rule, not the law's");

    public static IReadOnlyList<LawArticle> Cited => [Workforce, Contacts];

    public static IEnumerable<PlanFinding> Check(Plan plan) =>
        plan.Groups.SelectMany(group => Group(plan, group))
            .Concat(plan.Rosters.SelectMany(roster => Roster(plan, roster)))
            .Concat(plan.People.SelectMany(person => Person(person)))
            .Concat(plan.Steps.SelectMany(step => Step(plan, step)));

    private static IEnumerable<PlanFinding> Group(Plan plan, PlanGroup group)
    {
        var roster = plan.Rosters.FirstOrDefault(r => r.Name == group.Name || r.Name == group.NameAsIssued);
        var leads = group.Leads.Concat(roster?.Leaders ?? []).ToList();
        if (leads.Count == 0)
            yield return Finding(group.Line, Severity.Error, "group-without-lead", group.Name, $"“{group.Name}”没有责任领导：写明姓名和职务。", $"{group.Name} has no leader in charge: name one, with the post.");
        foreach (var lead in leads)
            foreach (var finding in Role(plan, lead, group.Line, group.Name))
                yield return finding;
        if (leads.Count > 0 && group.Deputy is null && roster is not { Deputies.Count: > 0 })
            yield return Finding(group.Line, Severity.Warning, "role-without-deputy", group.Name, $"“{group.Name}”的责任领导没有替补：指定一名副职，本人联系不上时由其接手。", $"The lead of {group.Name} has no deputy: name who takes over when the lead cannot be reached.");
        foreach (var unit in group.Units)
            foreach (var finding in Unit(plan, unit, group))
                yield return finding;
    }

    private static IEnumerable<PlanFinding> Unit(Plan plan, string unit, PlanGroup group)
    {
        var matches = UnitNames.Matches(unit, plan.Units.Select(u => u.Name));
        var holders = plan.People.SelectMany(p => p.Posts).Where(post => post.Unit is { } of && (matches.Contains(of) || UnitNames.Matches(of, matches).Count > 0)).ToList();
        if (matches.Count > 1 && UnitNames.Collective(unit) is null)
            yield return Finding(group.Line, Severity.Warning, "unit-ambiguous", unit, $"“{unit}”可指{string.Join('、', matches)}：写全称。", $"{unit} may mean {string.Join(", ", matches)}: write the full name.");
        else if (holders.Count == 0)
            yield return Finding(group.Line, Severity.Error, "unit-without-holder", unit, $"“{unit}”列为{group.Name}责任单位，但名单中无人任职：补充负责人，或者改列有人负责的单位。", $"{unit} is made responsible in {group.Name}, but nobody on the rosters holds a post there: add the holder or name another unit.");
        else if (UnitNames.Collective(unit) is null && holders.TrueForAll(post => post.Title?.Contains('副') is true))
            yield return Finding(group.Line, Severity.Info, "unit-with-deputies-only", unit, $"“{unit}”在名单中只有副职：确认由谁负总责。", $"Only deputies of {unit} are on the rosters: say who answers for it.");
    }

    private static IEnumerable<PlanFinding> Roster(Plan plan, PlanRoster roster)
    {
        if (roster.Leaders.Count == 0)
            yield return Finding(roster.Line, Severity.Error, "group-without-lead", roster.Name, $"“{roster.Name}”没有组长：写明姓名和职务。", $"{roster.Name} has no leader: name one, with the post.");
        else if (roster.Deputies.Count == 0)
            yield return Finding(roster.Line, Severity.Warning, "role-without-deputy", roster.Name, $"“{roster.Name}”没有副组长：指定替补。", $"{roster.Name} has no deputy leader: name one.");
        foreach (var name in roster.Leaders.Concat(roster.Deputies))
            foreach (var finding in Role(plan, name, plan.People.FirstOrDefault(p => p.Name == name)?.Line ?? roster.Line, roster.Name))
                yield return finding;
        foreach (var name in roster.Members.Where(member => !PersonNames.IsName(member)))
            yield return Finding(roster.Line, Severity.Warning, "name-unresolved", name, $"“{name}”不是一个人的姓名：写明具体人员。", $"“{name}” is not a person's name: say who.");
        if (roster.Office is { } office && office.Director is null)
            yield return Finding(office.Line, Severity.Error, "role-without-holder", roster.Name, "办公室没有主任：写明由谁担任。", "The office has no director: name one.");
        else if (roster.Office is { Director: { } director } seat)
            foreach (var finding in Role(plan, director, seat.Line, roster.Name))
                yield return finding;
        var silent = roster.Members.Where(m => plan.People.FirstOrDefault(p => p.Name == m) is { Phone: null, Email: null }).ToList();
        if (silent.Count > 0)
            yield return Finding(roster.Line, Severity.Warning, "members-without-contact", roster.Name, $"{silent.Count}名成员没有联系方式：在计划文件 people 中补充 phone 或 email。", $"{silent.Count} members have no contact: fill in phone or email under people in the plan file.");
    }

    private static IEnumerable<PlanFinding> Role(Plan plan, string name, int line, string role)
    {
        var person = plan.People.FirstOrDefault(p => p.Name == name);
        if (person is null)
            yield return Finding(line, Severity.Error, "name-unresolved", name, $"“{name}”（{role}）不在任何名单中：核对姓名，或者补充其职务。", $"{name} ({role}) is on no roster: check the name or add the post.");
        else if (person is { Phone: null, Email: null })
            yield return Finding(line, Severity.Warning, "role-without-contact", name, $"{name}（{role}）没有联系方式：补充电话或者邮箱，并在演练中核实。", $"{name} ({role}) has no contact: add a phone or e-mail and verify it in a drill.");
    }

    private static IEnumerable<PlanFinding> Person(PlanPerson person) =>
        from post in person.Posts
        where post.Title is null
        select Finding(person.Line, Severity.Warning, "post-without-title", person.Name, $"{person.Name}只写了单位“{post.Unit}”，没有写职务：补充。", $"{person.Name}: only the unit {post.Unit} is given; add the post.");

    private static IEnumerable<PlanFinding> Step(Plan plan, PlanStep step)
    {
        foreach (var who in step.Who.Concat(step.ReportTo).Distinct().Where(who => Vague().IsMatch(who)))
            yield return Finding(step.Action.Line, Severity.Warning, "role-without-holder", who, $"“{who}”没有落实到人：写明岗位或者姓名。", $"“{who}” names nobody: give a post or a name.");
        foreach (var who in step.Who.Concat(step.ReportTo).Distinct().Where(who => GroupWord().IsMatch(who) && !Vague().IsMatch(who) && !Known(plan, who)))
            yield return Finding(step.Action.Line, Severity.Error, "name-unresolved", who, $"本预案没有设立“{who}”：改用预案所列名称，或者补充设立。", $"The plan sets up no “{who}”: use one of its own names or add it.");
    }

    private static bool Known(Plan plan, string who)
    {
        var name = Whole().Replace(who, "");
        return plan.Groups.SelectMany(g => new[] { g.Name, g.NameAsIssued }).Concat(plan.Rosters.Select(r => r.Name)).Any(known =>
            known.EndsWith(name, StringComparison.Ordinal) || IsWithin(name, known) || name.EndsWith("各工作小组", StringComparison.Ordinal) || name.EndsWith("各工作组", StringComparison.Ordinal));
    }

    // 应急小组 is 应急领导小组: its characters in order.
    private static bool IsWithin(string brief, string full)
    {
        var at = 0;
        foreach (var c in full)
            if (at < brief.Length && brief[at] == c)
                at++;
        return brief.Length >= 3 && at == brief.Length;
    }

    private static PlanFinding Finding(int line, Severity severity, string code, string words, string zh, string en) =>
        PlanFinding.At(line, FindingKind.Answerability, severity, code, words, code switch
        {
            "role-without-contact" or "members-without-contact" => Contacts.Cited,
            "role-without-deputy" or "unit-with-deputies-only" => OurRule,
            _ => Workforce.Cited,
        }, Text.Of(zh, en));

    [GeneratedRegex("^(有关|相关)(领导|部门|人员|单位|科室|负责人)|^(各级|各有关)")]
    private static partial Regex Vague();

    [GeneratedRegex("(组|指挥部)(全体人员|全体成员|成员|人员)?$")]
    private static partial Regex GroupWord();

    [GeneratedRegex("^(本预案中的|镇|乡|街道|县)|(全体人员|全体成员|成员|人员)$")]
    private static partial Regex Whole();
}
