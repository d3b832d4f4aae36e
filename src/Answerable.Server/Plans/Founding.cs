using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Engine.Hosting;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Recording;

namespace Answerable.Server.Plans;

/// <param name="Refused">Why the record did not take it; null when it did.</param>
public sealed record Created(CreationStep Step, Answer.Refused? Refused);

/// <summary>
/// Founds a town and creates what a plan proposes, through the registrar: for the page, the command line and the demonstration alike.
/// Every step stands alone; repeating it is harmless, because what is present is not created again.
/// </summary>
public sealed class Founding(RecordDesk desk, BookShelf books, JurisdictionId jurisdiction, Actor by)
{
    /// <summary>Founds the town under a rulebook, in its time zone, with its office and those above it.</summary>
    /// <param name="offices">The receiving office first; each before its parent.</param>
    public async Task Found(Text name, ImmutableArray<Office> offices, Rulebook rulebook)
    {
        await Town(new FoundTown(name, rulebook.Zone!, rulebook.Id));
        foreach (var office in offices.Reverse())
            await Town(new SetOffice(office, Receives: office.Id == offices[0].Id));
    }

    /// <summary>What creating the proposal would do to the town as it is now.</summary>
    public async Task<IReadOnlyList<CreationStep>> Steps(PlanProposal proposal, IReadOnlyDictionary<string, PostChoice>? posts = null, IReadOnlySet<string>? chosen = null)
    {
        var book = await books.Get(jurisdiction);
        return PlanCreation.Steps(proposal, book.Town, book.Arrangements, posts, chosen);
    }

    /// <summary>Carries the steps out, in order. A refused one stops nothing but itself.</summary>
    public async Task<IReadOnlyList<Created>> Create(IEnumerable<CreationStep> steps)
    {
        var done = new List<Created>();
        foreach (var step in steps.Where(step => step.State != CreationState.Present))
        {
            Answer.Refused? refused = null;
            foreach (var (stream, wish) in step.Commands)
                refused ??= await desk.Submit(jurisdiction, new(stream, wish, by)) as Answer.Refused;
            done.Add(new(step, refused));
        }

        return done;
    }

    /// <summary>Creates a post and, where somebody is named, fills it.</summary>
    public async Task Post(Post post, string? holder)
    {
        await Town(new SetPost(post));
        if (holder is not null)
            await Town(new FillPost(post.Id, new(holder)));
    }

    public Task Town(ICommand<Offices.Town> command) => Do(Offices.Town.Stream, command);

    /// <exception cref="InvalidOperationException">The rules refuse it: the plan or the program is wrong.</exception>
    public async Task Do(StreamId stream, ICommand command)
    {
        if (await desk.Submit(jurisdiction, new(stream, command, by)) is Answer.Refused refused)
            throw new InvalidOperationException($"{command} was refused: {refused.Code}.");
    }
}
