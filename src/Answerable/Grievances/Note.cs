using System.Collections.Immutable;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>Writes down what was found out about the matter. 1 to 20,000 characters, for the people who handle it.</summary>
public sealed record Note(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context) ?? Guard.Alive(grievance)
        ?? (!Written.IsText(Words, 20_000) ? Refuse("words-missing") : Record(new Noted(Words)));
}

[Event("grievance.noted", 1)]
public sealed record Noted([property: Personal] string? Words) : IEvent;

/// <summary>Writes to the complainant through the system: the writer sees no number and no address (safeguards A9).</summary>
public sealed record WriteToComplainant(string Words) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!Written.IsText(Words, 5_000) ? Refuse("words-missing") : Record(new WrittenTo(grievance.KeysOf("first-human-answer"), Words)));
}

[Event("grievance.written-to", 1)]
public sealed record WrittenTo(ImmutableArray<string> Meets, [property: Personal] string? Words) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

/// <summary>
/// The complainant adds to the matter. Moves no clock. What says that it is a new fact reopens a closed matter,
/// with the fifteen days of a new receipt. After the final review new facts and reasons are a new matter (36¶3 bars the same ones, and never a person).
/// </summary>
public sealed record AddInformation(string Words, bool NewFacts = false, ImmutableArray<Attachment> Attachments = default) : ICommand<Grievance>
{
    /// <summary>What was taken out of the files; those without anything are left out.</summary>
    public ImmutableArray<CleanedFile> Cleaned { get; init; } = [];

    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Complainant(grievance, context)
        ?? (!Sealed.IsText(grievance, Words, 50_000) ? Refuse("words-missing")
            : grievance.IsErased ? Refuse("erased")
            : NewFacts && grievance.IsFinal ? Refuse("new-facts-new-matter")
            : Lodging.FaultOf(Files) ?? (grievance is { IsClosed: true, Ending: not Grievances.Ending.Withdrawn } && NewFacts
                ? Record([new InformationAdded(Files, Words), .. FilesCleaned.Of(Cleaned), new Reopened(Starts(grievance, context))])
                : Record([new InformationAdded(Files, Words), .. FilesCleaned.Of(Cleaned)])));

    private ImmutableArray<Attachment> Files => Attachments.IsDefault ? [] : Attachments;

    private static ImmutableArray<ClockStart> Starts(Grievance grievance, Context context) =>
        context.Book.Town.Find(grievance.Office) is { } office
            ? CaseClocks.OnReceipt(context with { OccurredAt = context.Now }, grievance, grievance.FiledAs, office)
            : [];
}

[Event("grievance.information-added", 1)]
public sealed record InformationAdded(ImmutableArray<Attachment> Attachments, [property: Personal] string? Words) : IEvent;

/// <summary>The matter is open again. For new facts it begins anew.</summary>
/// <param name="Cause">Null: new facts.</param>
[Event("grievance.reopened", 1)]
public sealed record Reopened(ImmutableArray<ClockStart> Starts, ReopenCause? Cause = null) : IClockEvent
{
    [System.Text.Json.Serialization.JsonIgnore]
    public ImmutableArray<string> Meets => [];
}
