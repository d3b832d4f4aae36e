using System.Collections.Immutable;
using Answerable.Emergencies;
using Answerable.Engine.Hosting;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;

namespace Answerable.Server.Demo;

/// <summary>Turns what a plan proposes into offices, units, posts and people of the record. Coercive duties are not in the proposal.</summary>
public sealed class Founding(RecordDesk desk, JurisdictionId jurisdiction)
{
    public const string LeadingGroup = "leading-group";
    private static readonly Actor Operator = new Actor.Operator();

    /// <summary>Founds the town with its office and those above it, then what the plan names.</summary>
    /// <param name="offices">The receiving office first; each after its parent.</param>
    /// <param name="leading">How many of the paging order lead: leader and deputies.</param>
    public async Task Found(Text name, ImmutableArray<Office> offices, PlanProposal proposal, int leading)
    {
        await Town(new FoundTown(name, "Asia/Shanghai", Deadlines.Rulebooks.Petition));
        var receiving = offices[0];
        foreach (var office in offices.Reverse())
            await Town(new SetOffice(office, Receives: office.Id == receiving.Id));
        foreach (var unit in proposal.Units)
            await Town(new SetUnit(new(new(unit.Key), receiving.Id, Text.Zh(unit.Name))));
        foreach (var person in proposal.People)
            await Town(new SetPerson(new(person.Key), person.Name));
        foreach (var post in proposal.Posts)
            await Post(new(new(post.Key), receiving.Id, post.UnitKey is { } unit ? new UnitId(unit) : null, Text.Zh(post.Title), post.Powers), post.HolderKey);
        await CallOrder(proposal, leading);
    }

    /// <summary>Creates a post and, where somebody is named, fills it.</summary>
    public async Task Post(Post post, string? holder)
    {
        await Town(new SetPost(post));
        if (holder is not null)
            await Town(new FillPost(post.Id, new(holder)));
    }

    public Task Town(ICommand<Offices.Town> command) => Do(Offices.Town.Stream, command);

    public Task Arrange(ICommand<Arrangements> command) => Do(Arrangements.Stream, command);

    /// <exception cref="InvalidOperationException">The rules refuse it: the plan or the demonstration is wrong.</exception>
    public async Task Do(StreamId stream, ICommand command, Actor? by = null)
    {
        if (await desk.Submit(jurisdiction, new(stream, command, by ?? Operator)) is Answer.Refused refused)
            throw new InvalidOperationException($"{command} was refused: {refused.Code}.");
    }

    // In the order of the plan's roster, each person by the first post they hold: opening an emergency calls those who lead;
    // the members are a group of their own, called when it is needed.
    private async Task CallOrder(PlanProposal proposal, int leading)
    {
        var posts = proposal.PagingOrder
            .Select(person => proposal.Posts.FirstOrDefault(post => post.HolderKey == person)?.Key).OfType<string>().Select(PostId.Of).ToImmutableArray();
        await Call(new(LeadingGroup, Text.Of("应急领导小组组长、副组长", "Leader and deputy leaders"), [.. posts.Take(leading)]), first: true);
        await Call(new("leading-group-members", Text.Of("应急领导小组成员", "Members of the leading group"), [.. posts.Skip(leading)]), first: false);
    }

    private Task Call(ResponseGroup group, bool first) => group.Posts.IsEmpty ? Task.CompletedTask : Arrange(new ArrangeGroup(group, CalledOnOpening: first));
}
