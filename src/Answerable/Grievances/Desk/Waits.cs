using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>Something that others wait for and that is one person's to decide, sign or answer.</summary>
public enum Wait
{
    /// <summary>More time was asked for (34).</summary>
    Extension,

    /// <summary>The written opinion is drafted (32).</summary>
    Opinion,

    /// <summary>The review opinion is drafted (35, 36).</summary>
    Review,

    /// <summary>The complainant asked for the matter to be handled anew.</summary>
    Redo,

    /// <summary>The receiver of a transfer says that the matter is not its own (23¶3).</summary>
    Objection,
}

/// <summary>What a matter waits for from one person. It asks where the commands ask: nothing is put on a desk only to be refused there.</summary>
public static class Waits
{
    public static IEnumerable<Wait> For(Actor actor, Grievance grievance, Town town)
    {
        if (actor is not Actor.Staff { Person: var person } || grievance.IsWithdrawn || grievance.IsClosed || grievance.IsErased)
            yield break;
        if (grievance.PendingExtension is { } asked && Authority.MayExtend(person, asked, grievance, town))
            yield return Wait.Extension;
        if (grievance is { Draft: not null, Outcome: null } && Authority.MaySign(actor, grievance, town))
            yield return Wait.Opinion;
        if (grievance.Review is { Draft: not null } && Authority.MaySignReview(actor, grievance, town))
            yield return Wait.Review;
        if (Authority.MayDecideRedo(actor, grievance, town))
            yield return Wait.Redo;
        if (grievance.Objection is { Agreed: null } objection && Authority.SpeaksFor(actor, objection.To, grievance, town))
            yield return Wait.Objection;
    }
}
