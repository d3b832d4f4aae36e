using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>The complainant says of which kind their mail is. What changes the kind is <see cref="Reclassify"/>; a claim stays what it runs as.</summary>
/// <param name="Reason">Why the kind changes, in the words of the page.</param>
public sealed record SayKind(GrievanceKind Kind, string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (!grievance.IsKindUnsaid ? Nothing
            : !Enum.IsDefined(Kind) ? Refuse("not-allowed")
            : Kind == grievance.FiledAs ? Record(new KindSaid(Kind))
            : new Reclassify(Kind, Reason).Decide(grievance, context));
}

[Event("grievance.kind-said", 1)]
public sealed record KindSaid(GrievanceKind Kind) : IEvent;
