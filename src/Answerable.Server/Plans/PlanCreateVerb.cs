using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using Answerable.Server.Hosting;
using Spectre.Console;

namespace Answerable.Server.Plans;

/// <param name="Folder">The data folder; made when there is none.</param>
/// <param name="Town">Name of a town founded now; null takes it from the issuing body.</param>
/// <param name="Admin">Somebody the plan names, who becomes the administrator.</param>
/// <param name="Rulebook">What a town founded now is set up under; null takes it from the plan.</param>
internal sealed record CreateInto(string Folder, string Jurisdiction, string? Town, string? Admin, string? Rulebook);

/// <summary>Creates what a plan proposes in the record of a data folder, as the page does for an administrator who is signed in.</summary>
internal static class PlanCreateVerb
{
    private static readonly string[] Bodies = ["人民政府", "街道办事处", "管理委员会", "管委会"];

    /// <returns>1 when something was refused.</returns>
    public static async Task<int> Run(string path, CreateInto into, bool json, string language, TextWriter output)
    {
        var (plan, lines) = Read(path);
        var proposal = PlanImport.Propose(plan);
        var administrator = into.Admin is null ? null : proposal.People.FirstOrDefault(person => person.Name == PersonNames.Tidy(into.Admin))
            ?? throw new PlanFileException("plan-person-missing", Text.Of($"预案名单中没有“{into.Admin}”。", $"Nobody in the plan is called “{into.Admin}”."));
        var rulebook = Choose(into.Rulebook ?? plan.Rulebook);
        await using var app = ServerHost.Build(new ServerOptions(into.Folder) { Urls = "http://127.0.0.1:0", Jurisdiction = into.Jurisdiction, IsQuiet = true });
        await app.StartAsync();
        var founding = ActivatorUtilities.CreateInstance<Founding>(app.Services, new JurisdictionId(into.Jurisdiction), new Actor.Operator());
        var books = app.Services.GetRequiredService<BookShelf>();
        if (!(await books.Get(new(into.Jurisdiction))).Town.IsFounded)
            await Found(founding, proposal, into.Town, rulebook);
        await founding.Do(KeptPlan.Stream, new KeepPlan(Path.GetFileName(path), PlanYaml.Write(plan), [.. lines]));
        var steps = await founding.Steps(proposal);
        var done = await founding.Create(steps.Where(step => step.Kind != CreationKind.Office));
        if (administrator is not null)
            await founding.Post(new(new("admin"), (await books.Get(new(into.Jurisdiction))).Town.ReceivingOffice!.Value, null, Text.Of("系统管理岗", "Administrator"), [Power.Administration]), administrator.Key);
        await app.StopAsync();
        Print(steps, done, administrator, json, language, output);
        return done.Any(one => one.Refused is not null) ? 1 : 0;
    }

    private static (Plan Plan, IReadOnlyList<DocumentLine> Lines) Read(string path)
    {
        if (Path.GetExtension(path) is ".yaml" or ".yml")
            return (PlanYaml.Read(PlanImportVerb.ReadPlanFile(path)).Plan, []);
        var lines = PlanDocuments.ReadFile(path);
        return (PlanMerge.First(PlanReview.Apply(PlanReader.Read(lines).Plan)), lines);
    }

    private static Rulebook Choose(string? id) => string.IsNullOrEmpty(id) ? Rulebooks.Find(Rulebooks.Petition)!
        : Rulebooks.ForTowns.FirstOrDefault(book => book.Id == id) is { } chosen ? chosen
        : throw new PlanFileException("rulebook-unknown", Text.Of(
            $"没有规则“{id}”。可选：{string.Join("、", Rulebooks.ForTowns.Select(book => book.Id))}。", $"There is no rulebook “{id}”. There are: {string.Join(", ", Rulebooks.ForTowns.Select(book => book.Id))}."));

    // The government among the issuing bodies receives; the office above it is set up when its key and address are known.
    private static Task Found(Founding founding, PlanProposal proposal, string? name, Rulebook rulebook)
    {
        var body = proposal.Offices.FirstOrDefault(issuer => Bodies.Any(issuer.EndsWith)) ?? proposal.Offices.FirstOrDefault();
        var town = name ?? (body is null ? null : Bodies.Aggregate(body, (so, ending) => so.EndsWith(ending, StringComparison.Ordinal) ? so[..^ending.Length] : so))
            ?? throw new PlanFileException("plan-town-missing", Text.Of("预案没有写明发文机关：请用 --town 写明镇名。", "The plan names no issuing body: give the town's name with --town."));
        return founding.Found(Text.Zh(town), [new(new("town"), Text.Zh(body ?? town), OfficeRole.HandlingOrgan, 1)], rulebook);
    }

    private static void Print(IReadOnlyList<CreationStep> steps, IReadOnlyList<Created> done, ProposedPerson? administrator, bool json, string language, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(PlanVerbs.Serialise(new
            {
                created = done.Where(one => one.Refused is null).Select(one => new { kind = one.Step.Kind, key = one.Step.Key, name = one.Step.Name.In(language) }),
                present = steps.Where(step => step.State == CreationState.Present).Select(step => step.Key),
                refused = done.Where(one => one.Refused is not null).Select(one => new { key = one.Step.Key, code = one.Refused!.Code, details = one.Refused.Details }),
                administrator = administrator?.Key,
            }));
            return;
        }

        var (zh, console) = (language == "zh", PlanVerbs.Console(output));
        foreach (var kind in done.Where(one => one.Refused is null).GroupBy(one => one.Step.Kind))
            console.WriteLine($"{Kind(kind.Key, zh)}  {kind.Count()}");
        foreach (var (step, refused) in done.Where(one => one.Refused is not null))
            console.MarkupLineInterpolated($"[red]✗[/] {Kind(step.Kind, zh)} {NameGuard.Lawful(step.Name.In(language))}: {refused!.Code} {string.Join(' ', refused.Details.Values)}");
        if (administrator is not null)
            console.WriteLine(zh ? $"为管理员新建账号：answerable user add 账号 --person {administrator.Key} --data 数据文件夹" : $"Give the administrator an account: answerable user add NAME --person {administrator.Key} --data DIR");
    }

    private static string Kind(CreationKind kind, bool zh) => !zh ? kind.ToString() : kind switch
    {
        CreationKind.Office => "机构",
        CreationKind.Unit => "单位",
        CreationKind.Person => "人员",
        CreationKind.Post => "岗位",
        _ => "应急小组",
    };
}
