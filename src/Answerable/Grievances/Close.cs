using Answerable.Deadlines;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Ends the matter (办结). Only what was answered can be closed, and only once the answer is proved to have arrived.</summary>
public sealed record Close : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Disposing(grievance, context)
        ?? (grievance.Outcome is null ? Refuse("not-answered")
            : grievance.Review is not null ? Refuse("under-review")
            : grievance.Redo is { IsOpen: true } ? Refuse("redo-pending")
            : grievance.UnservedReview is not null && grievance.Openness != Openness.Anonymous ? Refuse("not-served")
            : !grievance.KeysOf(Role.Feedback).IsEmpty ? Refuse("feedback-owed")
            : grievance.ServedAt is not null ? Record(new Closed(Ending.AnsweredAndServed))
            : grievance is { Openness: Openness.Anonymous, IsSealed: false } ? Record(new Closed(Ending.AnsweredWithoutAddress))
            : Refuse("not-served"));
}

[Event("grievance.closed", 1)]
public sealed record Closed(Ending Ending) : IEvent;
