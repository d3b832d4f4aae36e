using Answerable.Plans;

namespace Answerable.Tests.Plans;

/// <summary>Plans in other styles of numbering and on other matters; places and people are invented.</summary>
public class OtherPlansTests
{
    private static readonly LocalDate Today = new(2026, 11, 20);
    private static readonly PlanReading Flood = Read("flood-plan.txt");
    private static readonly PlanReading Safety = Read("safety-plan.txt");

    [Fact]
    public void A_flood_plan_numbered_1_1_1_is_read_into_its_parts()
    {
        var plan = Flood.Plan;
        Assert.Equal(("柳溪镇防汛抗旱应急预案", PlanNature.NaturalDisaster), (plan.Title.Text, plan.Nature));
        Assert.Equal(["柳溪镇人民政府"], plan.IssuedBy.Select(i => i.Text));
        Assert.Equal(("柳政发〔2026〕7号", "2026年4月20日"), (plan.DocumentNumber!.Text, plan.IssuedOn!.Text));
        Assert.Equal("编制目的", Assert.Single(plan.Purpose).Heading);
        Assert.Equal(2, plan.Principles.Count);
        Assert.Equal(["镇防汛抗旱指挥部", "转移安置组"], plan.Groups.Select(g => g.Name));
        Assert.Equal((true, false), (plan.Groups[0].Commands, plan.Groups[1].Commands));
        Assert.Equal(["水利站", "应急办", "派出所", "卫生院"], plan.Groups[0].Units);
        Assert.Equal(["沈映川"], plan.Groups[1].Leads);
        Assert.Equal("何见山", plan.Groups[1].Deputy);
        Assert.Equal(["先期处置", "现场管理"], plan.Steps.Select(s => s.Action.Heading));
        Assert.Contains(plan.Provisions, item => item.Topic == PlanTopic.Warning && item.Text.Contains("叫应"));
        Assert.Contains(plan.Provisions, item => item.Topic == PlanTopic.Reporting && item.Text.Contains("15分钟"));
        Assert.Empty(plan.Unmapped);
    }

    [Fact]
    public void Appointments_in_running_text_and_the_annexed_roster_name_the_same_people_once()
    {
        Assert.Equal(7, Flood.Plan.People.Count);
        var annex = Flood.Plan.Rosters.Single(roster => roster.Members.Count > 0);
        Assert.Equal(["林远舟"], annex.Leaders);
        Assert.Equal(["沈映川", "顾长汀"], annex.Deputies);
        Assert.Equal(["何见山", "陆野", "温如故", "白榆"], annex.Members);
    }

    [Fact]
    public void A_lawful_flood_plan_has_no_rights_finding_and_no_missing_part()
    {
        var findings = PlanChecker.Check(Flood with { Plan = PlanReview.Apply(Flood.Plan) }, Today);
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.Rights);
        Assert.DoesNotContain(findings, finding => finding.Code.StartsWith("missing-", StringComparison.Ordinal) || finding.Code is "filing-missing" or "publication-missing" or "law-outdated");
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.Time && finding.Severity == Severity.Error);
    }

    [Fact]
    public void A_work_safety_plan_in_chapters_and_articles_is_read_into_its_parts()
    {
        var plan = Safety.Plan;
        Assert.Equal(PlanNature.Accident, plan.Nature);
        Assert.Single(plan.Purpose);
        Assert.Single(plan.Principles);
        Assert.Contains("抢险救援组", plan.Groups.Select(g => g.Name));
        Assert.Equal(["叶栖迟"], plan.Groups.Single(g => g.Name == "抢险救援组").Leads);
        Assert.Equal(["派出所"], plan.Groups.Single(g => g.Name == "疏散警戒组").Units);
        Assert.Equal(3, plan.Steps.Count);
        Assert.Equal(["总指挥"], plan.Steps[1].ReportTo);
        Assert.Equal(2, plan.Accountability.Count);
        Assert.Equal(["江照野"], plan.Rosters[0].Leaders);
        Assert.Empty(plan.Unmapped);
    }

    [Fact]
    public void Evacuating_a_factory_is_lawful_and_a_unit_nobody_holds_is_found()
    {
        var findings = PlanChecker.Check(Safety with { Plan = PlanReview.Apply(Safety.Plan) }, Today);
        Assert.DoesNotContain(findings, finding => finding.Kind == FindingKind.Rights);
        Assert.Contains(findings, finding => finding is { Code: "unit-without-holder", Words: "消防站", Severity: Severity.Error });
        Assert.Contains(findings, finding => finding is { Code: "name-unresolved", Words: "程听澜" });
        Assert.Contains(findings, finding => finding is { Code: "duty-without-time", Kind: FindingKind.Time });
    }

    [Theory]
    [InlineData("组  长：覃溪亭  镇长\n隗  然  水利站站长\n𠮷野  副镇长", 3)]
    [InlineData("组  长：厍若冰  镇长\n翀远山  信访办主任\n阚听雪（综治办副主任）", 3)]
    [InlineData("组长：欧阳晴川 镇长\n成员：司马问舟、诸葛小满、阿依古丽·买买提", 4)]
    public void Rare_and_compound_surnames_are_names_too(string roster, int people) =>
        Assert.Equal(people, Sample.Read("青石镇防汛应急预案\n附:防汛领导小组名单\n" + roster).Plan.People.Count(person => person.Posts.Count > 0 || person.Name.Length > 2));

    [Theory]
    [InlineData("flood-plan.txt")]
    [InlineData("safety-plan.txt")]
    [InlineData("school-plan.md")]
    public void No_line_of_any_plan_is_dropped(string name)
    {
        var reading = Read(name);
        Assert.All(reading.Lines, use => Assert.Equal(string.IsNullOrWhiteSpace(use.Text), use.IsBlank));
    }

    [Fact]
    public void A_lead_is_one_person_with_and_without_the_full_width_space_and_holds_several_posts_in_units_of_either_form()
    {
        var plan = Sample.Read("""
            青石镇防汛应急预案
            一、组织机构
            （一）抢险救援组
            组长：钱　一
            责任单位：经发办、镇信访办
            职责：由钱一负责抢险。
            附件：领导小组名单
            组  长：钱一　党委委员、经济发展办公室主任
            成  员：冯　四　信访办主任
            """).Plan;
        Assert.Equal(["钱一", "冯四"], plan.People.Select(person => person.Name));
        Assert.Equal(2, plan.People[0].Posts.Count);
        Assert.Equal(["钱一"], plan.Groups[0].Leads);
        var proposal = PlanImport.Propose(PlanReview.Apply(plan));
        var named = proposal.Groups[0].UnitKeys.Select(key => proposal.Units.Single(unit => unit.Key == key).Name).ToList();
        Assert.Equal(["镇信访办", "经济发展办公室"], named.OrderBy(name => name.Length));
        Assert.Equal(2, proposal.Units.Count(unit => unit.Name.Contains("经", StringComparison.Ordinal) || unit.Name.Contains("信访", StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_under_no_heading_is_listed_as_unmapped()
    {
        var reading = Sample.Read("青石镇消防应急预案\n一、工作原则\n（一）生命至上。\n七、乡土风物\n本镇盛产青石板。");
        Assert.Equal(["本镇盛产青石板。"], reading.Plan.Unmapped.Select(item => item.Text).Where(text => text.Contains("青石板")));
        Assert.Single(reading.Plan.Principles);
    }

    [Fact]
    public void Hard_broken_lines_are_one_paragraph_and_findings_still_point_at_both_lines()
    {
        var reading = Sample.Read("青石镇信访工作预案\n一、工作目标\n对全镇多次反映问题的群众要安排专人掌握其思想动态和\n活动轨迹，并认真接待来访群众。");
        Assert.Equal(4, Assert.Single(reading.Plan.Objectives).EndLine);
        var finding = Assert.Single(PlanChecker.Check(reading, Today), f => f.Kind == FindingKind.Rights);
        Assert.Equal([3, 4], finding.Where.Select(range => range.Line));
    }

    private static PlanReading Read(string name) =>
        Sample.Read(File.ReadAllText(Path.Combine(Sample.Root, "tests/Answerable.Tests/Plans/fixtures", name)));
}
