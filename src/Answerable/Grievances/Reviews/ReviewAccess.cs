using Answerable.Grievances;
using Answerable.Recording;

namespace Answerable.Offices;

/// <summary>Who may do what in a review: people of the reviewing office, and nobody who took part in what it disputes or is recused.</summary>
public static partial class Authority
{
    /// <summary>Names who prepares it and who is in charge of it.</summary>
    public static bool MayTakeUpReview(Actor actor, Grievance grievance, Town town) =>
        IsFreeFor(actor, grievance, out var person, out var review) && WorksIn(person, review.Office, town)
        && (review.Officer is null || person == review.Officer || Has(actor, Power.Disposition, town, review.Office) || Leads(person, review.Office, town));

    /// <summary>Prepares it: its case officer and its leader in charge; before they are named, whoever works in the reviewing office.</summary>
    public static bool MayReview(Actor actor, Grievance grievance, Town town) =>
        IsFreeFor(actor, grievance, out var person, out var review) && WorksIn(person, review.Office, town)
        && (review.Officer is null || person == review.Officer || person == review.Leader || MaySignAs(person, review.Leader, review.Office, town));

    /// <summary>Signs the review opinion, as <see cref="MaySign"/> the opinion below.</summary>
    public static bool MaySignReview(Actor actor, Grievance grievance, Town town) =>
        IsFreeFor(actor, grievance, out var person, out var review) && MaySignAs(person, review.Leader, review.Office, town);

    /// <summary>Speaks for the office whose decision is disputed.</summary>
    public static bool MayGivePosition(Actor actor, Grievance grievance, Town town) =>
        grievance.Review is { } review && actor is Actor.Staff { Person: var person } && IsFree(actor, grievance)
        && (Has(actor, Power.Disposition, town, review.Against) || Leads(person, review.Against, town) || (review.Level == ReviewLevel.Review && MayHandle(actor, grievance, town)));

    /// <summary>Decides a request to handle the matter anew: a head of the office named in it who took no part in the answer.</summary>
    public static bool MayDecideRedo(Actor actor, Grievance grievance, Town town) =>
        grievance.Redo is { IsOpen: true } asked && actor is Actor.Staff { Person: var person } && IsFree(actor, grievance)
        && !grievance.Handlers.Contains(person) && Leads(person, asked.To, town);

    /// <summary>Answers for the higher office that a late matter was brought to.</summary>
    public static bool MayAnswerForHigher(Actor actor, Grievance grievance, Town town) =>
        grievance.Higher is { IsOpen: true } asked && IsFree(actor, grievance) && (Has(actor, Power.Disposition, town, asked.To) || Has(actor, Power.Leadership, town, asked.To));

    /// <summary>Sees a case because it is to be, or was, reviewed by them.</summary>
    private static bool MayPrepareReview(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff { Person: var person } && IsFree(actor, grievance)
        && (grievance.Reviews.Any(review => review.Officer == person)
            || (grievance.Review is { Officer: null } waiting && town.PostsOf(person).Any(post => post.Office == waiting.Office && post.Powers.Contains(Power.Handling))));

    /// <summary>
    /// Enters a review opinion that came on paper: whoever may dispose and took no part in what was disputed; where the office has nobody else, whoever
    /// may dispose.
    /// </summary>
    public static bool MayEnterReview(Actor actor, Grievance grievance, Town town) =>
        grievance.Review is { } review && actor is Actor.Staff { Person: var person } && MayDispose(actor, grievance, town)
        && (!grievance.IsBarredFrom(review, person) || town.Holders.Values.Distinct().All(other =>
            other == person || grievance.IsBarredFrom(review, other) || !MayDispose(new Actor.Staff(other), grievance, town)));

    /// <summary>Publishes the final opinion after a hearing: a head of the office that decided it, or who prepared it.</summary>
    public static bool MayPublish(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff { Person: var person } && IsFree(actor, grievance) && grievance.LastReview is { Level: ReviewLevel.FinalReview } review && (Leads(person, review.Office, town) || person == review.Officer);

    /// <summary>Handles, disposes or leads in the office.</summary>
    public static bool WorksIn(PersonId person, OfficeId office, Town town) =>
        town.PostsOf(person).Any(post => post.Office == office && post.Powers.Overlaps([Power.Handling, Power.Disposition, Power.Leadership]));

    /// <summary>Whether somebody of the office decides in this record; otherwise its decisions come on paper.</summary>
    public static bool IsServed(OfficeId office, Town town) => town.Find(office) is { Outside: false } && Heads(office, town).Any();

    /// <summary>Reads what the reviewing office wrote for itself: the draft, why it was returned.</summary>
    public static bool MayReadReview(Actor actor, Grievance grievance, Town town) =>
        actor is Actor.Staff { Person: var person } && IsFree(actor, grievance) && grievance.LastReview is { } review && !grievance.IsBarredFrom(review, person) && WorksIn(person, review.Office, town);

    internal static IEnumerable<PersonId> HeadsOf(OfficeId office, Town town) => Heads(office, town);

    private static bool IsFreeFor(Actor actor, Grievance grievance, out PersonId person, out Review review)
    {
        review = grievance.Review!;
        person = actor is Actor.Staff staff ? staff.Person : default;
        return review is not null && actor is Actor.Staff && !grievance.IsBarredFrom(review, person);
    }
}
