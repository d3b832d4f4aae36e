using Answerable.Duty;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Tests.Emergencies.Qingtan;

namespace Answerable.Tests.Emergencies;

public class OpeningTests
{
    [Fact]
    public void One_command_pages_the_leading_group_in_the_order_of_the_plan()
    {
        var story = Flooded();

        Assert.Equal([Head, Works, Clinic], story.Events<Paged>().Select(e => e.Person));
        Assert.Equal(
            ["page/1/1/0/1/m1", "page/1/1/0/1/m2", "page/1/2/0/1/m1", "page/1/2/0/1/m2", "page/1/3/0/1/m1", "page/1/3/0/1/m2"],
            story.Sent.Select(d => d.Key));
        Assert.All(story.Sent, d => Assert.True(d.Urgent));
        Assert.Equal(["staff.head/m1", "staff.head/m2"], story.Sent.Take(2).Select(d => d.Recipient));
        Assert.Equal("石桥溪漫堤", story.Sent[0].Arguments["what"]);
    }

    [Fact]
    public void Every_channel_of_one_page_carries_the_same_code_and_no_two_pages_share_one()
    {
        var story = Flooded();
        var codes = story.Sent.GroupBy(d => d.Recipient.Split('/')[0]).Select(g => g.Select(d => d.Arguments["code"]).Distinct().Single()).ToList();

        Assert.Equal(3, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^37[0-9]{4}$", code));
    }

    [Fact]
    public void A_second_opening_is_refused() => Flooded().Refuses("already-open", Flood, ByOfficer);

    [Fact]
    public void A_clerk_without_duty_may_not_open_one() => Story().Refuses("not-allowed", Flood, ByClerk);

    [Theory]
    [InlineData("", "text-missing")]
    [InlineData("水\r\nBcc: x@example.invalid", "text-not-one-line")]
    [InlineData("联系 139 0000 0000", "text-has-number")]
    [InlineData("身份证 11010119900307", "text-has-number")]
    public void A_headline_that_cannot_go_out_by_SMS_is_refused(string what, string code) =>
        Story().Refuses(code, Flood with { What = what }, ByOfficer).Refuses(code, Flood with { Place = what }, ByOfficer);

    [Fact]
    public void A_headline_has_a_longest_length() =>
        Story().Refuses("text-too-long", Flood with { What = new('水', 61) }, ByOfficer).Do(Flood with { What = new('水', 60) }, ByOfficer);

    // Safeguards A1: paging is not to be turned against people who complain. A danger near them stays a danger.
    [Theory]
    [InlineData("劝返进京上访人员")]
    [InlineData("稳控重点人员")]
    [InlineData("拦截越级上访群众")]
    public void An_emergency_that_asks_for_what_is_never_built_is_refused(string what) => Story().Refuses("name-refused", Flood with { What = what }, ByOfficer);

    [Theory]
    [InlineData("信访大厅起火")]
    [InlineData("接待室门前人群拥挤有人受伤")]
    [InlineData("石桥溪漫堤")]
    public void A_danger_is_a_danger_wherever_it_is(string what) => Story().Do(Flood with { What = what }, ByOfficer);

    [Fact]
    public void A_group_named_for_what_is_never_built_is_refused_and_the_lawful_name_offered()
    {
        var refused = Assert.IsType<Decision.Refused>(new Story<Arrangements>(InForce, Night).Decide(new ArrangeGroup(new("g", Text.Zh("稳控接访工作组"), [HeadPost])), ByHead));

        Assert.Equal(("name-refused", "接访工作组"), (refused.Code, refused.Details["lawful"]));
    }

    [Fact]
    public void A_road_number_is_no_telephone_number() => Story().Do(Flood with { Place = "G1501 K12+300" }, ByOfficer);

    [Fact]
    public void A_kind_outside_the_closed_list_is_refused() =>
        Story().Refuses("kind-unknown", Flood with { EventKind = (EventKind)9 }, ByOfficer)
            .Refuses("kind-unknown", Flood with { Grade = (EventGrade)9 }, ByOfficer);

    [Theory]
    [InlineData("07")]
    [InlineData("7")]
    [InlineData("3a")]
    [InlineData("٣٧")]
    public void A_sign_is_two_digits(string sign) => Story().Refuses("sign-invalid", Flood with { Sign = sign }, ByOfficer);

    [Fact]
    public void A_sign_is_drawn_where_none_is_given() =>
        Assert.Matches("^[1-9][0-9]$", Story().Do(Flood with { Sign = null }, ByOfficer).State.Sign);

    [Fact]
    public void A_town_without_a_leading_group_calls_whoever_may_command()
    {
        var story = Flooded(InForce with { Arrangements = Arrangements.Initial });

        Assert.Equal([Head, HeadDeputy], story.Events<Paged>().Select(e => e.Person));
    }

    [Fact]
    public void A_town_with_nobody_at_all_rings_its_desk_at_once()
    {
        var story = Story(InForce with { Arrangements = Arrangements.Initial, Roster = Roster.Initial, Town = InForce.Town with { Posts = InForce.Town.Posts.RemoveRange(["p-head", "p-head-deputy"]) } });
        story.Do(Flood, ByOfficer);

        Assert.Single(story.Events<DeskAlarmed>());
        Assert.Equal("desk/1/1/1", Assert.Single(story.Sent).Key);
    }

    [Fact]
    public void Somebody_with_two_posts_of_the_group_is_paged_once()
    {
        var town = InForce.Town with { Holders = InForce.Town.Holders.SetItem(ClinicPost.Value, Head) };
        var story = Flooded(InForce with { Town = town });

        Assert.Equal([Head, Works], story.Events<Paged>().Select(e => e.Person));
        Assert.Equal(2, story.State.Rounds[0].Seats.Count);
    }

    [Fact]
    public void A_round_of_ten_thousand_finds_a_code_for_everyone()
    {
        var town = InForce.Town;
        var posts = new List<PostId>();
        for (var i = 0; i < 10_000; i++)
        {
            var (post, person) = (new PostId($"q{i}"), new PersonId($"n{i}"));
            posts.Add(post);
            town = town with
            {
                Posts = town.Posts.Add(post.Value, new(post, Qingtan.Town, null, Text.Zh("员"), [])),
                People = town.People.Add(person.Value, new(person, "某", [new("m1", "sms", true)])),
                Holders = town.Holders.Add(post.Value, person),
            };
        }

        var story = Flooded(With(PagingPolicy.Default, [.. posts]) with { Town = town });
        var codes = story.Events<Paged>().Select(e => e.Code).ToList();

        Assert.Equal(10_000, codes.Distinct().Count());
        Assert.All(codes, code => Assert.InRange(code.Length, 6, 8));
    }

    [Fact]
    public void The_policy_is_frozen_when_a_round_is_called()
    {
        var story = Flooded(With(new([new(PageTarget.Holder, 7, 1, [])]), HeadPost));
        story.Book = InForce;
        story.After(NodaTime.Duration.FromMinutes(7));

        Assert.Single(story.Events<DeskAlarmed>());
    }
}
