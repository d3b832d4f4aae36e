using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The complainant's word on the answer (21). The people who handled it never see a single one (safeguards A11).</summary>
/// <param name="Stars">1 to 5.</param>
public sealed record Rate(int Stars, string? Words = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (grievance.Outcome is null ? Refuse("not-answered")
            : grievance.IsRated ? Refuse("already-rated")
            : Stars is < 1 or > 5 ? Refuse("stars-invalid")
            : Words is not null && !Written.IsText(Words, 2_000) ? Refuse("words-missing")
            : Record(new Rated(Stars, Words)));
}

[Event("grievance.rated", 1)]
public sealed record Rated(int Stars, [property: Personal] string? Words) : IEvent;
