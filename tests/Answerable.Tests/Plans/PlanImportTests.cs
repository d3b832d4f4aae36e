using Answerable.Offices;
using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class PlanImportTests
{
    private static readonly PlanProposal Proposal = PlanImport.Propose(PlanReview.Apply(Sample.Plan));

    [Fact]
    public void The_sample_offers_its_offices_units_posts_and_people()
    {
        Assert.Equal(["中共清河镇委员会", "清河镇人民政府"], Proposal.Offices);
        Assert.Equal(43, Proposal.People.Count);
        Assert.Equal(43, Proposal.PagingOrder.Count);
        Assert.Equal("赵知远", Name(Proposal.PagingOrder[0]));
        Assert.Equal("吴三", Name(Proposal.OfficeDirectorKey!));
        Assert.All(Proposal.Posts, post => Assert.Contains(post.HolderKey, Proposal.People.Select(p => p.Key)));
        Assert.Equal(["郑知秋"], Proposal.Groups[0].LeadKeys.Select(Name));
    }

    [Fact]
    public void Police_get_no_case_access_and_no_power_from_a_plan()
    {
        var police = Assert.Single(Proposal.Units, unit => !unit.CaseAccess);
        Assert.Equal("派出所", police.Name);
        Assert.All(Proposal.Posts.Where(post => post.UnitKey == police.Key), post => Assert.Empty(post.Powers));
    }

    [Fact]
    public void An_inspection_opens_no_emergency_and_gives_no_command()
    {
        Assert.False(Proposal.OpensEmergency);
        Assert.DoesNotContain(Proposal.Posts, post => post.Powers.Contains(Power.Command));
    }

    [Fact]
    public void Coercive_duties_are_not_carried_over_and_the_lawful_one_says_what_it_replaces()
    {
        var duties = Proposal.Groups.SelectMany(g => g.Duties).Concat(Proposal.Steps.SelectMany(s => s.Duties)).ToList();
        Assert.All(duties, duty => Assert.Empty(RightsCheck.Find(duty.Text)));
        var lawful = duties.First(duty => duty.Replaces.Contains("负责上访人员的稳控工作"));
        Assert.Contains("如实登记", lawful.Text);
        Assert.Equal("《信访工作条例》第十八条第二款", lawful.Law!.In("zh"));
        Assert.Contains("做到定点、定时、定员", lawful.Replaces);
        Assert.Contains(duties, duty => duty.Text == "严格落实领导包案责任制");
        Assert.Contains(duties, duty => duty.Text == "及时赶赴现场" && duty.Replaces.Count == 0);
    }

    [Fact]
    public void Everything_the_proposal_names_passes_the_name_guard() =>
        Assert.All(Proposal.Groups.Select(g => g.Name).Concat(Proposal.Units.Select(u => u.Name)).Append(Proposal.Title), name => Assert.True(NameGuard.Check(name).IsAllowed));

    private static string Name(string key) => Proposal.People.Single(person => person.Key == key).Name;
}
