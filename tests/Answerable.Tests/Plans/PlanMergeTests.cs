using Answerable.Plans;

namespace Answerable.Tests.Plans;

public class PlanMergeTests
{
    private const string Document = "青石镇防汛应急预案\n一、工作原则\n（一）生命至上。\n（二）以防为主。\n二、处置程序\n1、值班人员接到报告后，立即报告镇值班室。\n2、抢险组赶赴现场排除险情。";

    private static Plan Import(string text) => PlanReview.Apply(Sample.Read(text).Plan);

    [Fact]
    public void Importing_the_same_document_again_changes_nothing()
    {
        var first = PlanMerge.First(Import(Document));
        var (again, conflicts) = PlanMerge.Merge(first, Import(Document));
        Assert.Empty(conflicts);
        Assert.Equal(first.Baseline, again.Baseline);
        Assert.Equal(first.Steps.Select(PlanFingerprint.Of), again.Steps.Select(PlanFingerprint.Of));
    }

    [Fact]
    public void Hand_edits_survive_a_new_import_of_a_document_that_changed_elsewhere()
    {
        var first = PlanMerge.First(Import(Document));
        var edited = first with
        {
            Steps = [first.Steps[0] with { WithinMinutes = 5, ReportTo = ["镇值班室", "县应急管理局"] }, first.Steps[1]],
            Principles = [.. first.Principles, new PlanItem { Id = "principle-hand", Text = "先救人，后救物。" }],
        };
        var (merged, conflicts) = PlanMerge.Merge(edited, Import(Document.Replace("2、抢险组赶赴现场排除险情。", "2、抢险组10分钟内赶赴现场排除险情。")));
        Assert.Empty(conflicts);
        Assert.Equal((5, "县应急管理局"), (merged.Steps[0].WithinMinutes!.Value, merged.Steps[0].ReportTo[1]));
        Assert.Contains("10分钟内", merged.Steps[1].Action.Text);
        Assert.Contains(merged.Principles, item => item.Id == "principle-hand");
    }

    [Fact]
    public void What_both_sides_changed_stays_as_edited_and_is_reported()
    {
        var first = PlanMerge.First(Import(Document));
        var edited = first with { Steps = [first.Steps[0] with { ReportTo = ["镇长"] }, first.Steps[1]] };
        var (merged, conflicts) = PlanMerge.Merge(edited, Import(Document.Replace("立即报告镇值班室", "10分钟内报告镇值班室和镇长")));
        Assert.Equal(new MergeConflict("step-1", "both-changed", 6), Assert.Single(conflicts));
        Assert.Equal(["镇长"], merged.Steps[0].ReportTo);
    }

    [Fact]
    public void A_step_inserted_in_front_does_not_move_edits_to_their_neighbour()
    {
        var first = PlanMerge.First(Import(Document));
        var edited = first with { Steps = [first.Steps[0] with { WithinMinutes = 5 }, first.Steps[1]] };
        var (merged, _) = PlanMerge.Merge(edited, Import(Document.Replace("1、值班", "1、各村每日巡查。\n2、值班").Replace("2、抢险", "3、抢险")));
        Assert.Equal(3, merged.Steps.Count);
        Assert.Equal(5, merged.Steps.Single(step => step.Action.Text.StartsWith("值班人员")).WithinMinutes);
        Assert.Equal(3, merged.Steps.Select(step => step.Id).Distinct().Count());
    }

    [Fact]
    public void What_was_deleted_by_hand_stays_deleted_and_what_the_document_dropped_goes_unless_edited()
    {
        var first = PlanMerge.First(Import(Document));
        var (kept, _) = PlanMerge.Merge(first with { Principles = [first.Principles[1]] }, Import(Document));
        Assert.Equal(["以防为主。"], kept.Principles.Select(p => p.Text));
        var shorter = Document.Replace("（二）以防为主。\n", "");
        Assert.Single(PlanMerge.Merge(first, Import(shorter)).Plan.Principles);
        var edited = first with { Principles = [first.Principles[0], first.Principles[1] with { Heading = "备注" }] };
        var (merged, conflicts) = PlanMerge.Merge(edited, Import(shorter));
        Assert.Equal((2, "removed-from-document"), (merged.Principles.Count, Assert.Single(conflicts).Why));
    }
}
