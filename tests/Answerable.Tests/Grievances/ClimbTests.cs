using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using CsCheck;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Every overdue case reaches the top, whatever the offices look like, under whichever law, however late the alarms ring, and even if nobody ever picks it up.</summary>
public sealed class ClimbTests
{
    private sealed record Tree(ImmutableArray<int> Parents, ImmutableArray<OfficeRole> Roles, int Filed, string Rulebook, GrievanceKind Kind, ImmutableArray<int> Jumps);

    // Office n+1 hangs below one of the offices 0..n: chains, combs and stars, 1 to 12 offices.
    private static readonly Gen<Tree> AnyTree = Gen.Select(
        Gen.Int[0, 1000].Array[0, 11], Generators.Any(Enum.GetValues<OfficeRole>()).Array[12], Gen.Int[0, 1000],
        Generators.Any(Rulebooks.ForTowns.Select(book => book.Id).ToArray()), Generators.Any(GrievanceKind.Claim, GrievanceKind.Suggestion), Gen.Int[1, 60].Array[1, 6],
        (parents, roles, filed, book, kind, jumps) => new Tree(
            [.. parents.Select((parent, n) => Math.Max(parent % (n + 1), parent % 3 == 0 ? n : 0))], [.. roles], filed % (parents.Length + 1), book, kind, [.. jumps]));

    [Fact]
    public void What_nobody_ever_picks_up_reaches_the_top_of_any_tree() => AnyTree.Sample(tree =>
    {
        var story = new Story<Grievance>(new(Build(tree)), Monday);
        story.Do(new Lodge(Claim with { Kind = tree.Kind }, Channel.Web, Code, Id(tree.Filed)), Resident);
        // The watch sleeps and wakes late, whatever it is late by; then it goes on in time.
        foreach (var jump in tree.Jumps)
        {
            story.Now += Duration.FromDays(jump);
            story.Until(story.Now);
        }

        story.Until(story.Now + Duration.FromDays(60 + 15 * 12));
        Assert.True(story.State.IsOverdue);
        var top = story.Book.Town.Above(Id(tree.Filed)).LastOrDefault()?.Id;
        Assert.All(story.Book.Town.Above(Id(tree.Filed)), office => Assert.Contains(office.Id, story.State.Overseers));
        if (top is { } last)
            Assert.Contains(story.Sent, delivery => delivery.Recipient == $"office.{last}" && delivery.Message is "grievance.deadline-missed" or "grievance.brought-higher");
        Assert.DoesNotContain(story.State.Deadlines, deadline => deadline.DueAt <= story.Now);
        // Nobody beside the line is told.
        Assert.All(story.State.Overseers, office => Assert.Contains(office, story.Book.Town.Above(Id(tree.Filed)).Select(above => above.Id)));
    }, iter: 300);

    [Fact]
    public void Handing_it_round_below_does_not_stop_the_climb() =>
        Gen.Select(AnyTree, Gen.Int[0, 1000].Array[1, 6]).Sample((tree, transfers) =>
        {
            var story = new Story<Grievance>(new(Build(tree)), Monday);
            story.Do(new Lodge(Claim, Channel.Web, Code, Id(tree.Filed)), Resident);
            foreach (var (to, n) in transfers.Select((to, n) => (Id(to % (tree.Parents.Length + 1)), n)))
            {
                story.Until(story.Now + Duration.FromDays(tree.Jumps[n % tree.Jumps.Length]));
                var transfer = new Transfer(to, "转送");
                if (story.Decide(transfer, new Actor.Staff(new($"p-{story.State.Office}"))) is Decision.Recorded { Events.Length: > 0 })
                    story.Do(transfer, new Actor.Staff(new($"p-{story.State.Office}")));
            }

            story.Until(story.Now + Duration.FromDays(120 + 15 * 12));
            var top = story.Book.Town.Above(story.State.Office).LastOrDefault()?.Id ?? story.State.Office;
            Assert.True(story.State.IsOverdue);
            Assert.Contains(top, story.State.Overseers.Append(story.State.Office));
        }, iter: 300);

    private static OfficeId Id(int n) => new($"office-{n}");

    private static Town Build(Tree tree)
    {
        var book = Rulebooks.Find(tree.Rulebook)!;
        List<IEvent> events = [new TownFounded(Text.Of("柳河镇", "Liuhe"), book.Zone!, tree.Rulebook)];
        for (var n = 0; n <= tree.Parents.Length; n++)
        {
            events.Add(new OfficeSet(new(Id(n), Text.Of($"机关{n}", $"Office {n}"), tree.Roles[n], n, n == 0 ? null : Id(tree.Parents[n - 1])), n == tree.Filed));
            events.Add(new PostSet(new(new($"post-{n}"), Id(n), null, Text.Of("岗位", "Post"), [Power.Disposition])));
            events.Add(new PersonSet(new($"p-office-{n}"), $"人员{n}"));
            events.Add(new PostFilled(new($"post-{n}"), new($"p-office-{n}")));
        }

        return events.Select((happened, n) => (happened, n)).Aggregate(Town.Initial, (town, one) => town.With(one.happened, new(one.n + 1, Monday, Monday, new("operator"))));
    }
}
