using System.Collections.Immutable;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Help that exists by law beside the matter (37¶2, ¶3); legal aid by the Legal Aid Law.</summary>
public enum ReliefKind { SocialAssistance, JudicialRelief, Support, LegalAid }

public enum ReliefResult { Granted, Declined, NotApplied }

/// <param name="Number">From 1, in the order in which they were offered.</param>
/// <param name="Accepted">Null while the complainant has not said.</param>
public sealed record Relief(int Number, ReliefKind Kind, bool? Accepted = null, ReliefResult? Result = null);

/// <summary>
/// Tells a complainant in need of help that exists and how to apply, or offers to help apply (37¶2: 告知或者帮助其). It is never a condition
/// of anything and nothing is a condition of it: no rule of this program asks whether it was offered, taken or refused.
/// </summary>
/// <param name="Words">What it is and who may have it; 1 to 5,000 characters.</param>
/// <param name="HowToReach">The body that gives it: address, telephone or page; 1 to 1,000 characters.</param>
public sealed record OfferRelief(ReliefKind Kind, string Words, string HowToReach) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.IsErased ? Refuse("erased")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : !Written.IsText(HowToReach, 1_000) ? Refuse("competent-body-missing")
            : Agreement.FaultOf(Words) ?? Record(new ReliefOffered(grievance.Reliefs.Length + 1, Kind, Words, HowToReach)));
}

[Event("grievance.relief-offered", 1)]
public sealed record ReliefOffered(int Number, ReliefKind Kind, [property: Personal] string? Words, string HowToReach) : IEvent;

/// <summary>The complainant wants it, or does not, and may change their mind until there is a result.</summary>
public sealed record AnswerRelief(int Number, bool Accepts) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Reliefs.FirstOrDefault(one => one.Number == Number) is not { Result: null } relief ? Refuse("no-relief")
            : relief.Accepted == Accepts ? Nothing
            : Record(new ReliefAnswered(Number, Accepts)));
}

[Event("grievance.relief-answered", 1)]
public sealed record ReliefAnswered(int Number, bool Accepts) : IEvent;

/// <summary>What came of an application that the complainant wanted.</summary>
public sealed record RecordRelief(int Number, ReliefResult Result, string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (grievance.Reliefs.FirstOrDefault(one => one.Number == Number) is not { Accepted: true, Result: null } ? Refuse("no-relief")
            : !Written.IsText(Words, 5_000) ? Refuse("words-missing")
            : Record(new ReliefResulted(Number, Result, Words)));
}

[Event("grievance.relief-resulted", 1)]
public sealed record ReliefResulted(int Number, ReliefResult Result, [property: Personal] string? Words) : IEvent;

public sealed partial record Grievance
{
    public ImmutableArray<Relief> Reliefs { get; init; } = [];

    private Grievance With(int relief, Func<Relief, Relief> change) => this with { Reliefs = [.. Reliefs.Select(one => one.Number == relief ? change(one) : one)] };
}
