using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The complainant's word on the answer (21). The people who handled it never see a single one (safeguards A11).</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="AsksAgain">Not satisfied, and asks for the matter to be handled anew: the words become that request's reason, and stand in it alone.</param>
public sealed record Rate(int Stars, string? Words = null, bool AsksAgain = false) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Outcome is null ? Refuse("not-answered")
            : grievance.IsRated ? Refuse("already-rated")
            : Stars is < 1 or > 5 ? Refuse("stars-invalid")
            : Words is not null && !Written.IsText(Words, 2_000) ? Refuse("words-missing")
            : AsksAgain ? RequestRedo.FaultOf(grievance) ?? (Words is null ? Refuse("reason-missing") : Record(new Rated(Stars, null), RequestRedo.Event(grievance, context, Words)))
            : Record(new Rated(Stars, Words)));
}

[Event("grievance.rated", 1)]
public sealed record Rated(int Stars, [property: Personal] string? Words) : IEvent;
