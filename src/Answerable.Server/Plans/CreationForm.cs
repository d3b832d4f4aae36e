using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Server.Shell;

namespace Answerable.Server.Plans;

/// <summary>The review page's form: what is ticked and what was decided about each post, as posted or, at first, as the plan proposes.</summary>
public sealed class CreationForm
{
    private readonly TownPlan plan;
    private readonly IFormCollection? form;

    public CreationForm(TownPlan plan, IFormCollection? form)
    {
        (this.plan, this.form) = (plan, form);
        Steps = PlanCreation.Steps(plan.Proposal, plan.Book.Town, plan.Book.Arrangements);
        // Another body that issued the plan is offered and not presumed: it need not receive anything here.
        Taken = form is null ? Steps.Where(step => step is { State: not CreationState.Present, Kind: not CreationKind.Office }).Select(step => step.Key).ToHashSet()
            : form["take"].OfType<string>().Intersect(Steps.Select(step => step.Key)).ToHashSet();
    }

    public IReadOnlyList<CreationStep> Steps { get; }

    public IReadOnlySet<string> Taken { get; }

    public PostChoice Default(ProposedPost post) => PlanCreation.Default(post, plan.Book.Town);

    /// <summary>The name in the field, as typed or as proposed.</summary>
    public string? Holder(ProposedPost post) => form is null ? Name(Default(post).Holder) : form[$"holder.{post.Key}"];

    public string? Deputy(ProposedPost post) => form is null
        ? plan.Proposal.Posts.FirstOrDefault(other => other.Key == Default(post).Deputy) is { } deputy ? Name(deputy.HolderKey) : null
        : form[$"deputy.{post.Key}"];

    public ImmutableSortedSet<Power> Powers(ProposedPost post) => form is null ? Default(post).Powers
        : [.. form[$"power.{post.Key}"].Select(code => Enum.TryParse<Power>(code, out var power) && Enum.IsDefined(power) ? power : (Power?)null).OfType<Power>()];

    /// <summary>What was decided about every ticked post; a name that nobody in the plan has is an error at its field.</summary>
    public IReadOnlyDictionary<string, PostChoice> Posts(FormErrors errors)
    {
        var found = new Dictionary<string, PostChoice>(StringComparer.Ordinal);
        foreach (var post in plan.Proposal.Posts.Where(post => Taken.Contains(post.Key)))
        {
            var (holder, deputy) = (Person(Holder(post)), Person(Deputy(post)));
            if (holder is null && !string.IsNullOrWhiteSpace(Holder(post)))
                errors.Add($"holder.{post.Key}", "plan.create.nobody", Holder(post)!);
            var standIn = deputy is null ? null : plan.Proposal.Posts.FirstOrDefault(other => other.HolderKey == deputy && other.Key != post.Key)?.Key;
            if (standIn is null && !string.IsNullOrWhiteSpace(Deputy(post)))
                errors.Add($"deputy.{post.Key}", deputy is null ? "plan.create.nobody" : "plan.create.same", Deputy(post)!);
            found[post.Key] = new(holder, standIn, Powers(post));
        }

        return found;
    }

    public string? Name(string? personKey) => personKey is null ? null : plan.Proposal.People.FirstOrDefault(person => person.Key == personKey)?.Name ?? plan.Book.Town.Find(new PersonId(personKey))?.Name;

    private string? Person(string? name) => plan.Proposal.People.FirstOrDefault(person => person.Name == PersonNames.Tidy(name ?? ""))?.Key;
}
