using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>The answer in force, in words: a reply, or the opinion as it was drafted and signed. The words are null once erased.</summary>
public sealed record GivenAnswer(Outcome Outcome, PersonId SignedBy, string? DocumentNumber, string? Asked, string? Facts, string? LegalBasis)
{
    /// <param name="history">The case's events, personal fields opened.</param>
    /// <returns>Null while there is none.</returns>
    public static GivenAnswer? Of(Grievance grievance, IReadOnlyList<Happened> history) => At(history, grievance.AnsweredBy) switch
    {
        Replied e => new(e.Outcome, e.SignedBy, e.DocumentNumber, e.Asked, e.Facts, e.LegalBasis),
        OpinionSigned e when At(history, e.Draft) is OpinionDrafted draft => new(e.Outcome, e.SignedBy, e.DocumentNumber, draft.Asked, draft.Facts, draft.LegalBasis),
        _ => null,
    };

    private static IEvent? At(IReadOnlyList<Happened> history, long? version) => history.LastOrDefault(one => one.Stamp.Version == version)?.Event;
}
