using System.Collections.Immutable;
using System.Globalization;
using Answerable.Deadlines;
using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Engine.Sealing;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using Answerable.Server.People;
using Answerable.Server.Plans;
using NodaTime;

namespace Answerable.Server.Demo;

/// <param name="Account">Account name.</param>
/// <param name="Role">What the person does, in the reader's language.</param>
public sealed record DemoSignIn(string Account, Text Role);

/// <summary>An invented town, founded from the plan document that comes with the program.</summary>
public sealed class DemoTown(RecordDesk desk, BookShelf books, TownClock clock, EngineOptions options, IServiceScopeFactory scopes)
{
    /// <summary>Printed at every start; the demonstration listens on this machine only.</summary>
    public const string Password = "qinghe-demo-2026";

    public static readonly JurisdictionId Jurisdiction = new("qinghe");
    public static readonly OfficeId Office = new("qinghe");
    private static readonly OfficeId City = new("yunzhou-xinfang");
    private static readonly OfficeId Province = new("donghai-xinfang");
    private static readonly OfficeId Discipline = new("yunzhou-jiwei");
    private static readonly OfficeId CityGovernment = new("yunzhou-government");

    public static ImmutableArray<DemoSignIn> SignIns { get; } =
    [
        new("clerk", Text.Of("接访登记、受理转送", "Reception clerk: registers, accepts, transfers, assigns")),
        new("officer", Text.Of("承办单位、承办人", "Handling unit, case officer: handles and replies")),
        new("leader", Text.Of("包案领导、审批，现场指挥", "Leader in charge, commander: approves, commands")),
        new("duty", Text.Of("值班员：登记突发事件", "Duty officer: opens emergencies")),
        new("duty-leader", Text.Of("带班领导", "Duty leader: stands in, commands")),
        new("information", Text.Of("信息报送", "Information officer: reports upward")),
        new("reviewer", Text.Of("云州市：复查承办", "City: prepares reviews")),
        new("review-leader", Text.Of("云州市：签发复查意见", "City: signs reviews")),
        new("final-reviewer", Text.Of("东海省：复核", "Province: final reviews")),
        new("admin", Text.Of("系统管理", "Administrator: sees no case")),
        new("city", Text.Of("上级信访部门：督办", "Petition office above: supervises")),
        new("auditor", Text.Of("审计核验", "Auditor: verifies the record, sees no case")),
    ];

    /// <summary>Founds the town; does nothing where there is one already.</summary>
    public async Task<bool> FoundOnce(Town town, string planFile)
    {
        if (town.IsFounded)
            return false;
        var founding = new Founding(desk, books, Jurisdiction, new Actor.Operator());
        var lines = PlanDocuments.ReadFile(planFile);
        var plan = PlanMerge.First(PlanReview.Apply(PlanReader.Read(lines).Plan));
        var proposal = PlanImport.Propose(plan);
        await founding.Found(Text.Of("清河镇", "Qinghe"), Offices(), Rulebooks.Find(Rulebooks.Petition)!);
        await founding.Do(KeptPlan.Stream, new KeepPlan(Path.GetFileName(planFile), PlanYaml.Write(plan), [.. lines]));
        foreach (var (step, refused) in await founding.Create((await founding.Steps(proposal)).Where(step => step.Kind != CreationKind.Office)))
            if (refused is not null)
                throw new InvalidOperationException($"{step.Name} was refused: {refused.Code}.");
        await Staff(founding, proposal);
        await Above(founding);
        foreach (var (number, person) in proposal.People.Index())
        {
            await founding.Town(new SetContact(new(person.Key), "m1", "email", $"{person.Key}@qinghe.invalid"));
            await founding.Town(new SetContact(new(person.Key), "m2", "sms", string.Create(CultureInfo.InvariantCulture, $"1390000{number + 1:0000}")));
        }

        foreach (var rule in DemoReports.All)
            await founding.Do(Arrangements.Stream, new ArrangeReport(rule));
        // A township declares no response level itself: it records what the city declared (safeguards B6).
        await founding.Do(Arrangements.Stream, new ArrangePowers([new(CityGovernment, [1, 2, 3, 4], "云州市突发事件总体应急预案（虚构）")]));
        await founding.Do(Directions.Stream, new SetAreas(DemoDirections.Areas));
        await founding.Do(Directions.Stream, new SetRules(DemoDirections.Rules(Office, new Casting(proposal).Unit)));
        await Rosters(founding, proposal);
        await Accounts();
        return true;
    }

    private ImmutableArray<Office> Offices() =>
    [
        new(Office, Text.Of("清河镇人民政府", "Qinghe township government"), OfficeRole.HandlingOrgan, 1, City,
            Address: Text.Of("清河镇府前街 1 号", "1 Fuqian Street, Qinghe"), Phone: "0000-5550100"),
        new(City, Text.Of("云州市信访局", "Yunzhou petition office"), OfficeRole.PetitionOffice, 2, Province, SealingKey(),
            Text.Of("云州市人民路 9 号", "9 Renmin Road, Yunzhou"), "0000-5550200"),
        new(Discipline, Text.Of("云州市纪委监委", "Yunzhou discipline inspection commission"), OfficeRole.DisciplineBody, 2, Province, SealingKey(),
            Text.Of("云州市解放路 3 号", "3 Jiefang Road, Yunzhou"), "0000-5550300"),
        new(CityGovernment, Text.Of("云州市人民政府", "Yunzhou city government"), OfficeRole.HandlingOrgan, 2, Outside: true),
        new(Province, Text.Of("东海省信访局（虚构）", "Donghai provincial petition office (invented)"), OfficeRole.PetitionOffice, 3, null, SealingKey(),
            Text.Of("东海省会府东路 1 号", "1 Fudong Road, Donghai"), "0000-5550400"),
    ];

    // In a real town the office above makes its key itself and hands over only the public half. Here both halves are made, and the
    // secret one is put where the demonstration's keeper can play that office.
    private string SealingKey()
    {
        using var identity = AgeIdentity.Generate();
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "offices-above")).FullName;
        File.WriteAllText(Path.Combine(folder, $"{identity.Recipient}.identity"), identity.ExportSecret() + "\n");
        return identity.Recipient.ToString();
    }

    // The plan names posts and people; which of them may do what, the administrator confirms. Here the demonstration does.
    private static async Task Staff(Founding founding, PlanProposal proposal)
    {
        var by = new Casting(proposal);
        await Give(founding, by, "clerk", Text.Of("接访登记岗", "Reception"), [Power.Reception, Power.Disposition], "秦守一", "信访办");
        await Give(founding, by, "officer", Text.Of("承办岗", "Handling"), [Power.Handling], "施若水", "村建办");
        await Give(founding, by, "handling-2", Text.Of("承办岗", "Handling"), [Power.Handling], "华九", "水利站");
        await Give(founding, by, "leader", Text.Of("分管信访领导", "Leader in charge"), [Power.Leadership, Power.Command], "钱一");
        await Give(founding, by, "duty-leader", Text.Of("带班领导", "Duty leader"), [Power.Duty, Power.Leadership, Power.Command], "孙二");
        await Give(founding, by, "duty", Text.Of("值班员", "Duty officer"), [Power.Duty], "冯四");
        await Give(founding, by, "information", Text.Of("信息报送岗", "Information"), [Power.Information], "朱六");
        await Give(founding, by, "admin", Text.Of("系统管理岗", "Administrator"), [Power.Administration], "韩致中");
        await Give(founding, by, "auditor", Text.Of("审计核验岗", "Auditor"), [Power.Audit], "杨致和");
    }

    // Those above are nobody's of the plan: invented, so that a supervision, and a review to its end, can be tried.
    private static async Task Above(Founding founding)
    {
        await Give(founding, City, "reviewer", "卫复一", Text.Of("复查承办岗", "Reviews"), [Power.Handling, Power.Disposition]);
        await Give(founding, City, "review-leader", "蒋复二", Text.Of("复查签发岗", "Signs reviews"), [Power.Leadership]);
        await Give(founding, City, "city", "卫知行", Text.Of("信访督查专员", "Supervisor"), [Power.Disposition]); // 16
        await Give(founding, Province, "final-reviewer", "沈复三", Text.Of("复核岗", "Final reviews"), [Power.Handling, Power.Disposition, Power.Leadership]);
    }

    private static async Task Give(Founding founding, OfficeId office, string post, string name, Text title, ImmutableSortedSet<Power> powers)
    {
        await founding.Town(new SetPerson(new(post), name));
        await founding.Post(new(new(post), office, null, title, powers), post);
    }

    private static Task Give(Founding founding, Casting by, string post, Text title, ImmutableSortedSet<Power> powers, string person, string? unit = null) =>
        founding.Post(new(new(post), Office, unit is null ? null : by.Unit(unit), title, powers, post is "leader" ? null : new PostId("leader")), by.Person(person));

    private async Task Rosters(Founding founding, PlanProposal proposal)
    {
        var by = new Casting(proposal);
        // From yesterday on, so that somebody stands duty before the change of shift too.
        var since = clock.Now.InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date.PlusDays(-1);
        ImmutableArray<PersonId> One(string name) => by.Person(name) is { } id ? [new PersonId(id)] : [];
        await founding.Do(Roster.Stream, new SetRotation(new(DutyPost.Leader, since, new LocalTime(8, 30), One("孙二"))));
        await founding.Do(Roster.Stream, new SetRotation(new(DutyPost.Officer, since, new LocalTime(8, 30), One("冯四"))));
    }

    private async Task Accounts()
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var town = await books.Get(Jurisdiction);
        foreach (var signIn in SignIns)
            if (town.Town.HolderOf(new(signIn.Account)) is { } person)
                await accounts.Add(signIn.Account, person.Value, Jurisdiction.Value, Password);
    }

    /// <summary>Finds people and units of the proposal by their Chinese names.</summary>
    private sealed class Casting(PlanProposal proposal)
    {
        public string? Person(string name) => proposal.People.FirstOrDefault(person => person.Name == name)?.Key;

        public UnitId? Unit(string name) =>
            proposal.Units.FirstOrDefault(unit => unit.Name == name || unit.Aliases.Contains(name) || UnitNames.Same(unit.Name, name))?.Key is { } key ? new UnitId(key) : null;
    }
}
