using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Answerable.Offices;
using Answerable.Recording;
using static Answerable.Recording.Decision;

namespace Answerable.Grievances;

/// <summary>
/// Puts the written opinion on a claim (信访处理意见书, 31(6), 32) before the leader who signs it. Only on an accepted and assigned matter,
/// by the people who handle it; a later draft takes the place of an earlier one. Answers nothing by itself.
/// </summary>
/// <param name="DocumentNumber">发文字号, where the office gives one.</param>
public sealed record DraftOpinion(Opinion Opinion, string? DocumentNumber = null) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Guard.Seen(grievance, context)
        ?? (!Authority.MayHandle(context.Actor, grievance, context.Book.Town) && grievance.Unit is not null ? Refuse("not-allowed") : null)
        ?? Guard.Alive(grievance)
        ?? (grievance.FiledAs != GrievanceKind.Claim ? Refuse("claims-only")
            : grievance.Outcome is not null ? Refuse("already-answered")
            : !grievance.CountsAsAccepted(context.Now) ? Refuse("not-accepted")
            : grievance.Unit is null ? Refuse("not-assigned")
            : Opinion.FaultOf(needsLaw: true, DocumentNumber)
                ?? Record(new OpinionDrafted(Guard.Person(context), Opinion.Outcome, DocumentNumber, Opinion.Asked, Opinion.Facts, Opinion.LegalBasis)));
}

/// <summary>Signs the draft as it stands and so issues it: the leader's own act, which nobody does in another's name. The sixty days end here (34).</summary>
public sealed record SignOpinion : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Signing.Fault(grievance, context, out var draft)
        ?? Record(new OpinionSigned(draft.Version, draft.Outcome, Guard.Person(context), draft.DocumentNumber, Reply.Fulfilled(grievance)));
}

/// <summary>Gives the draft back to the people who handle the matter. No clock stops.</summary>
/// <param name="Reason">What is to be changed; 1 to 5,000 characters, for them alone.</param>
public sealed record ReturnOpinion(string Reason) : ICommand<Grievance>
{
    public Decision Decide(Grievance grievance, Context context) =>
        Signing.Fault(grievance, context, out _)
        ?? (!Written.IsText(Reason, 5_000) ? Refuse("reason-missing") : Record(new OpinionReturned(Reason)));
}

internal static class Signing
{
    public static Decision? Fault(Grievance grievance, Context context, out DraftedOpinion draft)
    {
        draft = grievance.Draft!;
        return Guard.Seen(grievance, context)
            ?? (grievance.Outcome is not null ? Refuse("already-answered")
                : draft is null ? Refuse("nothing-to-sign")
                : !Authority.MaySign(context.Actor, grievance, context.Book.Town) ? Refuse("not-the-signer")
                : Guard.Alive(grievance));
    }
}

[Event("grievance.opinion-drafted", 1)]
public sealed record OpinionDrafted(
    PersonId DraftedBy, Outcome Outcome, string? DocumentNumber,
    [property: Personal] string? Asked, [property: Personal] string? Facts, [property: Personal] string? LegalBasis) : IEvent;

/// <param name="Draft">Version of the draft that was signed: its words are the answer.</param>
[Event("grievance.opinion-signed", 1)]
public sealed record OpinionSigned(long Draft, Outcome Outcome, PersonId SignedBy, string? DocumentNumber, ImmutableArray<string> Meets) : IClockEvent
{
    [JsonIgnore]
    public ImmutableArray<ClockStart> Starts => [];
}

[Event("grievance.opinion-returned", 1)]
public sealed record OpinionReturned([property: Personal] string? Reason) : IEvent;
