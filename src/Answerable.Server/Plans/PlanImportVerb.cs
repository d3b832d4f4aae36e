using System.Text;
using Answerable.Plans;
using Spectre.Console;

namespace Answerable.Server.Plans;

/// <summary>Reads a document into a plan file and says what became of it.</summary>
internal static class PlanImportVerb
{
    public static int Run(string path, string? target, bool json, string language, TextWriter output)
    {
        var reading = PlanReader.Read(PlanDocuments.ReadFile(path));
        var edited = target is not null && File.Exists(target) ? PlanYaml.Read(ReadPlanFile(target)).Plan : null;
        var imported = PlanReview.Apply(reading.Plan);
        var (plan, conflicts) = edited is null ? (PlanMerge.First(imported), []) : PlanMerge.Merge(edited, imported);
        if (target is not null)
            Replace(target, PlanYaml.Write(plan));
        if (json)
            output.WriteLine(PlanVerbs.Serialise(new { plan, proposal = PlanImport.Propose(plan), conflicts, lines = reading.Lines }));
        else if (target is null)
            output.Write(PlanYaml.Write(plan));
        else
            Print(plan, conflicts, target, language, PlanVerbs.Console(output));
        return 0;
    }

    public static string ReadPlanFile(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new PlanFileException("plan-file-missing", Text.Of($"找不到文件：{path}", $"No such file: {path}"));
        return file.Length > PlanDocuments.MaxBytes ? throw PlanFileException.TooLarge() : PlainTextReader.Decode(File.ReadAllBytes(path));
    }

    // Written beside and moved over, so that a full disk never leaves half a plan.
    private static void Replace(string target, string content)
    {
        var beside = target + ".new";
        File.WriteAllText(beside, content, new UTF8Encoding(false));
        File.Move(beside, target, overwrite: true);
    }

    private static void Print(Plan plan, IReadOnlyList<MergeConflict> conflicts, string target, string language, IAnsiConsole console)
    {
        var zh = language == "zh";
        var clauses = plan.Items.SelectMany(item => item.Clauses).ToList();
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        void Row(string chinese, string english, object value) => table.AddRow(zh ? chinese : english, Markup.Escape(value.ToString()!));
        Row("预案", "Plan", plan.Title.Clauses.FirstOrDefault()?.Carried ?? plan.Title.Text);
        Row("工作组", "Groups", string.Join('、', plan.Groups.Select(group => group.Name)));
        Row("处置步骤", "Steps", plan.Steps.Count);
        Row("名单人员", "People", plan.People.Count);
        Row("单位", "Units", plan.Units.Count);
        Row("岗位", "Posts", plan.People.Sum(person => person.Posts.Count));
        Row("可以建立（加 --into 数据文件夹）", "Can be created (with --into DATA)", string.Join('、', PlanCreation.Groups(PlanImport.Propose(plan)).Where(group => !group.Posts.IsEmpty).Select(group => group.Name.In(language))));
        Row("照录分句", "Clauses carried over", clauses.Count(c => c.Verdict == ClauseVerdict.Carried));
        Row("改写分句", "Clauses reworded", clauses.Count(c => c.Verdict == ClauseVerdict.Reworded));
        Row("不予导入、以法定职责代替", "Clauses replaced by the lawful duty", clauses.Count(c => c.Verdict == ClauseVerdict.Replaced));
        Row("未归类原文", "Text that fits nowhere", plan.Unmapped.Count);
        console.Write(table);
        foreach (var clause in clauses.Where(c => c.Verdict == ClauseVerdict.Replaced).DistinctBy(c => c.Text))
            console.MarkupLineInterpolated($"  [red]✗[/] {clause.Text}  [green]→[/] {clause.Carried}");
        foreach (var conflict in conflicts)
            console.MarkupLineInterpolated(zh
                ? (FormattableString)$"[yellow]文档与手工修改冲突，已保留手工修改：{conflict.Id}（第{conflict.Line}行）[/]"
                : $"[yellow]Document and edit disagree, the edit was kept: {conflict.Id} (line {conflict.Line})[/]");
        console.MarkupLineInterpolated(zh ? (FormattableString)$"已写入 {target}" : $"Written to {target}");
    }
}
