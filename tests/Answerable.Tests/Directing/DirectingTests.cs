using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Grievances.Categories;
using Answerable.Grievances.Directing;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Tests.Grievances;
using CsCheck;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Directing;

/// <summary>By what a matter is about and where it is, it finds its office and unit when it is filed; from then on a rule only proposes.</summary>
public sealed class DirectingTests
{
    private static readonly UnitId Farm = new("farm");
    private static readonly Area North = new("north", Text.Of("北片", "North")), South = new("south", Text.Of("南片", "South"));
    private static readonly DirectionRule Lamps = new("lamps", Hall, Works, ["roads"]), SouthSchool = new("south-school", School, null, [], ["south"]);
    private static readonly Book Town = new(Rules.Town.With(new UnitSet(new(Farm, Hall, Text.Of("农业办公室", "Farming"))), new(999, Monday, Monday, new("operator")))) { Receptions = Rules.Receptions };

    private static Book With(params ImmutableArray<DirectionRule> rules) => Town with { Directions = Set(rules).State };

    private static Given<Directions> Set(ImmutableArray<DirectionRule> rules) =>
        new Given<Directions>(new Story<Directions>(Town, Monday)).And(new SetAreas([North, South]), By(Admin)).And(new SetRules(rules), By(Admin));

    private static Given<Grievance> Filed(Book book, Filing? filing = null) => Nothing(book).And(new Lodge(filing ?? Claim, Channel.Web, Code), Resident);

    [Fact]
    public void The_first_rule_that_matches_names_office_and_unit_and_the_history_says_which()
    {
        var given = Filed(With(Lamps, SouthSchool), Claim with { Area = "south" });
        var directed = Assert.Single(given.Story.Events<Directed>());
        Assert.Equal(("lamps", 1, 0, "lamp", "south", false), (directed.Rule, directed.Rules, directed.Categories, directed.Category, directed.Area, directed.Proposed));
        Assert.Equal((Hall, Works, "lamps"), (given.State.Office, given.State.Unit, given.State.Direction!.Rule));
        Assert.True(Authority.MayHandle(By(Officer), given.State, Town.Town));
        Assert.Equal(School, Filed(With(Lamps, SouthSchool), Claim with { Category = "housing", Area = "south" }).State.Office);
        Assert.Empty(Filed(With(Lamps, SouthSchool), Claim with { Category = "housing", Area = "north" }).Story.Events<Directed>());
    }

    [Fact]
    public void Without_a_rule_the_subject_says_who_is_competent()
    {
        var tree = CategoryTree.Initial with { All = [new("farming", Text.Of("农业", "Farming")) { Unit = Farm }, new("canal", Text.Of("灌渠", "Canals"), "farming")] };
        var given = Filed(Town with { Categories = tree }, Claim with { Category = "canal" });
        Assert.Equal((Hall, Farm, "category:farming"), (given.State.Office, given.State.Unit, given.State.Direction!.Rule));
    }

    [Fact]
    public void Whoever_chose_an_office_keeps_it_and_the_rule_only_suggests()
    {
        var book = With(SouthSchool);
        var given = Nothing(book).And(new Register(Claim with { Area = "south" }, Channel.Visit, Code, Hall), By(Clerk));
        Assert.Equal((Hall, null, School), (given.State.Office, given.State.Direction, given.State.Suggested!.Office));
        var suggesting = Filed(With(Lamps with { Suggests = true }));
        Assert.Equal((Hall, null, Works), (suggesting.State.Office, suggesting.State.Unit, suggesting.State.Suggested!.Unit));
    }

    [Fact]
    public void A_matter_about_a_unit_is_given_to_that_unit_by_people_alone()
    {
        Assert.Equal((null, Works), (Filed(With(Lamps), Claim with { About = new(null, Works) }) is var one ? one.State.Unit : null, one.State.Suggested!.Unit));
        Assert.Null(Filed(With(Lamps), Claim with { About = new(Hall) }).State.Unit);
        Assert.Equal(Works, Filed(With(Lamps), Claim with { About = new(null, Farm) }).State.Unit);
    }

    [Fact]
    public void No_rule_names_accusations_and_none_sends_one()
    {
        new Given<Directions>(new Story<Directions>(Town, Monday)).When(new SetRules([Lamps with { Kinds = [GrievanceKind.Accusation] }]), By(Admin)).ThenRefused("directions-faulty");
        Assert.Null(Set([Lamps]).State.For(new(GrievanceKind.Accusation, "lamp", "north"), null, CategoryTree.Initial, Town.Town));
        var sealedCase = Nothing(With(Lamps)).And(Accuse(Mayor), Resident);
        Assert.Empty(sealedCase.Story.Events<Directed>());
        sealedCase.When(new AskRules(), By(CountyClerk)).ThenNothing();
        sealedCase.When(new CorrectSubject("lamp", null), By(CountyClerk)).ThenRefused("sealed-stays-above");
    }

    [Fact]
    public void A_corrected_subject_proposes_and_moves_nothing_until_somebody_decides()
    {
        var given = Filed(With(Lamps, new DirectionRule("farm", Hall, Farm, ["farming"])));
        given.When(new CorrectSubject("no-such", null), By(Officer)).ThenRefused("category-invalid");
        given.When(new CorrectSubject(null, "nowhere"), By(Officer)).ThenRefused("area-unknown");
        given.When(new CorrectSubject("lamp", null), By(Officer)).ThenNothing();
        given.And(new CorrectSubject("farming", "north"), By(Officer));
        Assert.Equal(("farming", "north", Works, Farm), (given.State.Category, given.State.Area, given.State.Unit!.Value, given.State.Suggested!.Unit!.Value));
        given.When(new FollowRule("属农业办职责"), By(Officer)).ThenRefused("not-allowed");
        Assert.Equal("农业也要修灯", given.When(new DeclineRule("农业也要修灯"), By(Deputy)).Then<DirectionDeclined>().Reason);
        given.And(new FollowRule("属农业办职责"), By(Deputy));
        Assert.Equal((Farm, null), (given.State.Unit!.Value, given.State.Suggested));
        given.When(new FollowRule("再来一次"), By(Deputy)).ThenRefused("nothing-proposed");
    }

    [Fact]
    public void New_rules_move_no_matter_they_propose_once_and_are_declined_with_a_reason()
    {
        var given = Filed(With(Lamps));
        given.Story.Book = With(SouthSchool, Lamps with { Unit = Farm });
        Assert.True(AskRules.WouldPropose(given.State, given.Story.Book));
        given.And(new AskRules(), By(Deputy));
        Assert.Equal((Works, Farm), (given.State.Unit!.Value, given.State.Suggested!.Unit!.Value));
        given.When(new AskRules(), By(Deputy)).ThenNothing();
        given.And(new DeclineRule("已经现场处理"), By(Deputy));
        Assert.Equal((Works, null), (given.State.Unit!.Value, given.State.Suggested));
    }

    [Fact]
    public void A_proposal_for_another_office_is_a_transfer_with_its_reason_and_a_loop_goes_up()
    {
        var given = Nothing(With(SouthSchool)).And(new Register(Claim with { Area = "south" }, Channel.Visit, Code, Hall), By(Clerk));
        given.When(new FollowRule(" "), By(Deputy)).ThenRefused("reason-missing");
        var sent = given.When(new FollowRule("位于学校范围内"), By(Deputy)).Then<Transferred>();
        Assert.Equal((School, "位于学校范围内"), (sent.To, sent.Reason));

        // It came from there: sent back by a rule it would go round, so it goes up.
        var round = Lodged(Claim with { Category = "lamp" }, Petitions).And(new Transfer(Hall, "属镇政府"), By(PetitionsHead));
        round.Story.Book = With(new DirectionRule("back", Petitions, null, ["lamp"]));
        round.And(new AskRules(), By(Deputy)).And(new FollowRule("按规则"), By(Deputy));
        var referred = Assert.Single(round.Story.Events<CompetenceReferred>());
        Assert.Equal((true, Hall), (referred.Loop, round.State.Office));
    }

    [Fact]
    public void A_unit_says_it_is_not_its_own_answers_meanwhile_and_gets_it_again_from_a_head_alone()
    {
        var given = Filed(With(Lamps));
        given.When(new ObjectAsUnit("不归我们"), By(Deputy)).ThenRefused("not-allowed");
        given.When(new ObjectAsUnit(" "), By(Officer)).ThenRefused("reason-missing");
        given.And(new ObjectAsUnit("灯属学校"), By(Officer));
        Assert.Equal((Works, true), (given.State.Unit!.Value, given.State.IsUnitDisputed));
        given.When(new ObjectAsUnit("灯属学校"), By(Officer)).ThenNothing();
        given.And(new Assign(Farm), By(Deputy));
        given.When(new Assign(Works), By(Deputy)).ThenRefused("unit-objected");
    }

    [Fact]
    public void A_head_decides_and_then_it_is_theirs()
    {
        var given = Filed(With(Lamps)).And(new ObjectAsUnit("灯属学校"), By(Officer));
        given.And(new Assign(Works, Officer, Mayor), By(Mayor));
        Assert.False(given.State.IsUnitDisputed);
    }

    [Fact]
    public void Faults_of_rules_and_areas_are_named()
    {
        var areas = Set([Lamps, SouthSchool]);
        string Fault(params ImmutableArray<DirectionRule> rules) => areas.When(new SetRules(rules), By(Admin)).Refusal().Details["fault"];
        Assert.Equal("code-invalid", Fault(Lamps with { Id = "Lamps" }));
        Assert.Equal("code-twice", Fault(Lamps, SouthSchool with { Id = "lamps" }));
        Assert.Equal("office-unknown", Fault(Lamps with { Office = new("nowhere") }));
        Assert.Equal("unit-unknown", Fault(Lamps with { Unit = CityDesk }));
        Assert.Equal("subject-unknown", Fault(Lamps with { Categories = ["no-such"] }));
        Assert.Equal("area-unknown", Fault(Lamps with { Areas = ["nowhere"] }));
        Assert.Equal("never-reached", Fault(Lamps, Lamps with { Id = "later", Categories = ["lamp"], Areas = ["north"] }));
        Assert.Equal("used-by-rule", areas.When(new SetAreas([North]), By(Admin)).Refusal().Details["fault"]);
        areas.When(new SetRules([]), By(Deputy)).ThenRefused("not-allowed");
        areas.When(new SetAreas([]), By(Deputy)).ThenRefused("not-allowed");
        areas.When(new SetAreas([North, South, new("x", Text.Zh("非访人员集中区"))]), By(Admin)).ThenRefused("name-refused");
    }

    [Fact]
    public void A_filing_names_an_area_of_the_list_and_a_spot_on_the_earth()
    {
        Nothing(With(Lamps)).When(new Lodge(Claim with { Area = "nowhere" }, Channel.Web, Code), Resident).ThenRefused("area-unknown");
        Nothing(With(Lamps)).When(new Lodge(Claim with { Spot = new(91_000_000, 0) }, Channel.Web, Code), Resident).ThenRefused("spot-invalid");
        var given = Filed(With(Lamps), Claim with { Spot = new(31_000_000, 121_000_000) });
        Assert.True(EventType.Of(given.Story.Events<Lodged>().Single()).Fields.Single(field => field.Name == "spot").Personal);
    }

    private static readonly Gen<DirectionRule> AnyRule = Gen.Select(Generators.Any("r1", "r2", "r3", "r4"), Generators.Any(Hall, School, Petitions, County), Generators.Any("", "roads", "lamp", "farming"), Generators.Any("", "north", "south"), Gen.Bool)
        .Select((id, office, category, area, suggests) => new DirectionRule(id, office, office == Hall ? Works : null, category == "" ? [] : [category], area == "" ? [] : [area], [], suggests));

    /// <summary>Whatever rules a town writes, the clocks of a filed matter stand, and nobody but a named person moves it.</summary>
    [Fact]
    public void Rules_change_neither_clock_nor_office_nor_unit_of_what_is_filed() =>
        Gen.Select(AnyRule.Array[0, 4], AnyRule.Array[0, 4], Generators.Any("lamp", "farming", "roads"), Generators.Any<string?>(null, "north", "south")).Sample((first, second, category, area) =>
        {
            var given = Filed(With([.. first.DistinctBy(rule => rule.Id).Where(rule => IsSound(first, rule))]), Claim with { Area = area });
            var before = given.State;
            given.Story.Book = With([.. second.DistinctBy(rule => rule.Id).Where(rule => IsSound(second, rule))]);
            foreach (var command in new ICommand<Grievance>[] { new AskRules(), new CorrectSubject(category, area), new AskRules() })
                foreach (var by in new[] { Deputy, Officer, CountyClerk, PetitionsHead })
                    if (given.Story.Decide(command, By(by)) is Decision.Recorded)
                        given.And(command, By(by));
            Assert.Equal((before.Office, before.Unit, before.Officer), (given.State.Office, given.State.Unit, given.State.Officer));
            Assert.Equal(before.Clocks.Select(clock => (clock.Key, clock.Clock.DueAt, clock.Owes)), given.State.Clocks.Select(clock => (clock.Key, clock.Clock.DueAt, clock.Owes)));
        }, iter: 300);

    // Rules that an earlier one covers are refused when they are set; the property is about those that can be.
    private static bool IsSound(DirectionRule[] all, DirectionRule rule) =>
        RuleFault.Of([.. all.DistinctBy(one => one.Id)], Set([]).State, Town).All(fault => fault.Rule != rule.Id);

    [Fact]
    public void Stored_bytes_never_change()
    {
        Golden.Holds(new AreasSet(1, [North with { Boundary = """{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}""" }]));
        Golden.Holds(new RulesSet(1, [new("lamps", Hall, Works, ["roads"], ["north"], [GrievanceKind.Claim], true)]));
    }
}
