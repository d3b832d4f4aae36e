using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class SampleReadingTests
{
    private static readonly Plan Plan = Sample.Plan;

    [Fact]
    public void The_cover_gives_title_and_both_issuing_bodies_once()
    {
        Assert.Equal("关于开展脱贫攻坚专项巡察工作的信访维稳应急预案", Plan.Title.Text);
        Assert.Equal(["中共清河镇委员会", "清河镇人民政府"], Plan.IssuedBy.Select(i => i.Text));
        Assert.Equal(PlanNature.Inspection, Plan.Nature);
    }

    [Fact]
    public void Purpose_objective_three_principles_and_four_accountability_clauses_are_found()
    {
        Assert.StartsWith("为确保云州市委巡察组", Assert.Single(Plan.Purpose).Text);
        Assert.StartsWith("以“五个必须”为指导", Assert.Single(Plan.Objectives).Text);
        Assert.Equal([9, 10, 11], Plan.Principles.Select(p => p.Line));
        Assert.Equal([36, 37, 38, 39], Plan.Accountability.Select(p => p.Line));
    }

    [Fact]
    public void Three_working_groups_and_the_emergency_leading_group_have_lead_units_and_duty()
    {
        Assert.Equal(["稳控接访工作组", "安全生产工作组", "应急领导小组", "信息收集工作组"], Plan.Groups.Select(g => g.NameAsIssued));
        Assert.Equal([false, false, true, false], Plan.Groups.Select(g => g.Commands));
        Assert.Equal(["郑知秋", "孙二", "吴三", "李知行"], Plan.Groups.Select(g => Assert.Single(g.Leads)));
        Assert.Equal(["信访办", "综治办", "派出所", "各党总支"], Plan.Groups[0].Units);
        Assert.Equal(["安监办", "经发办", "派出所"], Plan.Groups[1].Units);
        Assert.Equal(["派出所", "司法所"], Plan.Groups[2].Units);
        Assert.Equal(["宣传科", "信息室"], Plan.Groups[3].Units);
        Assert.All(Plan.Groups, group => Assert.Single(group.Duties));
    }

    [Fact]
    public void Seven_steps_say_who_acts_when_and_to_whom_they_report()
    {
        Assert.Equal([27, 28, 29, 30, 31, 32, 33], Plan.Steps.Select(s => s.Action.Line));
        Assert.Equal([["稳控工作组"], ["有关领导"], ["应急领导小组"], ["应急小组全体人员"], ["领导小组", "本预案中的各工作小组"], ["全体领导干部"], ["值班人员"]],
            Plan.Steps.Select(s => s.Who));
        Assert.Equal(["发现问题", "发生聚众闹事苗头时", "一旦出现突发事件", "发生信访问题突发事件时", "信访问题突发事件一旦发生",
            "在云州市委巡察组巡察期间，若遇有信访突发紧急情况", "如遇紧急信访问题突发事件发生"], Plan.Steps.Select(s => s.When));
        Assert.Equal([["包案领导", "镇应急领导小组"], [], ["上级领导机关"], [], [], [], ["信访办", "应急领导小组"]], Plan.Steps.Select(s => s.ReportTo));
        Assert.Equal(["随叫随到", "24小时"], Plan.Steps[5].Speed);
    }

    [Fact]
    public void The_annex_gives_one_leader_seven_deputies_thirty_five_members_and_the_office()
    {
        var roster = Assert.Single(Plan.Rosters);
        Assert.Equal("清河镇关于脱贫攻坚专项巡察工作信访稳定工作领导小组", roster.Name);
        Assert.Equal(["赵知远"], roster.Leaders);
        Assert.Equal(["钱一", "孙二", "李知行", "周知新", "吴三", "郑知秋", "王知夏"], roster.Deputies);
        Assert.Equal(35, roster.Members.Distinct().Count());
        Assert.Equal(35, roster.Members.Count);
        Assert.Contains("沈五", roster.Members);
        Assert.Equal(new PlanOffice("镇信访办", "吴三", "相关科室负责人、各党总支书记", 87), roster.Office);
    }

    [Fact]
    public void Everybody_on_the_roster_is_a_person_with_a_post()
    {
        Assert.Equal(43, Plan.People.Count);
        Assert.All(Plan.People, person => Assert.NotEmpty(person.Posts));
        Assert.All(Plan.People, person => Assert.DoesNotContain(' ', person.Name));
        Assert.Equal([new("宣传科", "副科长", "宣传科副科长"), new("信息室", "主任", "信息室主任")], Person("朱六").Posts);
        Assert.Equal([new("党委", "委员", "党委委员"), new("宣传科", "科长", "宣传科长")], Person("李知行").Posts);
        Assert.Equal([new("北庄党总支", "书记", "北庄党总支书记")], Person("水听雨").Posts);
        Assert.Equal([new("综合行政执法中队", null, "综合行政执法中队")], Person("邹万").Posts);
        Assert.Equal([new(null, "副镇长", "副镇长")], Person("吴三").Posts);
    }

    [Fact]
    public void Short_and_long_forms_are_one_unit()
    {
        Assert.Equal(["经发办"], Unit("经济发展办公室").Aliases);
        Assert.Equal(["信访办"], Unit("镇信访办").Aliases);
        Assert.Equal(8, Plan.Units.Count(unit => unit.Name.EndsWith("党总支", StringComparison.Ordinal)));
        Assert.Equal(["派出所"], Plan.Units.Where(unit => unit.Police).Select(unit => unit.Name));
    }

    [Fact]
    public void Every_line_is_used_or_blank_and_nothing_is_left_over()
    {
        Assert.Empty(Plan.Unmapped);
        Assert.Equal(Enumerable.Range(1, Sample.Lines.Count), Sample.Reading.Lines.Select(use => use.Line));
        Assert.Equal([4, 43, 88], Sample.Reading.Lines.Where(use => use.IsBlank).Select(use => use.Line));
        Assert.All(Sample.Reading.Lines, use => Assert.Equal(string.IsNullOrWhiteSpace(use.Text), use.IsBlank));
    }

    [Fact]
    public void Every_sentence_of_the_body_stands_in_an_item_word_for_word()
    {
        var kept = string.Join('\n', Plan.Items.Select(item => item.Text));
        foreach (var line in Sample.Lines.Where(l => l.Text.TrimEnd().EndsWith('。') && l.Number < 87))
            Assert.Contains(line.Text.Trim()[^10..], kept, StringComparison.Ordinal);
    }

    private static PlanPerson Person(string name) => Plan.People.Single(person => person.Name == name);

    private static PlanUnit Unit(string name) => Plan.Units.Single(unit => unit.Name == name);
}
