using Answerable.Emergencies;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;
using NodaTime;

namespace Answerable.Tests.Plans;

/// <summary>What importing offers to create, and what creating it does to a town.</summary>
public sealed class PlanCreationTests
{
    private static readonly PlanProposal Proposal = PlanImport.Propose(PlanReview.Apply(Sample.Reading.Plan));
    private static readonly Town Empty = Town.Initial.With(new OfficeSet(new(new("qinghe"), Text.Zh("清河镇人民政府"), OfficeRole.HandlingOrgan, 1), Receives: true), At(1));

    [Fact]
    public void The_sample_offers_its_other_issuing_body_its_units_people_posts_and_groups()
    {
        var steps = PlanCreation.Steps(Proposal, Empty, Arrangements.Initial);
        Assert.Equal(["中共清河镇委员会"], steps.Where(step => step is { Kind: CreationKind.Office, State: CreationState.New }).Select(step => step.Name.In("zh")));
        Assert.Equal((43, Proposal.Posts.Count, Proposal.Units.Count), (Of(steps, CreationKind.Person), Of(steps, CreationKind.Post), Of(steps, CreationKind.Unit)));
        Assert.Equal([PlanCreation.LeadingGroup, PlanCreation.LeadingMembers], steps.Where(step => step.Kind == CreationKind.Group).Take(2).Select(step => step.Key));
    }

    [Fact]
    public void Everything_is_accepted_and_offered_as_present_afterwards()
    {
        var (town, arrangements) = Create(PlanCreation.Steps(Proposal, Empty, Arrangements.Initial), Empty, Arrangements.Initial);
        Assert.All(PlanCreation.Steps(Proposal, town, arrangements), step => Assert.Equal(CreationState.Present, step.State));
        Assert.Equal(8, arrangements.Groups[PlanCreation.LeadingGroup].Posts.Length);
        Assert.Equal(35, arrangements.Groups[PlanCreation.LeadingMembers].Posts.Length);
    }

    [Fact]
    public void What_the_administrator_decided_about_a_post_is_kept_when_the_plan_comes_again()
    {
        var (first, second) = (Proposal.Posts[0].Key, Proposal.Posts[1].Key);
        var decided = new Dictionary<string, PostChoice> { [first] = new(null, second, [Power.Duty]) };
        var (town, arrangements) = Create(PlanCreation.Steps(Proposal, Empty, Arrangements.Initial, decided), Empty, Arrangements.Initial);
        Assert.Equal((null, new PostId(second)), (town.HolderOf(new(first)), town.Find(new PostId(first))!.Deputy));
        Assert.Equal([Power.Duty], town.Find(new PostId(first))!.Powers);
        Assert.All(PlanCreation.Steps(Proposal, town, arrangements), step => Assert.Equal(CreationState.Present, step.State));
    }

    [Fact]
    public void A_ticked_post_brings_its_unit_and_holder_and_a_group_calls_only_posts_there_are()
    {
        var post = Proposal.Posts.First(one => one.UnitKey is not null);
        var steps = PlanCreation.Steps(Proposal, Empty, Arrangements.Initial, chosen: new HashSet<string> { post.Key, PlanCreation.LeadingGroup, PlanCreation.LeadingMembers });
        Assert.Equal([post.UnitKey!, post.HolderKey!, post.Key], steps.Where(step => step.Kind != CreationKind.Group).Select(step => step.Key));
        Assert.Equal([new PostId(post.Key)], steps.Where(step => step.Kind == CreationKind.Group).SelectMany(step => ((ArrangeGroup)step.Commands[0].Wish).Group.Posts));
    }

    [Fact]
    public void No_name_that_is_created_asks_for_what_is_never_built() =>
        Assert.All(PlanCreation.Steps(Proposal, Empty, Arrangements.Initial).SelectMany(step => step.Commands), command => Assert.Null(StaffWords.Forbidden(command.Wish)));

    [Fact]
    public void Police_named_in_a_group_get_no_power_from_it() =>
        Assert.All(Proposal.Posts.Where(post => Proposal.Units.Any(unit => unit.Key == post.UnitKey && !unit.CaseAccess)), post => Assert.Empty(post.Powers.Except([Power.Command])));

    private static int Of(IReadOnlyList<CreationStep> steps, CreationKind kind) => steps.Count(step => step.Kind == kind);

    // As the registrar would: each command decided on what those before it left.
    private static (Town, Arrangements) Create(IReadOnlyList<CreationStep> steps, Town town, Arrangements arrangements)
    {
        foreach (var (stream, wish) in steps.SelectMany(step => step.Commands))
        {
            object state = stream == Town.Stream ? town : arrangements;
            var decision = Kind.Of(stream).Decide(state, wish, new(new Actor.Operator(), stream, Instant.MinValue, Instant.MinValue, new CountedIds(), new Book(town)));
            state = Assert.IsType<Decision.Recorded>(decision).Events.Aggregate(state, (so, happened) => Kind.Of(stream).With(so, happened, At(1)));
            (town, arrangements) = state is Town changed ? (changed, arrangements) : (town, (Arrangements)state);
        }

        return (town, arrangements);
    }

    private static Stamp At(long version) => new(version, Instant.MinValue, Instant.MinValue, new("operator"));
}
