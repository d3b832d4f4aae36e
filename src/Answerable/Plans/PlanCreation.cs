using System.Collections.Immutable;
using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Plans;

/// <summary>What a plan offers to create, by kind, in the order in which it has to be created.</summary>
public enum CreationKind { Office, Unit, Person, Post, Group }

/// <summary>How it compares with what the town has.</summary>
public enum CreationState
{
    New,

    /// <summary>The town has it just so: nothing to do.</summary>
    Present,

    /// <summary>The town has it otherwise; creating it changes that.</summary>
    Changed,
}

/// <param name="Key">Its id in the plan and in the town: importing again finds it.</param>
/// <param name="Commands">What creates it; empty when it is present.</param>
public sealed record CreationStep(CreationKind Kind, string Key, Text Name, CreationState State, ImmutableArray<(StreamId Stream, ICommand Wish)> Commands);

/// <summary>What the administrator decided about one post.</summary>
/// <param name="Holder">Key of the person who holds it; null leaves it vacant.</param>
/// <param name="Deputy">Key of the post that stands in.</param>
public sealed record PostChoice(string? Holder, string? Deputy, ImmutableSortedSet<Power> Powers);

/// <summary>
/// From a proposal to the commands that carry it out: one way for the page, the command line and the demonstration. Only lawful names and
/// duties are in a proposal, and every command is judged again where all commands are.
/// </summary>
public static class PlanCreation
{
    /// <summary>The group that opening an emergency calls.</summary>
    public const string LeadingGroup = "leading-group";

    /// <summary>The other people of the leading group's list.</summary>
    public const string LeadingMembers = "leading-group-members";

    /// <param name="posts">What was decided about posts, by key; the others are as <see cref="Default"/> has them.</param>
    /// <param name="chosen">Keys of what to create; null: everything. A post brings its unit, its holder and its deputy along; a group calls only posts there are.</param>
    /// <exception cref="InvalidOperationException">The town has no receiving office yet.</exception>
    public static IReadOnlyList<CreationStep> Steps(PlanProposal proposal, Town town, Arrangements arrangements, IReadOnlyDictionary<string, PostChoice>? posts = null, IReadOnlySet<string>? chosen = null)
    {
        var office = town.ReceivingOffice is { } id ? town.Find(id)! : throw new InvalidOperationException("The town has no receiving office yet.");
        PostChoice Choice(ProposedPost post) => posts?.GetValueOrDefault(post.Key) ?? Default(post, town);
        var wanted = chosen is null ? null : Along(proposal, Choice, chosen);
        ResponseGroup There(ResponseGroup group) => wanted is null ? group : group with { Posts = [.. group.Posts.Where(post => wanted.Contains(post.Value) || town.Find(post) is not null)] };
        IEnumerable<CreationStep> all =
        [
            .. Offices(proposal, town, office),
            .. proposal.Units.Select(unit => Unit(new(new(unit.Key), office.Id, Text.Zh(unit.Name)), town)),
            .. proposal.People.Select(person => Person(person, town)),
            .. proposal.Posts.Select(post => Post(post, Choice(post), office.Id, town)),
            .. Groups(proposal).Select(There).Where(group => !group.Posts.IsEmpty).Select(group => Group(group, arrangements)),
        ];
        return [.. all.Where(step => wanted is null || wanted.Contains(step.Key))];
    }

    /// <summary>As the plan proposes it; a post the town has already keeps who holds it, who stands in and what it may do.</summary>
    public static PostChoice Default(ProposedPost post, Town town) =>
        town.Find(new PostId(post.Key)) is { } known ? new(town.HolderOf(known.Id)?.Value, known.Deputy?.Value, known.Powers) : new(post.HolderKey, null, post.Powers);

    private static HashSet<string> Along(PlanProposal proposal, Func<ProposedPost, PostChoice> choice, IReadOnlySet<string> chosen)
    {
        var wanted = chosen.ToHashSet(StringComparer.Ordinal);
        wanted.UnionWith(proposal.Posts.Where(post => chosen.Contains(post.Key)).Select(choice).Select(decided => decided.Deputy).OfType<string>());
        foreach (var post in proposal.Posts.Where(post => wanted.Contains(post.Key)))
            wanted.UnionWith(new[] { post.UnitKey, choice(post).Holder }.OfType<string>());
        return wanted;
    }

    /// <summary>The leading group in the order of the plan, its members, and each working group: its leads, their deputy, the posts of its units.</summary>
    public static IEnumerable<ResponseGroup> Groups(PlanProposal proposal)
    {
        var order = Posts(proposal, proposal.PagingOrder);
        yield return new(LeadingGroup, Text.Of("应急领导小组组长、副组长", "Leader and deputy leaders"), [.. order.Take(proposal.Leading)]);
        yield return new(LeadingMembers, Text.Of("应急领导小组成员", "Members of the leading group"), [.. order.Skip(proposal.Leading)]);
        foreach (var group in proposal.Groups)
            yield return new(group.Key, Text.Zh(group.Name),
                [.. Posts(proposal, [.. group.LeadKeys, .. group.DeputyKey is { } deputy ? [deputy] : Array.Empty<string>()])
                    .Concat(proposal.Posts.Where(post => post.UnitKey is { } unit && group.UnitKeys.Contains(unit)).Select(post => new PostId(post.Key))).Distinct()]);
    }

    // Each person by the first post they hold.
    private static List<PostId> Posts(PlanProposal proposal, IReadOnlyList<string> people) =>
        [.. people.Select(person => proposal.Posts.FirstOrDefault(post => post.HolderKey == person)?.Key).OfType<string>().Select(PostId.Of)];

    // The town's own office is there before a plan is read; another body that issued the plan with it may be added.
    private static IEnumerable<CreationStep> Offices(PlanProposal proposal, Town town, Office receiving)
    {
        foreach (var (name, index) in proposal.Offices.Select((name, index) => (name, index + 1)))
        {
            if (town.Offices.Values.Any(known => known.Name.In("zh") == name))
                yield return new(CreationKind.Office, $"issuer-{index}", Text.Zh(name), CreationState.Present, []);
            else
                yield return Step(CreationKind.Office, $"issuer-{index}", Text.Zh(name), town.Find(new OfficeId($"issuer-{index}")) is not null,
                    new SetOffice(new(new($"issuer-{index}"), Text.Zh(name), OfficeRole.HandlingOrgan, receiving.Tier, receiving.Parent)));
        }
    }

    private static CreationStep Unit(Unit unit, Town town) =>
        town.Find(unit.Id) == unit ? new(CreationKind.Unit, unit.Id.Value, unit.Name, CreationState.Present, [])
        : Step(CreationKind.Unit, unit.Id.Value, unit.Name, town.Find(unit.Id) is not null, new SetUnit(unit));

    private static CreationStep Person(ProposedPerson person, Town town)
    {
        var known = town.Find(new PersonId(person.Key));
        return known?.Name == person.Name ? new(CreationKind.Person, person.Key, Text.Zh(person.Name), CreationState.Present, [])
            : Step(CreationKind.Person, person.Key, Text.Zh(person.Name), known is not null, new SetPerson(new(person.Key), person.Name));
    }

    private static CreationStep Post(ProposedPost proposed, PostChoice chosen, OfficeId office, Town town)
    {
        var known = town.Find(new PostId(proposed.Key));
        var post = new Post(new(proposed.Key), office, proposed.UnitKey is { } unit ? new UnitId(unit) : null, Text.Zh(proposed.Title), chosen.Powers,
            known?.ReportsTo, chosen.Deputy is { } deputy ? new PostId(deputy) : null);
        var commands = ImmutableArray.CreateBuilder<(StreamId, ICommand)>();
        if (known is null || !Same(known, post))
            commands.Add((Town.Stream, new SetPost(post)));
        if (chosen.Holder is { } holder && town.HolderOf(post.Id) != new PersonId(holder))
            commands.Add((Town.Stream, new FillPost(post.Id, new(holder))));
        if (chosen.Holder is null && town.HolderOf(post.Id) is not null)
            commands.Add((Town.Stream, new VacatePost(post.Id)));
        return new(CreationKind.Post, proposed.Key, post.Title, known is null ? CreationState.New : commands.Count == 0 ? CreationState.Present : CreationState.Changed, commands.ToImmutable());
    }

    // A set of powers compares by reference; everything else by value.
    private static bool Same(Post one, Post other) => one.Powers.SetEquals(other.Powers) && one with { Powers = other.Powers } == other;

    private static CreationStep Group(ResponseGroup group, Arrangements arrangements)
    {
        var known = arrangements.Groups.GetValueOrDefault(group.Id);
        var called = group.Id == LeadingGroup;
        if (known is not null && known.Name == group.Name && known.Posts.SequenceEqual(group.Posts) && (!called || arrangements.OpeningGroup == group.Id))
            return new(CreationKind.Group, group.Id, group.Name, CreationState.Present, []);
        return new(CreationKind.Group, group.Id, group.Name, known is null ? CreationState.New : CreationState.Changed, [(Arrangements.Stream, new ArrangeGroup(group, CalledOnOpening: called))]);
    }

    private static CreationStep Step(CreationKind kind, string key, Text name, bool known, ICommand wish) =>
        new(kind, key, name, known ? CreationState.Changed : CreationState.New, [(Town.Stream, wish)]);
}
