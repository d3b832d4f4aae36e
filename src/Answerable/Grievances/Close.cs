using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Ends the matter (办结). Only what was answered can be closed, and only once the answer is proved to have arrived.</summary>
public sealed record Close : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Outcome is null ? Refuse("not-answered")
            : grievance.Stage == Stage.UnderReview ? Refuse("under-review")
            : !grievance.KeysOf("feedback").IsEmpty ? Refuse("feedback-owed")
            : grievance.ServedAt is not null ? Record(new Closed(Ending.AnsweredAndServed))
            : grievance is { Openness: Openness.Anonymous, IsSealed: false } ? Record(new Closed(Ending.AnsweredWithoutAddress))
            : Refuse("not-served"));
}

[Event("grievance.closed", 1)]
public sealed record Closed(Ending Ending) : IEvent;
