using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Publishes a final review opinion that was given after a hearing (36¶2: 可以依法向社会公示), in words that name nobody. Only once the complainant has
/// received it; the office that decided does it, and it is gone with the case's words.
/// </summary>
/// <param name="Words">The opinion as the public reads it; 1 to 20,000 characters.</param>
public sealed record PublishOpinion(string Words) : ICommand<Grievance>
{
    /// <summary>Whether there is an opinion that may be published and is not.</summary>
    public static bool Fits(Grievance grievance) => grievance is { IsFinal: true, IsErased: false, LastReview: { Hearing.HeldAt: not null, ServedAt: not null, IsPublished: false } };

    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!Authority.MayPublish(context.Actor, grievance, context.Book.Town) ? Refuse("not-allowed")
            : grievance.IsErased ? Refuse("erased")
            : grievance.LastReview is not { Level: ReviewLevel.FinalReview, IsOpen: false, Hearing.HeldAt: not null } ? Refuse("no-hearing-held")
            : grievance.LastReview.ServedAt is null ? Refuse("not-served")
            : !Written.IsText(Words, 20_000) ? Refuse("words-missing")
            : grievance.LastReview.IsPublished ? Refuse("already-published")
            : Record(new OpinionPublished(Words)));
}

[Event("grievance.opinion-published", 1)]
public sealed record OpinionPublished([property: Personal] string? Words) : IEvent;
