using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Tests.Towns;

/// <summary>People look for units and posts in the order of their plan, not of ids that they never see.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Units_and_posts_stand_in_the_order_in_which_the_plan_first_named_them()
    {
        var town = Town.Initial;
        foreach (var (id, name) in new[] { ("unit-9", "党政办"), ("unit-10", "信访办"), ("a", "水利站"), ("unit-10", "信访办公室") })
        {
            town = town.With(new UnitSet(new(new(id), new("hall"), Text.Zh(name))), Stamp());
            town = town.With(new PostSet(new(new($"post-{id}"), new("hall"), new UnitId(id), Text.Zh(name), [])), Stamp());
        }

        Assert.Equal(["党政办", "信访办公室", "水利站"], town.UnitsInOrder.Select(unit => unit.Name.In("zh")));
        Assert.Equal(["党政办", "信访办公室", "水利站"], town.PostsInOrder.Select(post => post.Title.In("zh")));
    }

    private static Stamp Stamp() => new(1, Instant.FromUtc(2026, 8, 4, 1, 30), Instant.FromUtc(2026, 8, 4, 1, 30), new("operator"));
}
