using System.Collections.Immutable;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// A mail that bears the number of the matter. A number stands on many papers: who wrote it is not known, so it says nothing in the
/// complainant's name, moves no clock, and opens nothing that is closed. Whoever wants that has the access code.
/// </summary>
/// <param name="Words">Subject and text, 1 to 50,000 characters; of a sealed matter sealed to its office.</param>
public sealed record AddMail(string Words, ImmutableArray<Attachment> Attachments = default) : ICommand<Grievance>
{
    /// <summary>What was taken out of the files; those without anything are left out.</summary>
    public ImmutableArray<CleanedFile> Cleaned { get; init; } = [];

    public Decision Decide(Grievance grievance, Context context) =>
        context.Actor is not Actor.Engine ? Refuse("not-allowed")
        : !grievance.IsLodged ? Refuse("no-such-grievance")
        : grievance.IsErased ? Refuse("erased")
        : !Sealed.IsText(grievance, Words, 50_000) ? Refuse("words-missing")
        : Lodging.FaultOf(Files) ?? Record([new MailAdded(Files, Words), .. FilesCleaned.Of(Cleaned)]);

    private ImmutableArray<Attachment> Files => Attachments.IsDefault ? [] : Attachments;
}

[Event("grievance.mail-added", 1)]
public sealed record MailAdded(ImmutableArray<Attachment> Attachments, [property: Personal] string? Words) : IEvent;
