using Answerable.Plans;

namespace Answerable.Tests.Plans;

/// <summary>Every clause of the plan as issued, with what has to become of it.</summary>
public class SampleClauseTests
{
    private static readonly Plan Plan = PlanReview.Apply(Sample.Plan);

    [Fact]
    public void Every_clause_of_the_sample_has_the_verdict_written_down_for_it()
    {
        var expected = File.ReadAllLines(Path.Combine(Sample.Root, "tests/Answerable.Tests/Plans/sample-clauses.txt")).Where(line => line.Length > 0 && line[0] != '#');
        var actual = Plan.Items.Where(item => item.Id is not ("issuer-1" or "issuer-2")).OrderBy(item => item.Line)
            .SelectMany(item => item.Clauses.Select(clause => Written(item, clause)));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void No_carried_wording_asks_for_what_is_never_built()
    {
        var carried = Plan.Items.SelectMany(item => item.Clauses).Select(clause => clause.Carried).Concat(Plan.Groups.Select(g => g.Name)).Concat(Plan.Rosters.Select(r => r.Name));
        Assert.All(carried, text => Assert.Empty(RightsCheck.Find(text)));
        Assert.All(carried, text => Assert.DoesNotMatch("稳控|维稳|缠访|闹访|非访|上访老户|重点人员|劝返|训诫", text));
    }

    [Fact]
    public void Groups_and_actors_are_carried_over_under_lawful_names()
    {
        Assert.Equal(["接访工作组", "安全生产工作组", "应急领导小组", "信息收集工作组"], Plan.Groups.Select(g => g.Name));
        Assert.Equal(["接访工作组"], Plan.Steps[0].Who);
    }

    private static string Written(PlanItem item, PlanClause clause) => clause.Verdict switch
    {
        ClauseVerdict.Carried => $"{item.Line} carried  {clause.Text}",
        ClauseVerdict.Reworded => $"{item.Line} reworded {clause.Text} => {clause.Carried} [{clause.Rule}]",
        _ => $"{item.Line} replaced {clause.Text} [{clause.Rule}]",
    };
}
