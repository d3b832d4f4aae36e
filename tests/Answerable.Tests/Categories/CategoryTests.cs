using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Grievances.Categories;
using Answerable.Recording;
using Answerable.Tests.Grievances;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Categories;

/// <summary>What a matter may be about is the town's own list: on the record, checked, and about things, never about people.</summary>
public sealed class CategoryTests
{
    private static readonly Category Roads = new("roads", Text.Of("道路", "Roads"), Office: Hall, Days: 20);
    private static readonly Category Lamp = new("lamp", Text.Of("路灯", "Lamps"), "roads", Days: 5, Public: true) { Unit = Works };
    private static readonly Category Sign = new("sign", Text.Of("标志", "Signs"), "roads");

    private static Given<CategoryTree> Empty() => new(new Story<CategoryTree>(Rules, Monday));

    private static void Refused(string fault, params ImmutableArray<Category> list)
    {
        var refusal = Empty().When(new SetCategories(list), By(Admin)).Refusal();
        Assert.Equal(("subjects-faulty", fault), (refusal.Code, refusal.Details["fault"]));
    }

    [Fact]
    public void A_town_that_set_none_has_those_that_ship()
    {
        var tree = CategoryTree.Initial;
        Assert.Equal(0, tree.Version);
        Assert.Empty(CategoryFault.Of(tree.All, Rules.Town));
        Assert.Contains(tree.Public, one => one.Code == "lamp");
        Assert.All(tree.All, one => Assert.True(one.Name.Values.ContainsKey("zh") && one.Name.Values.ContainsKey("en")));
        Assert.All(tree.All, one => Assert.IsType<Answerable.Plans.NameVerdict.Allowed>(Answerable.Plans.NameGuard.Check(one.Name.In("zh"))));
    }

    [Fact]
    public void Whoever_administers_sets_it_whole_and_each_time_is_a_version()
    {
        Empty().When(new SetCategories([Roads]), By(Deputy)).ThenRefused("not-allowed");
        var given = Empty().And(new SetCategories([Roads, Lamp, Sign]), By(Admin));
        given.When(new SetCategories([Roads, Lamp, Sign]), By(Admin)).ThenNothing();
        given.And(new SetCategories([Roads, Sign]), By(Admin));
        Assert.Equal(2, given.State.Version);
        Assert.Null(given.State.Find("lamp"));
        Assert.Equal("路灯", given.State.Name("lamp", "zh"));
    }

    [Fact]
    public void A_part_of_a_subject_has_what_the_wider_one_says_unless_it_says_otherwise()
    {
        var tree = Empty().And(new SetCategories([Roads, Lamp, Sign]), By(Admin)).State;
        Assert.Equal((5, 20), (tree.Days("lamp"), tree.Days("sign")));
        Assert.Equal("roads", tree.Competent("sign")!.Code);
        Assert.Equal("道路 · 路灯", tree.FullName("lamp", "zh"));
        Assert.Equal(["roads", "lamp", "sign"], tree.InTreeOrder.Select(one => one.Code));
        Assert.Equal(["lamp"], tree.Public.Select(one => one.Code));
    }

    [Fact]
    public void Every_fault_of_a_list_is_named()
    {
        Refused("list-size");
        Refused("code-invalid", Roads with { Code = "Roads" });
        Refused("code-twice", Roads, Roads);
        Refused("name-missing", Roads with { Name = Text.Empty });
        Refused("parent-unknown", Lamp);
        Refused("too-deep", Roads with { Parent = "lamp" }, Lamp);
        Refused("days-invalid", Roads with { Days = 0 });
        Refused("office-unknown", Roads with { Office = new("nowhere") });
        Refused("unit-unknown", Roads with { Unit = CityDesk });
        Assert.Equal(2, CategoryFault.Of([Roads with { Days = 0, Office = new("nowhere") }], Rules.Town).Count());
    }

    [Fact]
    public void A_subject_is_never_about_the_people_who_complain() =>
        Empty().When(new SetCategories([Roads with { Name = Text.Zh("重点上访人员稳控") }]), By(Admin)).ThenRefused("name-refused");

    [Fact]
    public void A_filing_has_a_subject_of_the_list_or_none()
    {
        var book = Rules with { Categories = Empty().And(new SetCategories([Roads]), By(Admin)).State };
        Nothing(book).When(new Lodge(Claim with { Category = "lamp" }, Channel.Web, Code, Hall), Resident).ThenRefused("category-invalid");
        Assert.Equal("roads", Nothing(book).And(new Lodge(Claim with { Category = "roads" }, Channel.Web, Code, Hall), Resident).State.Category);
        Assert.Null(Nothing(book).And(new Lodge(Claim with { Category = null }, Channel.Web, Code, Hall), Resident).State.Category);
    }

    [Fact]
    public void The_towns_own_target_is_no_clock()
    {
        var book = Rules with { Categories = Empty().And(new SetCategories([Roads, Lamp]), By(Admin)).State };
        var (with, without) = (Nothing(book).And(new Lodge(Claim, Channel.Web, Code, Hall), Resident), Lodged());
        Assert.Equal(without.State.Clocks.Select(clock => (clock.Key, clock.Clock.DueAt)), with.State.Clocks.Select(clock => (clock.Key, clock.Clock.DueAt)));
    }

    [Fact]
    public void Stored_bytes_never_change() => Golden.Holds(new CategoriesSet(1, [Roads, Lamp, Sign]));
}
